"""The encrypted file: nothing readable, no other key, nothing lost, and types as they were."""

from __future__ import annotations

import datetime as dt
import sqlite3
import stat
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import load_backend

from ojaq.config import databases
from ojaq.config.engines.errors import DoesNotOpen, PlainFile
from ojaq.registry.vault import keyring

pytestmark = [pytest.mark.engines]
CANARY = "Tutluca canary 1948"


@pytest.fixture(autouse=True)
def _files_of_our_own(django_db_blocker: Any) -> Iterator[None]:
    """These tests open files of their own, never the test database."""
    with django_db_blocker.unblock():
        yield


def _open(file: Path) -> Any:
    settings = {
        "TIME_ZONE": None, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": False,
        "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "TEST": {},
    }  # fmt: skip
    return load_backend("ojaq.config.engines.sqlcipher").DatabaseWrapper(
        settings | databases.sqlcipher(file) | {"CONN_MAX_AGE": 0}, alias="other"
    )


def _write_canary(execute: Any) -> None:
    execute("CREATE TABLE told (statement TEXT)")
    execute(f"INSERT INTO told VALUES ('{CANARY}')")


def test_nothing_told_stands_readable_on_the_disk(tmp_path: Path) -> None:
    register = _open(tmp_path / "register.db")
    with register.cursor() as cursor:
        _write_canary(cursor.execute)
        written = [file for file in tmp_path.iterdir() if file.stat().st_size]
        assert {file.name for file in written} >= {"register.db", "register.db-wal"}
        assert not any(CANARY.encode() in file.read_bytes() for file in written)
    register.close()
    assert not (tmp_path / "register.db").read_bytes().startswith(b"SQLite format 3")
    assert stat.S_IMODE((tmp_path / "register.db").stat().st_mode) == 0o600


def test_the_same_scan_finds_it_in_a_plain_file(tmp_path: Path) -> None:
    """The control: a scan that finds nothing here would find nothing anywhere."""
    plain = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    _write_canary(plain.execute)
    plain.close()
    assert CANARY.encode() in (tmp_path / "plain.db").read_bytes()


def test_a_plain_file_is_not_opened(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "register.db", isolation_level=None)
    _write_canary(plain.execute)
    plain.close()
    with pytest.raises(PlainFile):
        _open(tmp_path / "register.db").connect()


def test_another_key_does_not_open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = _open(tmp_path / "register.db")
    with register.cursor() as cursor:
        _write_canary(cursor.execute)
    register.close()
    monkeypatch.setattr(keyring, "_ring", [])
    keyring.hold_master(b"another master key, thirty-two b")
    with pytest.raises(DoesNotOpen):
        _open(tmp_path / "register.db").connect()


def test_every_connection_has_the_settings_that_lose_nothing(tmp_path: Path) -> None:
    register = _open(tmp_path / "register.db")
    with register.cursor() as cursor:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
        got = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    register.close()
    assert got == ["wal", 2, 1, 1, 2]


def test_types_come_back_as_they_went_in(tmp_path: Path) -> None:
    register = _open(tmp_path / "register.db")
    moment = dt.datetime(1988, 3, 21, 12, 30, 1, 5)  # noqa: DTZ001 -- as Django hands it to SQLite.
    with register.cursor() as cursor:
        cursor.execute("CREATE TABLE kinds (share decimal, day date, at datetime, so bool)")
        cursor.execute(
            "INSERT INTO kinds VALUES (%s, %s, %s, %s)", [Decimal("0.5"), moment.date(), moment, True]
        )
        cursor.execute("SELECT share, day, at, so FROM kinds WHERE so = %(so)s", {"so": True})
        assert cursor.fetchone() == (0.5, moment.date(), moment, True)
    register.close()
