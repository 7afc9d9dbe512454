"""Reading runs and kept mappings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.exchange.errors import NoSuchRun
from ojaq.registry.exchange.kinds import TAKEN_BACK
from ojaq.registry.exchange.models import KeptMapping, Run, RunState

__all__ = ["MappingLine", "RunLine", "RunPage", "kept_mappings", "run_page", "runs"]


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
    return [_line(row) for row in kept[:at_most]]


def _line(row: Run) -> RunLine:
    return RunLine(
        row.pk, row.kind, row.file, row.state, row.started_at, row.finished_at,
        row.bytes_done / row.bytes_total if row.bytes_total else None, row.figures,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run with what was not taken, the first of it, as (line, field, code), and the fields it did not know."""

    line: RunLine
    refused: tuple[tuple[int, str, str], ...]
    unknown_fields: Mapping[str, int]
    may_take_back: bool


def run_page(*, number: int, viewer: Viewer) -> RunPage:
    """One run. It names files and lines, never people. Raises NotPermitted, NoSuchRun."""
    require(viewer, Act.IMPORT)
    row = Run.objects.filter(pk=number).first()
    if row is None:
        raise NoSuchRun
    refused = row.refusals.order_by("pk").values_list("line", "field", "code")
    done = row.state != RunState.TAKEN_BACK and row.kind in TAKEN_BACK
    return RunPage(_line(row), tuple(refused), row.unknown_fields, done and viewer.may(Act.TAKE_BACK_IMPORT))


@dataclass(frozen=True, slots=True)
class MappingLine:
    """A kept mapping: the roll it is for, when it was last used, and what its columns are, as (column, meaning)."""

    name: str
    kept_at: datetime.datetime
    columns: tuple[tuple[str, str], ...]


def kept_mappings(*, viewer: Viewer) -> list[MappingLine]:
    """The kept mappings by name. Raises NotPermitted."""
    require(viewer, Act.IMPORT)
    return [
        MappingLine(
            row.name,
            row.kept_at,
            tuple((column, told["is"]) for column, told in row.document["columns"].items()),
        )
        for row in KeptMapping.objects.order_by("name")
    ]
