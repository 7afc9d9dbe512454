"""The life line: what is told of a life, on one axis of years. A rough date is a wide, faded mark, never a false day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT = 30.0, 1210.0
MARK_LINES = (46.0, 95.0, 26.0, 113.0)
LETTER = 8.2


@dataclass(frozen=True, slots=True)
class Event:
    """Something told of a life: from `first` to `last` (years, with parts), in words, with its evidence."""

    words: str
    first: float
    last: float
    evidence: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the line: `x` is its middle, `width` is how rough the date is (0 = sharp), the label stands at `text_x`."""

    event: Event
    x: float
    width: float
    text_x: float
    text_y: float
    anchor: str

    @property
    def left(self) -> float:
        """Left edge of a faded mark."""
        return round(self.x - self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year of the scale."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The whole drawing."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    first_year: int
    last_year: int


def life_line(events: Sequence[Event]) -> LifeLine | None:
    """Lay out events with known bounds; None when nothing is dated."""
    if not events:
        return None
    first = min(event.first for event in events)
    last = max(event.last for event in events)
    step = 10 if last - first > 25 else 5
    low = int(first // step) * step
    high = (int(last // step) + 1) * step
    scale = (RIGHT - LEFT) / (high - low)
    ticks = tuple(Tick(year, round(LEFT + (year - low) * scale, 1)) for year in range(low, high + 1, step))
    marks: list[Mark] = []
    ends = dict.fromkeys(MARK_LINES, -1000000000.0)
    for event in sorted(events, key=lambda one: (one.first, one.last, one.words)):
        marks.append(_mark(event, low, scale, ends))
    return LifeLine(tuple(marks), ticks, low, high)


def _mark(event: Event, low: int, scale: float, ends: dict[float, float]) -> Mark:
    """Place one mark, and its label on the first label line with room, else on the one with most."""
    middle = LEFT + ((event.first + event.last) / 2 - low) * scale
    width = (event.last - event.first) * scale
    half = len(event.words) * LETTER / 2
    centre = min(max(middle, half + 4), 1236 - half)
    free = [each for each in ends if ends[each] <= centre - half]
    line = free[0] if free else min(ends, key=lambda each: ends[each])
    if ends[line] > centre - half:
        centre = min(ends[line] + half, 1236 - half)
    ends[line] = centre + half + 12
    return Mark(
        event, round(middle, 1), round(width, 1) if width > 14 else 0.0, round(centre, 1), line, "middle"
    )
