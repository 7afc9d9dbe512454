"""Reading runs and kept mappings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.models import KeptMapping, Run

__all__ = ["RunLine", "kept_mappings", "runs"]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run as a list shows it; `progress` from 0 to 1, None where nobody knows."""

    number: int
    kind: str
    file: str
    state: str
    started_at: datetime.datetime
    finished_at: datetime.datetime | None
    progress: float | None
    figures: Mapping[str, int]


def runs(*, viewer: Viewer, at_most: int = 50, before: int | None = None) -> list[RunLine]:
    """The latest runs, newest first; `before` goes on after the run of that number. Raises NotPermitted."""
    require(viewer, Act.IMPORT)
    kept = Run.objects.filter(pk__lt=before) if before else Run.objects.all()
    return [
        RunLine(
            row.pk, row.kind, row.file, row.state, row.started_at, row.finished_at,
            row.bytes_done / row.bytes_total if row.bytes_total else None, row.figures,
        )
        for row in kept[:at_most]
    ]  # fmt: skip


def kept_mappings(*, viewer: Viewer) -> list[str]:
    """The names of the kept mappings. Raises NotPermitted."""
    require(viewer, Act.IMPORT)
    return list(KeptMapping.objects.order_by("name").values_list("name", flat=True))
