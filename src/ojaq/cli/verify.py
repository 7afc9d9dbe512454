"""`ojaq verify`: does the ledger still say what was written?"""

from __future__ import annotations

import typer

from ojaq.cli.printing import AsJson, answer
from ojaq.cli.registry import opened


def verify(json: AsJson = False) -> None:
    """Recompute every digest of the ledger. Exit 1 when an entry does not say any more what was written."""
    with opened() as by:
        from ojaq.registry.access import Act, require
        from ojaq.registry.ledger.selectors import broken_entries, entry_count

        require(by, Act.CHECK_REGISTRY)
        count = entry_count()
        broken = [{"entry": each.number, "fault": each.fault} for each in broken_entries()]
    lines = [f"Entry {each['entry']} was changed: its {each['fault']} do not agree." for each in broken]
    lines.append(f"{count} entries read, {len(broken)} of them changed.")
    answer({"entries": count, "broken": broken}, as_json=json, lines=lines)
    if broken:
        raise typer.Exit(1)
