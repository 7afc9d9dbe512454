"""A moment: a date as it was said and as it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ojaq.core.dates.calendars import Calendar


class Kind(StrEnum):
    """How exactly a moment is said."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MASKED = "masked"  # some digits are not known, in no order that has a name
    INTERVAL = "interval"
    SET = "set"
    SAID = "said"  # only words, nothing understood


@dataclass(frozen=True, slots=True)
class Moment:
    """A date: between which days it lies (both included, Gregorian; None: unbounded), how exactly and how
    surely.

    `edtf` is counted in `calendar`. `approximate` is "about", `uncertain` is "perhaps"; neither widens the
    bounds.
    """

    earliest: date | None
    latest: date | None
    kind: Kind
    approximate: bool = False
    uncertain: bool = False
    edtf: str | None = None
    as_said: str | None = None
    calendar: Calendar = Calendar.GREGORIAN

    @property
    def sure(self) -> bool:
        """Said without "about" and "perhaps"."""
        return not (self.approximate or self.uncertain)
