"""Who is called next. Pure; the rule, as it is told to the clerks and to whoever asks why another went first:

1. Whoever was called, was not there and has come back.
2. Whoever has an appointment that is due, the earliest first. Whoever came more than a quarter of an hour late waits
   from when they came, like those without an appointment.
3. Whoever has none, in the order they came. After two with appointments one of these is called, so that nobody who
   came without one is passed over for ever.
4. Whoever came before their time, when nobody else waits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

GRACE = dt.timedelta(minutes=15)
IN_A_ROW = 2
"""Appointments called one after another while somebody without one waits."""


class Turn(IntEnum):
    """Why somebody is where they are in the line."""

    BACK = 1
    DUE = 2
    CAME = 3
    EARLY = 4


@dataclass(frozen=True, slots=True)
class Waits:
    """One who waits: the number, when they came, when they are due (None without an appointment), whether they are back."""

    number: int
    came_at: dt.datetime
    due_at: dt.datetime | None = None
    back: bool = False

    @property
    def on_time(self) -> bool:
        """Whether an appointment counts: there is one, and its visitor came in time for it."""
        return self.due_at is not None and self.came_at <= self.due_at + GRACE

    @property
    def waits_from(self) -> dt.datetime:
        """From when their waiting is counted: nobody waits before the hour they were asked for."""
        return max(self.came_at, self.due_at) if self.due_at is not None else self.came_at

    def turn(self, now: dt.datetime) -> Turn:
        """Their place by the rule at this moment."""
        if self.back:
            return Turn.BACK
        if not self.on_time or self.due_at is None:
            return Turn.CAME
        return Turn.DUE if self.due_at <= now else Turn.EARLY


def in_order(waiting: Iterable[Waits], *, now: dt.datetime, lately: Sequence[Turn] = ()) -> tuple[Waits, ...]:
    """All who wait, in the order they would be called if nobody else came. `lately`: the turns called last, the latest last."""
    left: dict[Turn, list[Waits]] = {turn: [] for turn in Turn} | _by_turn(waiting, now)
    called, order = list(lately), list[Waits]()
    while any(left.values()):
        turn = _next_turn(left, called)
        order.append(left[turn].pop(0))
        called.append(turn)
    return tuple(order)


def _by_turn(waiting: Iterable[Waits], now: dt.datetime) -> dict[Turn, list[Waits]]:
    found: dict[Turn, list[Waits]] = {}
    for one in sorted(waiting, key=_since):
        found.setdefault(one.turn(now), []).append(one)
    return found


def _since(one: Waits) -> tuple[dt.datetime, int]:
    """Appointments stand by their hour, others by when they came; the lower number first where both are alike."""
    return (one.due_at if one.on_time and one.due_at else one.came_at, one.number)


def _next_turn(left: dict[Turn, list[Waits]], called: Sequence[Turn]) -> Turn:
    enough = len(called) >= IN_A_ROW and all(turn is Turn.DUE for turn in called[-IN_A_ROW:])
    if not left[Turn.BACK] and left[Turn.CAME] and enough:
        return Turn.CAME
    return next(turn for turn in Turn if left[turn])
