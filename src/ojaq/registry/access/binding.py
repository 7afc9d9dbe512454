"""Whether what binds a live registry binds this one: two people, limits. In rehearsal one person may try everything."""

from __future__ import annotations

from django.db import connection

_STATE = "SELECT state FROM registry"


def binds() -> bool:
    """Whether the registry is live. Asked anew each time: another process may have let it go live a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    return row is not None and row[0] == "live"
