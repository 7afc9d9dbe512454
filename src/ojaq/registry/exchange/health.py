"""Did every import come to its end?"""

from __future__ import annotations

from collections.abc import Iterator

from ojaq.registry.exchange.models import Run, RunState
from ojaq.registry.finding import Finding, look


def findings() -> Iterator[Finding]:
    """Imports that were cut off. What they stored is whole; the rest of the file was not read."""
    running = Run.objects.filter(state=RunState.RUNNING).count()
    if running:
        yield look(
            "exchange.cut-off",
            f"{running} imports or exports did not come to their end, or are at work now.",
            "Import the same file again: what is there already is not stored twice.",
        )
