"""Dates of GEDCOM as dates of registration/1, and back. Words that are no date stay as they were said. Pure.

ged4py reads the grammar; here its dates become EDTF. Hebrew and French dates are kept as said: Ojaq counts in neither.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ged4py.calendar import MONTHS_GREG, CalendarDate, GregorianDate, JulianDate
from ged4py.date import DateValue, DateValueTypes

from ojaq.core.dates import NotADate, read_date

_SEVEN = (
    (re.compile(r"\bGREGORIAN\s+", re.IGNORECASE), ""),
    (re.compile(r"\bJULIAN\s+(?!@)", re.IGNORECASE), "@#DJULIAN@ "),
    (re.compile(r"\bHEBREW\s+(?!@)", re.IGNORECASE), "@#DHEBREW@ "),
    (re.compile(r"\bFRENCH_R\s+", re.IGNORECASE), "@#DFRENCH R@ "),
    (re.compile(r"\bBCE\b", re.IGNORECASE), "B.C."),
)
_ROUGH = {DateValueTypes.ABOUT, DateValueTypes.CALCULATED, DateValueTypes.ESTIMATED}
_PAIRS = {DateValueTypes.RANGE, DateValueTypes.PERIOD}
_PLAIN = re.compile(r"(-?)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")


def date_of(words: str, phrase: str = "") -> str | dict[str, Any] | None:
    """A date of registration/1 from the words of a DATE line; None when it says nothing.

    phrase: what GEDCOM 7 keeps beside the date. Everything but a plain day, month or year keeps its words.
    """
    words, phrase = words.strip(), phrase.strip()
    if not words:
        return {"as_said": phrase} if phrase else None
    older = words
    for pattern, put in _SEVEN:
        older = pattern.sub(put, older)
    try:
        value = DateValue.parse(older)
    except (ValueError, ArithmeticError):
        return {"as_said": phrase or words}
    edtf, calendar = _edtf(value)
    if edtf is None or not _is_date(edtf, calendar):
        return {"as_said": phrase or words}
    if value.kind is DateValueTypes.SIMPLE and calendar is None and not phrase and "/" not in edtf:
        return edtf
    return {"edtf": edtf, "as_said": phrase or words} | ({"calendar": calendar} if calendar else {})


def _is_date(edtf: str, calendar: str | None) -> bool:
    try:
        read_date({"edtf": edtf} | ({"calendar": calendar} if calendar else {}))
    except NotADate:
        return False
    return True


def _edtf(value: DateValue) -> tuple[str | None, str | None]:
    """The EDTF text and the calendar it is counted in (None is Gregorian)."""
    days = [getattr(value, name) for name in ("date", "date1", "date2") if hasattr(value, name)]
    if not days or any(not isinstance(day, GregorianDate | JulianDate) for day in days):
        return None, None
    if len({type(day) for day in days}) > 1:
        return None, None
    calendar = "julian" if isinstance(days[0], JulianDate) else None
    texts = [_day(day) for day in days]
    if any(text is None for text in texts):
        return None, None
    first, last = str(texts[0]), str(texts[-1])
    kind = value.kind
    if "/" in first + last and kind is not DateValueTypes.SIMPLE:
        return None, None
    if kind in _ROUGH:
        return f"{first}~", calendar
    if kind in _PAIRS:
        return f"{first}/{last}", calendar
    if kind in (DateValueTypes.BEFORE, DateValueTypes.TO):
        return f"../{last}", calendar
    if kind in (DateValueTypes.AFTER, DateValueTypes.FROM):
        return f"{first}/..", calendar
    return first, calendar


def _day(day: CalendarDate) -> str | None:
    """One day, month or year. Of a double year (1699/00) either may be meant: an interval."""
    if day.year is None:
        return None
    if getattr(day, "dual_year", None):
        return f"{day.year:04d}/{day.dual_year:04d}"  # type: ignore[attr-defined]
    year = f"-{day.year - 1:04d}" if day.bc and day.year > 1 else "0000" if day.bc else f"{day.year:04d}"
    month = f"-{day.month_num:02d}" if day.month_num else ""
    return year + month + (f"-{day.day:02d}" if day.day and month else "")


def words_of(edtf: str, *, calendar: str, earliest: date | None, latest: date | None, seven: bool) -> str:
    """The DATE line for a date of the register; "" when nothing is known.

    Plain dates keep their form, with the calendar; all others are told by their bounds, as GEDCOM has no decades.
    """
    escape = ("JULIAN " if seven else "@#DJULIAN@ ") if calendar == "julian" else ""
    if (found := _PLAIN.fullmatch(edtf)) and calendar in ("", "gregorian", "julian"):
        return (
            ("ABT " if found[5] else "")
            + escape
            + _written(found[1], int(found[2]), found[3], found[4], seven)
        )
    if earliest and latest and earliest != latest:
        return f"BET {_of_day(earliest)} AND {_of_day(latest)}"
    if earliest and latest:
        return _of_day(earliest)
    if earliest:
        return f"AFT {_of_day(earliest)}"
    return f"BEF {_of_day(latest)}" if latest else ""


def _written(sign: str, year: int, month: str | None, day: str | None, seven: bool) -> str:
    parts = [str(int(day))] if day else []
    parts += [MONTHS_GREG[int(month) - 1]] if month and 1 <= int(month) <= 12 else []
    before = bool(sign) or year == 0
    parts.append(str(year + 1 if before else year))
    return " ".join(parts) + (f" {'BCE' if seven else 'B.C.'}" if before else "")


def _of_day(day: date) -> str:
    return f"{day.day} {MONTHS_GREG[day.month - 1]} {day.year}"
