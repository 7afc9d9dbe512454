"""The year somebody was born in: a mean, how far it may be off, and how it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ojaq.core.dates.errors import NotADate
from ojaq.core.dates.moments import Kind, Moment
from ojaq.core.dates.reading import read_date

BirthKind = Literal["exact", "approximate", "decade"]
EXACT, APPROXIMATE, DECADE = 0.6, 2.2, 3.0  # standard deviations in years, by how a year is said
OLDEST = 130  # years; greater ages are slips and say nothing
_NARROW = 1.01  # years: an interval that is as good as a year
_WIDE = 8.0  # years: from here on an interval is no better than a decade
_UNIFORM = 12**-0.5  # the standard deviation of an interval of width one


@dataclass(frozen=True, slots=True)
class BirthYear:
    """`mean` and `sd` in Gregorian years (1957.0 is "in 1957"); `kind` says what stands behind them."""

    mean: float
    sd: float
    kind: BirthKind


def birth_year(person: Mapping[str, object], recorded_on: str | date | None) -> BirthYear | None:
    """From `born`, else from `age` on `age_on` (or on `recorded_on`).

    None where neither says a year. Never raises.
    """
    born = _moment(person.get("born"))
    if born is not None and (year := _from_moment(born)) is not None:
        return year
    return _from_age(person.get("age"), _moment(person.get("age_on")) or _moment(recorded_on))


def _moment(value: object) -> Moment | None:
    if isinstance(value, date):
        return Moment(value, value, Kind.DAY)
    if not isinstance(value, str | Mapping):
        return None
    try:
        return read_date(value)
    except NotADate:
        return None


def _from_moment(moment: Moment) -> BirthYear | None:
    if moment.earliest is None or moment.latest is None:
        return None
    mean = (moment.earliest.year + moment.latest.year) / 2
    width = (moment.latest - moment.earliest).days / 365.25
    if width > OLDEST:
        return None
    if moment.kind is Kind.DECADE:
        return BirthYear(mean, DECADE, "decade")
    if width <= _NARROW:
        return BirthYear(mean, EXACT, "exact") if moment.sure else BirthYear(mean, APPROXIMATE, "approximate")
    if width < _WIDE:
        return BirthYear(mean, max(APPROXIMATE, width * _UNIFORM), "approximate")
    return BirthYear(mean, max(DECADE, width * _UNIFORM), "decade")


def _from_age(age: object, said_on: Moment | None) -> BirthYear | None:
    """Somebody aged 63 in 2023 was born in 1959 or 1960; people round their ages, so this is never exact."""
    if isinstance(age, bool) or not isinstance(age, int | float) or not 0 <= age <= OLDEST:
        return None
    if said_on is None or said_on.earliest is None or said_on.latest is None:
        return None
    said_in = (said_on.earliest.year + said_on.latest.year) / 2
    width = (said_on.latest - said_on.earliest).days / 365.25
    return BirthYear(said_in - age - 0.5, max(APPROXIMATE, width * _UNIFORM), "approximate")
