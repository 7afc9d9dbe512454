"""Which of several dates is taken where one must be, and why. Pure. The others are not lost: they are named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date as one testimony tells it; bounds None are open. `own`: the person told it themselves."""

    earliest: date | None
    latest: date | None
    testimony: int
    own: bool = False

    def meets(self, other: DateSaid) -> bool:
        """Whether both can be true."""
        apart = (self.latest and other.earliest and self.latest < other.earliest) or (
            other.latest and self.earliest and other.latest < self.earliest
        )
        return not apart


@dataclass(frozen=True, slots=True)
class Preferred:
    """The date that is taken. reason: only, most_testimonies, own_telling, narrowest or first_told; against: testimonies
    that cannot be true beside it."""

    said: DateSaid
    reason: str
    against: tuple[int, ...] = ()


def preferred(said: Sequence[DateSaid]) -> Preferred | None:
    """The date most testimonies can agree on, then what the person told, then the narrowest, then the first told."""
    if not said:
        return None
    ranked = sorted(said, key=lambda one: _rank(one, said))
    best = ranked[0]
    against = tuple(one.testimony for one in said if not one.meets(best))
    if len(ranked) == 1:
        return Preferred(best, "only")
    reasons = ("most_testimonies", "own_telling", "narrowest", "first_told")
    # The reason is told against what contradicts it; where nothing does, against what comes next.
    rival = next((one for one in ranked if not one.meets(best)), ranked[1])
    steps = zip(reasons, _rank(best, said), _rank(rival, said), strict=True)
    reason = next((name for name, one, other in steps if one != other), "first_told")
    return Preferred(best, reason, against)


def _rank(one: DateSaid, said: Sequence[DateSaid]) -> tuple[int, int, int, int]:
    agreeing = len({other.testimony for other in said if other.meets(one)})
    width = _months(one)
    return (-agreeing, -int(one.own), width, one.testimony)


def _months(one: DateSaid) -> int:
    """How wide a date is: a day is narrower than a month, one year is as wide as another."""
    if one.earliest is None or one.latest is None:
        return 12 * date.max.year
    if one.earliest == one.latest:
        return -1
    return 12 * (one.latest.year - one.earliest.year) + one.latest.month - one.earliest.month
