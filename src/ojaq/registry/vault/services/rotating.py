"""A new master key takes the place of the old one while others work: `ojaq keys rotate`.

    begun      the key file holds the new master key for everybody who could open the old one, and a link from old to new
    followed   every process that holds keys has taken up the new ones; until then both are known to those who have
    wrapped    every testimony's key is wrapped by the new one, some hundreds at a time
    closed     every page of the database is closed by the new key (SQLCipher), in one turn and one transaction
    ended      the link and what was kept of the old keys are gone: the old master key opens nothing here any more

Killed anywhere, everything opens, and the next `rotate` goes on where this one stopped.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from sqlcipher3 import dbapi2

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.services.approving import second_person
from ojaq.registry.ledger import record
from ojaq.registry.vault import holders, key_change, keyfile, keyring, sealing
from ojaq.registry.vault import home as registry_home
from ojaq.registry.vault.errors import ChangeUnfinished
from ojaq.registry.vault.models import SealedKey
from ojaq.registry.vault.services.ways import proposal_to

PATIENCE = 60.0
"""Seconds in which those who work must take up the new keys, and in which long readings must end."""

_ROWS_AT_ONCE = 400
_BETWEEN_TRIES = 0.1


@dataclass(frozen=True, slots=True)
class Rotated:
    """Which master key holds now, counted from 1, and how many testimonies' keys were wrapped anew."""

    epoch: int
    wrapped: int


def rotate(*, home: Path, by: Viewer, patience: float = PATIENCE) -> Rotated:
    """Change the master key and all that is closed by it; an earlier change that was stopped is ended first, and nothing more.

    Raises NotPermitted, NeedsSecondPerson, PassphraseOfFirstForm, ChangeUnfinished.
    """
    with holders.nobody_changes_keys(home, alone=True):
        if key_change.is_unfinished(keyfile.read(home)):
            require(by, Act.KEEP_KEYS)
        else:
            _begin(home, by)
        keyring.follow()
        if not holders.wait_until_nobody_holds(home, keyring.keys().epoch - 1, patience=patience):
            raise ChangeUnfinished
        wrapped = _wrap_anew()
        _close_settings_anew(home)
        if connection.vendor == "sqlite":
            _close_pages_anew(home, patience)
        key_change.finish(home)
        keyring.follow()
    return Rotated(keyring.keys().epoch, wrapped)


@transaction.atomic
def _begin(home: Path, by: Viewer) -> None:
    """Asks, enters, and writes the new key file last: when that fails, nothing was done and nothing is entered."""
    require(by, Act.KEEP_KEYS)
    second_person(proposal=proposal_to("keys-changed"), by=by)
    record(act=Act.KEEP_KEYS, by=by, subjects=[], reason="keys-changed")
    held = keyring.keys()
    key_change.begin(
        home,
        chain=held.chain,
        master=sealing.random_key(),
        carried={
            "notes": held.notes.hex(), "withdrawals": held.withdrawals.hex(), "digests": held.digests.hex(),
            "django": held.django,
        },
        before={"wrapping": held.wrapping.hex(), "settings": held.settings.hex(), "pages": held.pages.hex()},
        pages=connection.vendor == "sqlite",
    )  # fmt: skip


def _wrap_anew() -> int:
    """Wrap what is wrapped by another key than the newest, some hundreds in a transaction; a last look waits for all writers."""
    done = 0
    while some := _wrap_some():
        done += some
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # Whoever asked for the key before it changed has written by now; who comes later asks anew (`sealed.py`).
                cursor.execute("LOCK TABLE sealed_key IN SHARE ROW EXCLUSIVE MODE")
        while some := _wrap_some():
            done += some
    return done


@transaction.atomic
def _wrap_some() -> int:
    """Each row is locked while it is read and written, so that one that is shredded meanwhile stays so."""
    held = keyring.keys()
    rows = list(SealedKey.objects.select_for_update().exclude(version=held.epoch)[:_ROWS_AT_ONCE])
    for row in rows:
        bound = sealing.key_of(row.registration)
        own = sealing.open_closed(keyring.wrapping_of(row.version), bytes(row.wrapped), bound)
        row.wrapped, row.version = sealing.close(held.wrapping, own, bound), held.epoch
    SealedKey.objects.bulk_update(rows, ["wrapped", "version"])
    return len(rows)


def _close_settings_anew(home: Path) -> None:
    """The address of a PostgreSQL database is sealed by a key that changes."""
    settings = registry_home.read_settings(home)
    if settings.database == "postgresql":
        registry_home.write_settings(home, url=registry_home.database_url(settings))


def _close_pages_anew(home: Path, patience: float) -> None:
    """Every page in one transaction, while nobody else writes; who reads meanwhile reads the pages of before.

    Others find the file closed by another key with their next statement, and open it anew (`config/engines/sqlcipher`).
    """
    held = keyring.keys()
    assert held.before is not None
    with connection.cursor() as cursor:
        # Opens this process's own connection anew where that is due; its turns are those of all others.
        cursor.execute("SELECT count(*) FROM sqlite_master")
    opened = dbapi2.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=patience)
    try:
        with connection.connection.turns.turn():
            if _opens(opened, held.before.pages):
                opened.execute("PRAGMA secure_delete = ON")
                opened.execute("PRAGMA synchronous = FULL")
                opened.execute(f"PRAGMA rekey = \"x'{held.pages.hex()}'\"").fetchall()
            else:
                # Stopped after the pages and before the note of it.
                opened.close()
                opened = dbapi2.connect(
                    connection.settings_dict["NAME"], isolation_level=None, timeout=patience
                )
                _opens(opened, held.pages)
            key_change.pages_done(home)
        _empty_log(opened, patience)
    finally:
        opened.close()
    connection.close()


def _opens(opened: Any, key: bytes) -> bool:
    opened.set_key(f"x'{key.hex()}'".encode())
    try:
        opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError:
        return False
    return True


def _empty_log(opened: Any, patience: float) -> None:
    """The log's new pages go into the file, over the old ones. Raises ChangeUnfinished when somebody reads for too long."""
    until = time.monotonic() + patience
    opened.execute("PRAGMA busy_timeout = 200")
    while opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise ChangeUnfinished
        time.sleep(_BETWEEN_TRIES)
