"""The life line: dated marks in words, with the years they may span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from ojaq.registry.families.pages import LifeMark
from ojaq.web.drawing.lifeline import Event, LifeLine, life_line
from ojaq.web.words.dates import in_words

DAYS_A_YEAR = 366.0
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


def life(marks: Sequence[LifeMark]) -> LifeLine | None:
    """The drawing; None when nothing is dated. The same thing told twice with the same date is one mark."""
    events: dict[str, Event] = {}
    for mark in marks:
        event = _event(mark)
        # "born 1906" from a day and from a year is one label; the narrower one is drawn.
        if event and (event.words not in events or _span(event) < _span(events[event.words])):
            events[event.words] = event
    return life_line(list(events.values()))


def _span(event: Event) -> float:
    return event.last - event.first


def _event(mark: LifeMark) -> Event | None:
    first, last = mark.earliest or mark.latest, mark.latest or mark.earliest
    if first is None or last is None:
        return None
    words = {
        "born": _("born %(date)s"),
        "died": _("died %(date)s"),
        "missing": _("missing %(date)s"),
        "left": _("left %(date)s"),
        "registered": _("registered %(date)s"),
    }.get(mark.what, "%(date)s")
    # On the line itself the year of a day is enough: the day stands among the facts. What is rough is said as rough.
    when = str(first.year) if _DAY.fullmatch(mark.edtf) else in_words(mark.edtf) or mark.text
    evidence = "documented" if mark.what == "registered" else "told"
    return Event(words % {"date": when}, _years(first), _years(last), evidence)


def _years(day: date) -> float:
    return round(day.year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR, 3)
