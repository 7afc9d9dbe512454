"""Which tellings of a leaving are of one leaving: the same place, in one wave or one year. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Leaving:
    """One telling. place: row of the place, or the text where no gazetteer has it. edtf, bounds: when, as told; may be empty."""

    place: Hashable
    wave: str
    edtf: str
    earliest: date | None
    latest: date | None

    @property
    def year(self) -> int | None:
        """The year, where the telling leaves but one open."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None


def keys(told: Sequence[Leaving]) -> list[tuple[Hashable, str]]:
    """For each telling the key it stands together under, and the date to show there: the narrowest all can agree on.

    A telling that names no wave is of the wave which others name for the same place and year.
    """
    waves: dict[tuple[Hashable, int | None], str] = {
        (one.place, one.year): one.wave for one in told if one.wave and one.year
    }
    found: list[Hashable] = [
        (one.place, one.wave or waves.get((one.place, one.year)) or one.year or one.edtf) for one in told
    ]
    together: dict[Hashable, list[Leaving]] = defaultdict(list)
    for key, one in zip(found, told, strict=True):
        together[key].append(one)
    return [(key, _date(together[key])) for key in found]


def _date(some: Sequence[Leaving]) -> str:
    """The narrowest date; where two cannot both be true, the year they share, or else the first told."""
    narrowest = min(some, key=_days)
    dated = [one for one in some if one.earliest and one.latest]
    if all(_meet(narrowest, one) for one in dated):
        return narrowest.edtf
    years = {one.year for one in dated}
    return str(years.pop()) if len(years) == 1 and None not in years else some[0].edtf


def _days(one: Leaving) -> int:
    return (one.latest - one.earliest).days if one.earliest and one.latest else date.max.toordinal()


def _meet(one: Leaving, other: Leaving) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest
