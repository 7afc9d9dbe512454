"""The folder and its database stand as they must, and it is seen when they do not."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from ojaq.registry.finding import Standing
from ojaq.registry.vault import health, tables

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A registry folder that only its owner may read."""
    tmp_path.chmod(0o700)
    (tmp_path / "register.db").touch(mode=0o600)
    return tmp_path


def _standing(folder: Path, code: str) -> Standing:
    (found,) = [each for each in health.findings(folder) if each.code == code]
    return found.standing


def test_a_folder_as_it_was_made_is_well(folder: Path) -> None:
    codes = {each.code for each in health.findings(folder)}
    assert {"vault.rights", "vault.room", "vault.engine"} <= codes
    assert _standing(folder, "vault.rights") is Standing.WELL
    assert connection.vendor == "postgresql" or _standing(folder, "vault.pages") is Standing.WELL


def test_a_file_that_others_may_read_is_seen(folder: Path) -> None:
    (folder / "register.db").chmod(0o644)
    assert _standing(folder, "vault.rights") is Standing.LOOK


@pytest.mark.parametrize(
    ("free", "standing"), [(10**8, Standing.WRONG), (10**9, Standing.LOOK), (10**11, Standing.WELL)]
)
def test_a_full_disk_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch, free: int, standing: Standing
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, free))
    assert _standing(folder, "vault.room") is standing


def test_tables_of_another_version_are_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "waiting", lambda: ["ojaq 0003"])
    assert _standing(folder, "vault.tables") is Standing.WRONG


def test_a_registry_without_papers_is_seen(folder: Path) -> None:
    assert _standing(folder, "vault.recovery") is Standing.LOOK


@pytest.mark.parametrize(
    ("free", "status", "said"),
    [(10**8, 503, "no room\n"), (10**9, 200, "ok\nlittle room\n"), (10**11, 200, "ok\n")],
)
def test_the_page_of_health_warns_of_the_disk_and_says_nothing_else(
    client: Client, monkeypatch: pytest.MonkeyPatch, free: int, status: int, said: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, free))
    answer = client.get("/health")
    assert (answer.status_code, answer.content.decode()) == (status, said)
