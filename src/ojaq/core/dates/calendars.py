"""Four calendars, as days of the Gregorian one.

Days outside the years 1 to 9999 are taken for the nearest day inside.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol, cast

from convertdate import islamic, julian
from hijridate import Hijri

LAST_YEAR = 9999
_HIJRI_YEARS = range(1343, 1500)  # the years that hijridate knows by the calendar of Umm al-Qura
_LONGEST_GREGORIAN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST_ISLAMIC = (30,) * 12  # by sighting of the moon any month may have 30 days
_LONGEST_PERSIAN = (31,) * 6 + (30,) * 6
# Where the rhythm of Persian leap years breaks: K. M. Borkowski, The Persian calendar for 3000 years (1996). The library
# reckons every equinox anew, which takes a fifth of a second; it is a witness in the tests.
_BREAKS = (
    -61,
    9,
    38,
    199,
    426,
    686,
    756,
    818,
    1111,
    1181,
    1210,
    1635,
    2060,
    2097,
    2192,
    2262,
    2324,
    2394,
    2456,
    3178,
)
_PERSIAN_YEARS = range(1, _BREAKS[-1] - 1)


class Calendar(StrEnum):
    """The calendar that the numbers of a date are counted in."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"
    ISLAMIC = "islamic"
    PERSIAN = "persian"


class _Convertible(Protocol):
    def to_gregorian(self, year: int, month: int, day: int) -> tuple[int, int, int]: ...


def has_day(calendar: Calendar, year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day. Of Islamic months any may have 30 days."""
    if not 1 <= month <= 12 or day < 1:
        return False
    if calendar is Calendar.ISLAMIC:
        return day <= _LONGEST_ISLAMIC[month - 1]
    if calendar is Calendar.PERSIAN:
        return day <= _LONGEST_PERSIAN[month - 1] and (month < 12 or day < 30 or _persian_leap(year))
    leap = year % 4 == 0 and (calendar is Calendar.JULIAN or year % 100 != 0 or year % 400 == 0)
    return day <= _LONGEST_GREGORIAN[month - 1] and (month != 2 or day < 29 or leap)


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian day of a day that the calendar has."""
    if year < 1:
        return date.min
    if year > LAST_YEAR:
        return date.max
    if calendar is Calendar.GREGORIAN:
        return date(year, month, day)
    if calendar is Calendar.ISLAMIC and year in _HIJRI_YEARS:
        first = Hijri(year, month, 1).to_gregorian()
        return date.fromordinal(first.toordinal() + day - 1)
    if calendar is Calendar.PERSIAN:
        return _persian_day(year, month, day)
    return _converted(calendar, year, month, day)


def _persian_day(year: int, month: int, day: int) -> date:
    if year not in _PERSIAN_YEARS:
        return date.max
    return date.fromordinal(_nouruz(year).toordinal() + sum(_LONGEST_PERSIAN[: month - 1]) + day - 1)


def _persian_leap(year: int) -> bool:
    return year in _PERSIAN_YEARS and (_nouruz(year + 1) - _nouruz(year)).days == 366


def _nouruz(year: int) -> date:
    """The first day of a Persian year: in March, as many days on as Persian leap days outrun Gregorian ones."""
    leaps, start, jump = -14, _BREAKS[0], 0
    for end in _BREAKS[1:]:
        jump = end - start
        if year < end:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        start = end
    since = year - start
    leaps += since // 33 * 8 + (since % 33 + 3) // 4
    if jump % 33 == 4 and jump - since == 4:
        leaps += 1
    gregorian = year + 621
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 20 + leaps - gregorian_leaps)


def _converted(calendar: Calendar, year: int, month: int, day: int) -> date:
    module = {Calendar.JULIAN: julian, Calendar.ISLAMIC: islamic}[calendar]
    try:
        found = cast(_Convertible, module).to_gregorian(year, month, day)
        return date(*(int(part) for part in found)) if found[0] >= 1 else date.min
    except (ValueError, OverflowError):
        return date.max
