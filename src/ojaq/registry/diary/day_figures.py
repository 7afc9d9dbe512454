"""How a day went, from its tickets. Pure; names nobody. Times are whole minutes, rounded down; a median of none is None."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from ojaq.registry.diary.hours import CLOSES, OPENS
from ojaq.registry.diary.order import Waits

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """One ticket of a day. `window` and `called_at` of its last call; `ending` "" while it waits or is at a window."""

    waits: Waits
    called_at: dt.datetime | None
    ended_at: dt.datetime | None
    ending: str
    window: str

    @property
    def state(self) -> str:
        """waiting, at-window, served, not-there."""
        return self.ending or ("waiting" if self.called_at is None else "at-window")

    @property
    def waited(self) -> int | None:
        """Minutes until the call; None before it."""
        return None if self.called_at is None else minutes(self.waits.waits_from, self.called_at)


@dataclass(frozen=True, slots=True)
class WindowFigures:
    """One window: visits that ended there, and the median of their minutes."""

    window: str
    served: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day in figures. `longest_now`: minutes of whoever waits longest now; hours: (hour, came, called)."""

    given: int
    waiting: int
    at_window: int
    served: int
    not_there: int
    median_wait: int | None
    longest_wait: int | None
    longest_now: int | None
    median_visit: int | None
    windows: tuple[WindowFigures, ...]
    hours: tuple[tuple[int, int, int], ...]


def minutes(begin: dt.datetime, end: dt.datetime) -> int:
    """Whole minutes between two moments, never below nothing."""
    return max(0, (end - begin) // _MINUTE)


def day_figures(visits: Sequence[Visit], *, now: dt.datetime) -> DayFigures:
    """The figures of these tickets at this moment."""
    states = Counter(visit.state for visit in visits)
    waited = [visit.waited for visit in visits if visit.waited is not None]
    still = [minutes(visit.waits.waits_from, now) for visit in visits if visit.state == "waiting"]
    return DayFigures(
        given=len(visits),
        waiting=states["waiting"],
        at_window=states["at-window"],
        served=states["served"],
        not_there=states["not-there"],
        median_wait=_middle(waited),
        longest_wait=max(waited, default=None),
        longest_now=max(still, default=None),
        median_visit=_middle(_lengths(visits)),
        windows=_windows(visits),
        hours=_hours(visits, now),
    )


def _lengths(visits: Iterable[Visit]) -> list[int]:
    return [
        minutes(visit.called_at, visit.ended_at)
        for visit in visits
        if visit.ending == "served" and visit.called_at and visit.ended_at
    ]


def _windows(visits: Iterable[Visit]) -> tuple[WindowFigures, ...]:
    served: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.ending == "served":
            served[visit.window].append(visit)
    ordered = sorted(served, key=lambda window: (len(window), window))
    return tuple(
        WindowFigures(window, len(served[window]), _middle(_lengths(served[window]))) for window in ordered
    )


def _hours(visits: Iterable[Visit], now: dt.datetime) -> tuple[tuple[int, int, int], ...]:
    """By the hour of `now`'s own clock: the usual hours of an office, and those before and after in which somebody came."""
    came: Counter[int] = Counter()
    called: Counter[int] = Counter()
    for visit in visits:
        came[visit.waits.came_at.astimezone(now.tzinfo).hour] += 1
        if visit.called_at:
            called[visit.called_at.astimezone(now.tzinfo).hour] += 1
    if not came:
        return ()
    hours = range(min([OPENS, *came, *called]), max([CLOSES - 1, *came, *called]) + 1)
    return tuple((hour, came[hour], called[hour]) for hour in hours)


def _middle(values: Sequence[int]) -> int | None:
    return median_low(values) if values else None
