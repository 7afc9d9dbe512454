"""Do keys, database file and disk stand as they must?"""

from __future__ import annotations

import datetime as dt
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from ojaq.registry.finding import Finding, look, well, wrong
from ojaq.registry.vault import keyfile, rehearsing, tables

_PLENTY = 2 * 1024**3
_ENOUGH = 200 * 1024**2
_ENOUGH_PAPERS = 2
_TRIAL_DAYS = 8


def findings(home: Path) -> Iterator[Finding]:
    """What stands about the registry folder and its database."""
    yield from _rights(home)
    yield room(home)
    yield _recovery(home)
    yield _trial(home)
    yield from _sqlcipher() if connection.vendor == "sqlite" else _postgresql()
    yield _migrations()


def _rights(home: Path) -> Iterator[Finding]:
    """Nobody else on the machine reads the folder: the file is sealed, but what is not read cannot be copied."""
    open_to_others = [
        path.name
        for path in (home, keyfile.path_in(home).parent, keyfile.path_in(home), home / "register.db")
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    if open_to_others:
        yield look(
            "vault.rights",
            f"Other users of this machine may read: {', '.join(open_to_others)}.",
            f"chmod -R go= '{home}'",
        )
    else:
        yield well("vault.rights", "Only this user may read the registry folder.")


def room(home: Path) -> Finding:
    """How much of the disk is left."""
    free = shutil.disk_usage(home).free
    says = f"{free // 1024**2} MiB are free on the disk of the registry."
    if free < _ENOUGH:
        return wrong("vault.room", says, "Make room now: when the disk is full nothing more can be stored.")
    if free < _PLENTY:
        return look("vault.room", says, "Make room soon.")
    return well("vault.room", says)


def _recovery(home: Path) -> Finding:
    """Two papers with two people: one may burn, and nobody's memory decides over a register."""
    count = len(keyfile.recovery_publics(home)) if keyfile.path_in(home).exists() else 0
    if count < _ENOUGH_PAPERS:
        return look(
            "vault.recovery",
            f"{count} recovery keys open this registry: who forgets the passphrase may lose everything.",
            "Make two, and let two people keep the papers: ojaq keys recovery add --to FILE",
        )
    return well("vault.recovery", f"{count} recovery keys open this registry.")


def _trial(home: Path) -> Finding:
    """A backup is a hope until somebody restored it."""
    trial = rehearsing.last_trial(home)
    if trial is None:
        return look(
            "vault.trial",
            "No backup was ever restored for trial: nobody knows whether one would help.",
            "Make one and try it: ojaq backup --to FILE --drill. `ojaq serve` does both each week.",
        )
    days = (dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(trial.at)).days
    says = (
        f"A backup of {trial.registrations} registrations was restored for trial on {trial.at[:10]}, "
        f"{trial.opened} seals opened, in {trial.seconds} seconds."
    )
    if days > _TRIAL_DAYS:
        return look("vault.trial", says, "That is long ago: ojaq backup --to FILE --drill")
    return well("vault.trial", says)


def _sqlcipher() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        version = ".".join(map(str, connection.get_database_version()))
        cipher = cursor.execute("PRAGMA cipher_version").fetchone()[0]
        # The first reads every page and checks its HMAC; the second checks that tables and indexes agree.
        damaged = cursor.execute("PRAGMA cipher_integrity_check").fetchall()
        faults = [] if damaged else cursor.execute("PRAGMA quick_check(5)").fetchall()
        orphans = [] if damaged else cursor.execute("PRAGMA foreign_key_check").fetchall()
    yield well("vault.engine", f"SQLCipher {cipher} on SQLite {version}, every page sealed.")
    if damaged or (faults and faults[0][0] != "ok") or orphans:
        yield wrong(
            "vault.pages",
            f"The database is damaged: {len(damaged)} pages, {len(orphans)} rows without what they belong to.",
            "Stop working on it, copy the folder away, and put back the last backup.",
        )
    else:
        yield well("vault.pages", "Every page and every index of the database is whole.")


def _postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        version, fsync = cursor.fetchone()
        cursor.execute("SELECT current_setting('synchronous_commit'), current_setting('full_page_writes')")
        commit, pages = cursor.fetchone()
    unsafe = [
        name
        for name, value in (("fsync", fsync), ("synchronous_commit", commit), ("full_page_writes", pages))
        if value == "off"
    ]
    yield well("vault.engine", f"PostgreSQL {version}.")
    if unsafe:
        yield wrong(
            "vault.safe-writes",
            f"PostgreSQL is set to lose what it acknowledged: {', '.join(unsafe)} off.",
            "Switch them on in postgresql.conf and restart PostgreSQL.",
        )
    else:
        yield well("vault.safe-writes", "PostgreSQL writes before it answers.")


def _migrations() -> Finding:
    waiting = tables.waiting()
    if waiting:
        return wrong(
            "vault.tables",
            f"{len(waiting)} changes of the tables wait: an earlier version of Ojaq made this registry.",
            "Stop `ojaq serve` and run: ojaq upgrade. It makes a backup first.",
        )
    return well("vault.tables", "The tables are those of this version.")
