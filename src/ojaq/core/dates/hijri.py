"""Years of the hijra as people say them: "۲۰ آبان ۱۳۶۷", "پاییز ۱۳۶۷", "۱۳۳۶ قمری". They come out in Gregorian days.

Words come from the part `hijri` of the table in `resources/dates/spoken.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ojaq.core.dates.calendars import Calendar
from ojaq.core.dates.errors import NotADate
from ojaq.core.dates.reading import read_date

_FIGURES = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LETTERS = re.compile(r"[^\W\d_]+")
_SEASONS = {21: (1, 3), 22: (4, 6), 23: (7, 9), 24: (10, 12)}  # Persian seasons are whole months


def read_hijri(
    plain: str,
    *,
    numbers: Sequence[str],
    season: int,
    flags: frozenset[str],
    eastern: bool,
    words: Mapping[str, Any],
) -> str | None:
    """The Gregorian EDTF of a date by the hijra; None where none is said, "" where it is not sure which calendar is meant.

    eastern: written in Persian or Arabic letters or figures. Then a year alone is Persian (solar); else it is left alone.
    """
    table = words["hijri"]
    first, last = table["years"]
    years = [each for each in numbers if len(each) == 4 and first <= int(each) <= last]
    if not years:
        return None
    calendar, month = _calendar(plain, table)
    calendar = calendar or (Calendar.PERSIAN if eastern else None)
    if calendar is None or len(years) > 1:
        return ""
    said = _figures(plain) or _said(years[0], month, numbers, season if calendar is Calendar.PERSIAN else 0)
    return _gregorian(said, calendar, flags)


def _calendar(plain: str, table: Mapping[str, Any]) -> tuple[Calendar | None, int]:
    """The calendar that a month or a word names, with the number of the month (0: none)."""
    spaced = " " + " ".join(_LETTERS.findall(plain)) + " "
    for calendar in (Calendar.PERSIAN, Calendar.ISLAMIC):
        for month, names in table[calendar.value]["months"].items():
            if any(f" {name} " in spaced for name in names):
                return calendar, month
        if any(f" {word} " in spaced for word in table[calendar.value]["words"]):
            return calendar, 0
    return None, 0


def _figures(plain: str) -> str:
    """1367/8/20 or 20/8/1367."""
    found = _FIGURES.search(plain)
    if not found:
        return ""
    year, month, day = found.groups()[:3] if found[1] else (found[6], found[5], found[4])
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _said(year: str, month: int, numbers: Sequence[str], season: int) -> str:
    days = [int(each) for each in numbers if len(each) <= 2]
    if month:
        return f"{year}-{month:02d}-{days[0]:02d}" if len(days) == 1 else f"{year}-{month:02d}"
    if season:
        first, last = _SEASONS[season]
        return f"{year}-{first:02d}/{year}-{last:02d}"
    return year


def _gregorian(said: str, calendar: Calendar, flags: frozenset[str]) -> str:
    try:
        moment = read_date({"edtf": said, "calendar": calendar.value})
    except NotADate:
        return ""
    first, last = moment.earliest, moment.latest
    if first is None or last is None:
        return ""
    if "before" in flags and "after" not in flags:
        return f"../{first}"
    if "after" in flags and "before" not in flags:
        return f"{last}/.."
    mark = "~" if "about" in flags else "?" if "perhaps" in flags else ""
    return f"{first}{mark}" if first == last else f"{first}{mark}/{last}{mark}"
