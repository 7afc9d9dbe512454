"""The grammar of EDTF (ISO 8601-2:2019, Annex A): level 0, level 1 and what of level 2 has bounds.

One text becomes a `Span`: first and last day, kind, and whether it is said as "about" (~), "perhaps" (?) or both (%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from ojaq.core.dates.calendars import Calendar, day_of, has_day
from ojaq.core.dates.errors import NotADate
from ojaq.core.dates.moments import Kind

LONGEST = 200  # characters of an expression
MOST_MEMBERS = 64  # of a set

_Q = "[~?%]?"
_DATE = re.compile(
    rf"(?P<sign>-?)(?P<q1>{_Q})(?P<sign2>-?)(?P<year>[0-9X]{{4}})(?:S(?P<digits>[1-4]))?(?P<q2>{_Q})"
    rf"(?:-(?P<q3>{_Q})(?P<month>[0-9X]{{2}})(?P<q4>{_Q})(?:-(?P<q5>{_Q})(?P<day>[0-9X]{{2}})(?P<q6>{_Q}))?)?"
)
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)
_FAR_YEAR = re.compile(r"Y(-?)(?:[1-9][0-9]{4,18}|[0-9]{1,9}E[0-9]{1,3})(?:S[0-9]{1,3})?[~?%]?")
# Months of the seasons and other parts of a year (codes 21-41); a winter may begin in the year before or
# end in the next.
_SEASONS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (0, 14),
    25: (3, 5),
    26: (6, 8),
    27: (9, 11),
    28: (0, 14),
}
_SEASONS |= {
    29: (9, 11),
    30: (0, 14),
    31: (3, 5),
    32: (6, 8),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
}
_SEASONS |= {37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)}
_PERSIAN_SEASONS = {21: (1, 3), 22: (4, 6), 23: (7, 9), 24: (10, 12)}


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day (None: unbounded), kind, about, perhaps."""

    earliest: date | None
    latest: date | None
    kind: Kind
    approximate: bool = False
    uncertain: bool = False


def read_expression(text: str, calendar: Calendar) -> Span:
    """The span of an EDTF text counted in `calendar`. Raises NotADate."""
    if not text or len(text) > LONGEST:
        raise NotADate
    if text[0] in "[{" and text[-1] == {"[": "]", "{": "}"}[text[0]]:
        return _joined([_member(part.strip(), calendar) for part in _members(text[1:-1])], Kind.SET)
    if "/" in text:
        start, _, end = text.partition("/")
        if not start and not end:
            raise NotADate
        return _joined([_open_or_date(start, calendar), _open_or_date(end, calendar)], Kind.INTERVAL)
    return _date(text, calendar)


def _members(text: str) -> list[str]:
    members = text.split(",")
    if len(members) > MOST_MEMBERS:
        raise NotADate
    return members


def _member(text: str, calendar: Calendar) -> Span:
    if ".." not in text:
        return _date(text, calendar)
    start, _, end = text.partition("..")
    if not start and not end:
        raise NotADate
    return _joined([_open_or_date(start, calendar), _open_or_date(end, calendar)], Kind.INTERVAL)


def _open_or_date(text: str, calendar: Calendar) -> Span:
    return Span(None, None, Kind.INTERVAL) if text in {"", ".."} else _date(text, calendar)


def _joined(spans: list[Span], kind: Kind) -> Span:
    """From the start of the first to the end of the last; for a set from the least to the greatest."""
    lows, highs = [s.earliest for s in spans], [s.latest for s in spans]
    if kind is Kind.SET:
        earliest = None if None in lows else min(low for low in lows if low)
        latest = None if None in highs else max(high for high in highs if high)
    else:
        earliest, latest = lows[0], highs[-1]
        if earliest and latest and earliest > latest:
            raise NotADate
    return Span(earliest, latest, kind, any(s.approximate for s in spans), any(s.uncertain for s in spans))


