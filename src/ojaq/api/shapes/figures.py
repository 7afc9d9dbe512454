"""Figures of the register, which name nobody, and runs."""

from __future__ import annotations

from datetime import datetime

from ojaq.api.shapes.shape import Shape


class Figures(Shape):
    """How much there is, over the whole register."""

    registrations: int
    mentions: int
    persons: int
    registered: int
    superseded: int
    withdrawn: int
    waiting: int
    flagged: int
    quarantined: int
    proposed_supersessions: int
    offices: int


class Run(Shape):
    """One long act (an import) with its progress from 0 to 1."""

    number: int
    kind: str
    file: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    progress: float | None
    figures: dict[str, int]


class Runs(Shape):
    """Runs, newest first; `next` is the address of what follows, "" at the end."""

    runs: tuple[Run, ...]
    next: str = ""
