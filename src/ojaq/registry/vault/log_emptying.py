"""Emptying SQLite's log: what was deleted or shredded stands in it until its pages are in the file, over the old ones.

`secure_delete` overwrites what is deleted in the file; the log is cut to nothing here. Whoever reads at this moment (a backup
reads for minutes) needs the log as it is: then it is tried again, in turns short enough that nobody waits for it.
"""

from __future__ import annotations

import time
from pathlib import Path

from django.db import connection

PATIENCE = 5.0
"""Seconds in which readers may end; afterwards the next `empty_log`, a minute later at most, finds the log."""

_AT_MOST_IN_A_TURN = 100
_BETWEEN_TRIES = 0.2


def empty_log(patience: float = PATIENCE) -> bool:
    """Cut the log to nothing; False when somebody read all the while. On PostgreSQL there is nothing to do."""
    if connection.vendor != "sqlite" or not _has_log():
        return True
    until = time.monotonic() + patience
    while not _try():
        if time.monotonic() > until:
            return False
        time.sleep(_BETWEEN_TRIES)
    return True


def _has_log() -> bool:
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log.exists() and log.stat().st_size > 0


def _try() -> bool:
    """One try, as a turn of its own: no writer is held up for longer than readers are waited for."""
    connection.ensure_connection()
    with connection.connection.turns.turn(), connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {_AT_MOST_IN_A_TURN}")
        try:
            (busy, _, _) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {before}")
    return not busy
