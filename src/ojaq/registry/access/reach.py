"""Which offices' rows the database hands to this thread. PostgreSQL keeps all others shut (`row_security.py`).

A page, a command or a task begins with nothing (`nothing_yet`); each permission that is given (`require`) adds the offices it
is given for. So a query that forgot its filter, or a page that forgot to ask, finds no row of another office. What is asked
of the register as a whole (the counter, a person's page, the engine) opens every office, because identity has none.

Where nothing was begun (the tests' own queries, migrations) the setting of the connection stands: none, hence no rows.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, connection

SETTING = "ojaq.offices"
EVERYWHERE = "*"

Offices = frozenset[str] | None
"""Codes of offices; None for all."""

_SET = "SELECT set_config('ojaq.offices', %s, false)"
# `RESET` goes back to what the connection was opened with.
_RESET = "RESET ojaq.offices"


class _Here(threading.local):
    """What this thread was granted: `begun` is how many doors it stands behind, `kept` whether the database surely knows."""

    begun: int = 0
    offices: Offices = frozenset()
    kept: bool = False


_here = _Here()


@contextmanager
def nothing_yet() -> Iterator[None]:
    """Begin a page, a command or a task: no row of any office until a permission is given; afterwards as it was before."""
    before = (_here.begun, _here.offices)
    _here.begun, _here.offices, _here.kept = before[0] + 1, frozenset(), False
    _tell()
    try:
        yield
    finally:
        _here.begun, _here.offices = before
        _here.kept = False
        try:
            _tell()
        except DatabaseError:
            # Whoever comes next must not find the rows open: a connection that cannot be told is given up.
            connection.close()


@contextmanager
def everywhere() -> Iterator[None]:
    """Every office, for what the machine's operator or the engine does of itself."""
    with nothing_yet():
        widen(None)
        yield


@contextmanager
def across_offices() -> Iterator[None]:
    """Every office for a moment, in the middle of a service that has asked its permission: an id is one in the whole register,
    and what identity puts together goes across offices. What is read so is not handed out.
    """
    before = _here.offices
    widen(None)
    try:
        yield
    finally:
        _here.offices, _here.kept = before, False
        # In a transaction that failed nothing can be told; its end takes the wider setting back by itself.
        with suppress(DatabaseError):
            _tell()


def widen(offices: Offices) -> None:
    """Open the rows of these offices too, until the page, command or task ends. Nothing to do where nothing was begun."""
    if not _here.begun:
        return
    wider = None if _here.offices is None or offices is None else _here.offices | offices
    if wider == _here.offices and _here.kept:
        return
    _here.offices = wider
    _tell()


def begin_on(opened: Any) -> None:
    """Tell a connection that was opened just now (the driver's own) what this thread was granted before."""
    if _here.begun:
        opened.execute(_SET, [_written()])


def _tell() -> None:
    if connection.vendor != "postgresql":
        _here.kept = True
        return
    with connection.cursor() as cursor:
        if _here.begun:
            cursor.execute(_SET, [_written()])
        else:
            cursor.execute(_RESET)
    # A setting made within a transaction is undone with it, so it is told again at the next permission.
    _here.kept = not connection.in_atomic_block


def _written() -> str:
    return EVERYWHERE if _here.offices is None else ",".join(sorted(_here.offices))
