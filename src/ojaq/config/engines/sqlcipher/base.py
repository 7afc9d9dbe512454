"""The engine that Django loads by `ENGINE = "ojaq.config.engines.sqlcipher"`."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3._functions import register as register_functions  # type: ignore[import-untyped]
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper
from django.db.backends.sqlite3.features import DatabaseFeatures as SqliteFeatures
from sqlcipher3 import dbapi2 as Database  # noqa: N812 -- Django's name for the driver.

from ojaq.config.engines import guard
from ojaq.config.engines.errors import DoesNotOpen, Unsafe
from ojaq.config.engines.sqlcipher.cursor import Connection, Cursor, disk_watched, register_types
from ojaq.config.engines.turns import Turns, turns_of
from ojaq.registry.vault import keyring

register_types()

# Every pragma is set on every connection and the first four are read back: a register without them may lose or leak.
_DEMANDED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    # 128 MB at most for each connection, taken as it is needed: every page read anew is decrypted anew.
    "PRAGMA cache_size = -128000",
    "PRAGMA legacy_alter_table = OFF",
)


class Features(SqliteFeatures):
    """What the bundled library can do, whatever sqlite3 the interpreter links."""

    # The wheel is built for 250,000 variables; a statement beyond some thousands gains nothing more.
    max_query_params = 16_000
    can_alter_table_drop_column = True
    test_db_allows_multiple_connections = True


class DatabaseWrapper(SqliteWrapper):
    """An encrypted register. A transaction waits for its turn, then begins IMMEDIATE; its end gives the turn back."""

    Database = Database
    features_class = Features
    display_name = "SQLCipher"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turns | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """What the driver is opened with; the library is checked first."""
        guard.check_version(Database.sqlite_version_info)
        return {**super().get_connection_params(), "factory": Connection}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Open the file with the key of the unlocked vault. Raises Locked, or an EngineRefused."""
        file = Path(conn_params["database"])
        keys = keyring.keys().databases
        guard.check_file_system(file.parent)
        guard.check_header(file)
        _touch(file)
        for key in keys[:-1]:
            # Two keys stand while the registry's keys are changed; the file tells which is the one.
            with suppress(DoesNotOpen):
                return self._opened(conn_params, key)
        return self._opened(conn_params, keys[-1])

    def _opened(self, conn_params: dict[str, Any], key: bytes) -> Connection:
        connection: Connection = Database.connect(**conn_params)
        try:
            guard.check_library(connection)
            connection.set_key(f"x'{key.hex()}'".encode())
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        connection.turns = turns_of(Path(conn_params["database"]).parent)
        connection.anew = self._anew
        return connection

    def _anew(self) -> Connection:
        """The file opened once more, with the keys that close it now. What still reads by the connection of before reads on."""
        keyring.follow()
        self.connection = self.get_new_connection(self.get_connection_params())
        # What Django does when it connects: transactions begin and end in so many words, and never by themselves.
        self.connection.isolation_level = None
        return self.connection  # type: ignore[no-any-return]

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002 -- Django hands it in.
        """A cursor that takes turns."""
        return self.connection.cursor(factory=Cursor)  # type: ignore[no-any-return]

    def _start_transaction_under_autocommit(self) -> None:
        turns = self.connection.turns
        turns.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            turns.give()
            raise
        self._turn = turns

    def _commit(self) -> None:
        with disk_watched():
            super()._commit()  # type: ignore[misc]
        # Only a commit that went through ends the transaction; a failed one is rolled back, and that gives the turn.
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        turns, self._turn = self._turn, None
        if turns is not None:
            turns.give()


def _touch(file: Path) -> None:
    """Make the file for its owner only: SQLite would use the umask, and its log takes the file's rights over."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: Connection) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError as fault:
        if "not a database" in str(fault):
            raise DoesNotOpen from fault
        raise
    register_functions(connection)
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    for name, wanted in _DEMANDED.items():
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != wanted:
            raise Unsafe(setting=name)
