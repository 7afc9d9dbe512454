"""Bars of weeks: numbers in, numbers of an SVG out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, HIGH, GAP = 600, 120, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in units of a drawing of WIDE x HIGH."""

    x: float
    y: float
    width: float
    height: float


def bars(counts: Sequence[int], *, most: int = 0) -> tuple[Bar, ...]:
    """One bar for each count, as high as the largest (or as `most`) fills the drawing; a count above nothing is never
    invisible.
    """
    most = most or max(counts, default=0) or 1
    width = (WIDE - GAP * (len(counts) - 1)) / max(1, len(counts))
    found = []
    for place, count in enumerate(counts):
        height = max(2.0, count / most * HIGH) if count else 0.0
        found.append(
            Bar(round(place * (width + GAP), 1), round(HIGH - height, 1), round(width, 1), round(height, 1))
        )
    return tuple(found)
