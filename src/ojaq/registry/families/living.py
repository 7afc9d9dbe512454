"""Who is surely dead, and whose details may so be shown to anybody: all others count as living. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

LONGEST_LIFE = 100
"""Years after which somebody of whom no death is told is taken to be dead."""


class Told(Protocol):
    """What is told of somebody, as far as it says whether they live. `latest_birth`: the latest day that anybody's telling
    leaves open; None where somebody leaves it open for ever, or nobody tells."""

    told_dead: bool
    told_living: bool

    @property
    def latest_birth(self) -> date | None: ...


def surely_dead(lives: Mapping[int, Told], parents: Iterable[tuple[int, int]], today: date) -> set[int]:
    """Those told to be dead by somebody and alive by nobody, and those born too long ago to live.

    parents: (parent, child) by birth. Nobody is younger than their own child: a birth of which nothing is told is bounded by
    those of the descendants.
    """
    latest = {number: life.latest_birth for number, life in lives.items()}
    above: dict[int, set[int]] = {}
    for parent, child in parents:
        if parent in latest and child in latest:
            above.setdefault(child, set()).add(parent)
    waiting = [number for number, day in latest.items() if day is not None]
    while waiting:
        child = waiting.pop()
        own = latest[child]
        for parent in above.get(child, ()):
            known = latest[parent]
            if own is not None and (known is None or own < known):
                latest[parent] = own
                waiting.append(parent)
    long_ago = date(max(1, today.year - LONGEST_LIFE), 1, 1)
    return {
        number
        for number, life in lives.items()
        if (life.told_dead and not life.told_living)
        or ((day := latest[number]) is not None and day < long_ago)
    }


def latest_of(days: Sequence[date | None]) -> date | None:
    """The latest of some days; None where one of them is open, or there is none."""
    return max(day for day in days if day) if days and all(days) else None
