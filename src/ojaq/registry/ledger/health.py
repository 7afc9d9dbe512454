"""Is the ledger whole, and does the database itself keep it so?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from ojaq.registry.finding import Finding, well, wrong
from ojaq.registry.ledger import triggers
from ojaq.registry.ledger.selectors import broken_entries, entry_count

_FIND_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # A trigger that somebody disabled stands in the table as well; only those that fire count.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def findings() -> Iterator[Finding]:
    """What stands between the ledger and a change to it."""
    missing = sorted(set(triggers.names(connection.vendor)) - _triggers())
    if missing:
        yield wrong(
            "ledger.triggers",
            f"The database would let the ledger be changed: {', '.join(missing)} missing.",
            "Find out who removed them; put back a backup, or run the migration ojaq 0002 once more.",
        )
    else:
        yield well("ledger.triggers", "The database refuses to change the ledger.")
    broken = [entry.number for entry in broken_entries()]
    if broken:
        yield wrong(
            "ledger.entries",
            f"{len(broken)} entries do not say any more what was written; the first is entry {broken[0]}.",
            "Somebody with the keys changed the ledger. Keep this machine as it is and compare it with a backup.",
        )
    else:
        yield well("ledger.entries", f"All {entry_count()} entries of the ledger say what was written.")


def _triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND_TRIGGERS[connection.vendor])
        return {name for (name,) in cursor.fetchall()}