def _date(text: str, calendar: Calendar) -> Span:
    if timed := _TIME.fullmatch(text):
        text = timed[1]
    found = _DATE.fullmatch(text)
    if found is None:
        return _far_year(text)
    if found["sign"] and found["sign2"]:
        raise NotADate
    if found["digits"] and (found["month"] or "X" in found["year"]):
        raise NotADate
    marks = "".join(found[f"q{n}"] or "" for n in range(1, 7))
    low, high, kind = _bounds(found, calendar)
    return Span(low, high, kind, "~" in marks or "%" in marks, "?" in marks or "%" in marks)


def _far_year(text: str) -> Span:
    """A year of five and more digits: no testimony speaks of it, but it is a date.

    The bounds are the nearest days there are.
    """
    found = _FAR_YEAR.fullmatch(text)
    if found is None:
        raise NotADate
    end = date.min if found[1] else date.max
    return Span(end, end, Kind.YEAR)


def _bounds(found: re.Match[str], calendar: Calendar) -> tuple[date, date, Kind]:
    years = _years(found)
    month, day = found["month"], found["day"]
    if month and month.isdigit() and int(month) > 12:
        if day:
            raise NotADate
        return _season(min(years), max(years), int(month), calendar)
    months, days = month or "XX", day or "XX"
    earliest = _first_day(iter(years), months, days, calendar, backwards=False)
    latest = _first_day(reversed(years), months, days, calendar, backwards=True)
    return earliest, latest, _kind(found)


def _kind(found: re.Match[str]) -> Kind:
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    if "X" in year:
        if month and "X" not in month + day:
            return Kind.MASKED
        return {"X": Kind.DECADE, "XX": Kind.CENTURY}.get(year.lstrip("0123456789"), Kind.MASKED)
    if found["digits"]:
        return {"3": Kind.DECADE, "2": Kind.CENTURY, "4": Kind.YEAR}.get(found["digits"], Kind.MASKED)
    if "X" not in month + day:
        return Kind.DAY if day else Kind.MONTH if month else Kind.YEAR
    if month == "XX":
        return Kind.MASKED if day.isdigit() else Kind.YEAR
    return Kind.MONTH if "X" not in month else Kind.MASKED


def _years(found: re.Match[str]) -> list[int]:
    """The years that the digits leave open, in order."""
    year = found["year"]
    if found["digits"]:
        keep = int(found["digits"])
        year = year[:keep] + "X" * (4 - keep)
    years = [int("".join(digits)) for digits in product(*("0123456789" if c == "X" else c for c in year))]
    return sorted(-y for y in years) if found["sign"] or found["sign2"] else years


def _first_day(years: Iterator[int], months: str, days: str, calendar: Calendar, *, backwards: bool) -> date:
    """The first (or last) day that fits the digits.

    Eight years hold every kind of leap year that matters here.
    """
    step = -1 if backwards else 1
    for _, year in zip(range(9), years, strict=False):
        for month in _fitting(months, 12)[::step]:
            for day in _fitting(days, 31)[::step]:
                if has_day(calendar, year, month, day):
                    return day_of(calendar, year, month, day)
    raise NotADate


def _fitting(digits: str, most: int) -> list[int]:
    if "X" not in digits:
        return [int(digits)]
    return [
        n for n in range(1, most + 1) if all(c in {"X", d} for c, d in zip(digits, f"{n:02}", strict=True))
    ]


def _season(first: int, last: int, code: int, calendar: Calendar) -> tuple[date, date, Kind]:
    months = (1, 12)
    if calendar is Calendar.PERSIAN:
        months = _PERSIAN_SEASONS.get(code, months)
    elif calendar is not Calendar.ISLAMIC:
        months = _SEASONS.get(code, months)
    if code not in _SEASONS:
        raise NotADate
    earliest, _ = _month_ends(first, months[0], calendar)
    _, latest = _month_ends(last, months[1], calendar)
    return earliest, latest, Kind.SEASON


def _month_ends(year: int, month: int, calendar: Calendar) -> tuple[date, date]:
    """First and last day of a month counted from January of `year`: 0 is December before, 13 January
    after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = next(day for day in range(31, 27, -1) if has_day(calendar, year, month, day))
    return day_of(calendar, year, month, 1), day_of(calendar, year, month, last)
