"""Connection and cursor of the sqlcipher3 wheel, as Django's SQLite engine expects them.

The wheel keeps its own registry of adapters and converters, so Django's are registered here once more; without them
Decimal and dates fail.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper, decoder
from django.db.utils import OperationalError
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database  # noqa: N812 -- Django's name for the driver.

from ojaq.config.engines.errors import DiskFails, NoRoom
from ojaq.config.engines.turns import Turns

_OTHER_KEY = "file is not a database"
_FULL, _FAILING = "disk is full", "disk I/O error"
_WRITING = ("INSERT", "UPDATE", "DELETE", "REPLAC", "CREATE", "DROP ", "ALTER ", "VACUUM", "REINDE")


def register_types() -> None:
    """Teach the wheel the types that Django reads and writes."""
    Database.register_converter("bool", b"1".__eq__)
    Database.register_converter("date", decoder(parse_date))
    Database.register_converter("time", decoder(parse_time))
    Database.register_converter("datetime", decoder(parse_datetime))
    Database.register_converter("timestamp", decoder(parse_datetime))
    Database.register_adapter(decimal.Decimal, str)
    Database.register_adapter(dt.date, dt.date.isoformat)
    Database.register_adapter(dt.datetime, lambda moment: moment.isoformat(" "))


@contextmanager
def disk_watched() -> Iterator[None]:
    """Say plainly what the disk did: raises NoRoom or DiskFails in place of the driver's (or Django's) own error."""
    try:
        yield
    except (Database.OperationalError, OperationalError) as fault:
        if _FULL in str(fault):
            raise NoRoom from fault
        if _FAILING in str(fault):
            raise DiskFails from fault
        raise


class Connection(Database.Connection):  # type: ignore[misc]
    """A connection that knows whose turn it is to write, and how to open its file anew after a change of keys."""

    turns: Turns | None = None
    anew: Callable[[], Connection] | None = None


class Cursor(Database.Cursor):  # type: ignore[misc]
    """Django's placeholders turned into SQLite's; a lone statement that writes takes its turn like a transaction."""

    convert_query = SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> Cursor:
        """Run one statement."""
        names = list(params) if isinstance(params, Mapping) else None
        given = (query,) if params is None else (self.convert_query(query, param_names=names), params)
        with self._turn(query), disk_watched():
            try:
                return super().execute(*given)  # type: ignore[no-any-return]
            except Database.DatabaseError as fault:
                if not self._opened_anew(fault):
                    raise
                return super().execute(*given)  # type: ignore[no-any-return]

    def executemany(self, query: str, param_list: Iterable[Any]) -> Cursor:
        """Run one statement for each set of parameters, as one turn."""
        rows = iter(param_list)
        first = next(rows, None)
        names = list(first) if isinstance(first, Mapping) else None
        every = chain([first], rows) if first is not None else iter(())
        with self._turn(query), disk_watched():
            if not self.connection.in_transaction:
                # The rows come from an iterator, which cannot be begun twice: another key is met by this question.
                self.execute("PRAGMA schema_version")
            return super().executemany(self.convert_query(query, param_names=names), every)  # type: ignore[no-any-return]

    def _opened_anew(self, fault: Exception) -> bool:
        """Whether this cursor now asks a file that was closed by another key meanwhile (`vault/services/rotating.py`).

        Nobody's transaction is cut short by it: pages are closed anew in a turn of its own, and a statement that met the new
        ones did nothing.
        """
        anew: Callable[[], Connection] | None = self.connection.anew
        if _OTHER_KEY not in str(fault) or self.connection.in_transaction or anew is None:
            return False
        super().__init__(anew())
        return True

    def _turn(self, query: str) -> AbstractContextManager[object]:
        turns: Turns | None = self.connection.turns
        if turns is None or self.connection.in_transaction or query.lstrip()[:6].upper() not in _WRITING:
            return nullcontext()
        return turns.turn()
