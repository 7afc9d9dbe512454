"""Dates in words. A rough date stays rough: "1940s" never becomes a day."""

from __future__ import annotations

import datetime
import re

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(\d{3})X")
_CENTURY = re.compile(r"(\d\d)XX")
_SEASONS = {
    "21": gettext_lazy("spring of %(year)s"),
    "22": gettext_lazy("summer of %(year)s"),
    "23": gettext_lazy("autumn of %(year)s"),
    "24": gettext_lazy("winter of %(year)s"),
}


def in_words(edtf: str) -> str:
    """Say an EDTF date in the reader's language; one that is not understood is returned as written."""
    text = edtf.strip()
    if not text or text == "XXXX":
        return ""
    if "/" in text:
        return _interval(*text.split("/", 1))
    for ending, said in (
        ("~", _("about %(date)s")),
        ("?", _("%(date)s, not sure")),
        ("%", _("about %(date)s, not sure")),
    ):
        if text.endswith(ending):
            return said % {"date": in_words(text[:-1])}
    return _simple(text) or edtf


def _interval(first: str, last: str) -> str:
    """Two ends; `..` or nothing is an open end."""
    start, end = in_words(first.strip(".")), in_words(last.strip("."))
    if start and end:
        return _("between %(first)s and %(last)s") % {"first": start, "last": end}
    if start:
        return _("%(date)s or later") % {"date": start}
    if end:
        return _("%(date)s or earlier") % {"date": end}
    return ""


def _simple(text: str) -> str:
    """A day, a month, a season, a year, a decade or a century; empty when it is none of these."""
    text = re.sub(r"(-XX)+$", "", text)
    if match := _DAY.fullmatch(text):
        return _calendar(text, "DATE_FORMAT")
    if match := _MONTH.fullmatch(text):
        if match[2] in _SEASONS:
            return str(_SEASONS[match[2]]) % {"year": match[1]}
        return _calendar(f"{text}-01", "YEAR_MONTH_FORMAT")
    if match := _YEAR.fullmatch(text):
        return match[1]
    if match := _DECADE.fullmatch(text):
        return _("%(year)ss") % {"year": f"{match[1]}0"}
    if match := _CENTURY.fullmatch(text):
        return _("between %(first)s and %(last)s") % {"first": f"{match[1]}00", "last": f"{match[1]}99"}
    return ""


def day_in_words(day: datetime.date) -> str:
    """A day in the form of the reader's language; in English the day first and the month in full, as abroad, and in Armenian
    too, where Django knows none but the American order."""
    first = (get_language() or "en").startswith(("en", "hy"))
    return str(date_format(day, "j F Y" if first else "DATE_FORMAT"))


def _calendar(day: str, style: str) -> str:
    """A day or month in the form of the reader's language; empty when there is no such day."""
    try:
        found = datetime.date.fromisoformat(day)
        return day_in_words(found) if style == "DATE_FORMAT" else str(date_format(found, style))
    except ValueError:
        return ""
