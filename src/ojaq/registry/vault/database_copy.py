"""A copy of the encrypted database while others read and write, and what is in such a copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from sqlcipher3 import dbapi2

from ojaq.registry.vault import table_rows
from ojaq.registry.vault.changing_tables import change_tables
from ojaq.registry.vault.errors import BackupDamaged
from ojaq.registry.vault.keyring import keys


def copy_to(file: Path) -> None:
    """Copy the database as it is at one moment; writers go on meanwhile. The copy is an encrypted file, whatever the engine.

    Encrypted pages are copied as they are; rows of PostgreSQL are written into tables of the same version.
    """
    if connection.vendor == "sqlite":
        _copy_pages(file)
        return
    with table_rows.encrypted_file(file) as copy:
        change_tables(database=copy)
        table_rows.carry(source=DEFAULT_DB_ALIAS, target=copy)


def _copy_pages(file: Path) -> None:
    with connection.cursor() as cursor:
        # A connection of before a change of keys is opened anew by the first question it is asked.
        cursor.execute("SELECT count(*) FROM sqlite_master")
    with _opened(file) as target:
        # All pages in one step are one read transaction: the write-ahead log keeps writers from waiting for it.
        connection.connection.backup(target)


def figures_of(file: Path) -> tuple[dict[str, int], tuple[int, str]]:
    """Rows of each table, and number and digest of the last ledger entry. Raises BackupDamaged when a page is damaged."""
    with _opened(file) as copy:
        try:
            # The first reads every page and checks its HMAC, the second the trees of tables and indexes.
            damaged = copy.execute("PRAGMA cipher_integrity_check").fetchall()
            whole = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            tables = [row[0] for row in copy.execute(_TABLES)]
            counted = {
                name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
                for name in tables
            }
            last = copy.execute("SELECT id, digest FROM ledger_entry ORDER BY id DESC LIMIT 1").fetchone()
        except dbapi2.DatabaseError as fault:
            raise BackupDamaged from fault
    if damaged or not whole:
        raise BackupDamaged
    return counted, ((last[0], bytes(last[1]).hex()) if last else (0, ""))


def sealed_documents(file: Path, *, at_most: int) -> Iterator[tuple[str, bytes, bytes, int]]:
    """Some sealed documents of a copy, drawn by chance: registration, the sealed bytes, its wrapped key, the epoch of that."""
    with _opened(file) as copy:
        for uuid, sealed, wrapped, epoch in copy.execute(_SEALED, (at_most,)).fetchall():
            yield uuid, bytes(sealed), bytes(wrapped), epoch


_SEALED = (
    "SELECT r.uuid, r.document, k.wrapped, k.version FROM registration r JOIN sealed_key k ON k.registration = r.uuid "
    "WHERE r.document IS NOT NULL AND length(r.document) > 0 ORDER BY random() LIMIT ?"
)
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    opened = dbapi2.connect(str(file), isolation_level=None)
    try:
        opened.set_key(f"x'{keys().database.hex()}'".encode())
        yield opened
    finally:
        opened.close()
