"""A day of an office in figures: on the page and on paper. It names nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ojaq.registry.diary.day_figures import DayFigures
from ojaq.web.drawing.weeks import Bar, bars
from ojaq.web.shown.queue import clock, minutes_said
from ojaq.web.shown.words import Figure, counted, figure
from ojaq.web.words.dates import day_in_words


@dataclass(frozen=True, slots=True)
class HourShown:
    """One hour: its bar, the hour, how many came and how many were called."""

    bar: Bar
    hour: str
    came: str
    called: str


@dataclass(frozen=True, slots=True)
class WindowShown:
    """One window: how many were served there, and how long a visit took."""

    window: str
    served: str
    minutes: str


@dataclass(frozen=True, slots=True)
class DayOfOffice:
    """Everything on the page and on the paper."""

    office: str
    day: str
    written: str
    before: str
    after: str
    sentence: str
    figures: tuple[Figure, ...]
    windows: tuple[WindowShown, ...]
    hours: tuple[HourShown, ...]
    made: str


def day_of_office(
    office: str, day: dt.date, told: DayFigures, appointments: Mapping[str, int], *, registered: int
) -> DayOfOffice:
    """The day in words. `registered`: testimonies taken in; `appointments`: how many stand in each state."""
    today = timezone.localdate()
    drawn = bars([came for _hour, came, _called in told.hours])
    return DayOfOffice(
        office=office,
        day=day_in_words(day),
        written=day.isoformat(),
        before=(day - dt.timedelta(days=1)).isoformat(),
        after=(day + dt.timedelta(days=1)).isoformat() if day < today else "",
        sentence=_sentence(told, registered),
        figures=tuple(_figures(told, appointments, registered, over=day < today)),
        windows=tuple(
            WindowShown(
                each.window, figure(each.served), "" if each.minutes is None else minutes_said(each.minutes)
            )
            for each in told.windows
        ),
        hours=tuple(
            HourShown(bar, f"{hour:02d}:00", figure(came), figure(called))
            for bar, (hour, came, called) in zip(drawn, told.hours, strict=True)
        ),
        made=f"{day_in_words(today)}, {clock(timezone.now())}",
    )


def report_values(shown: DayOfOffice, *, fictional: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """(values of the template, the sheet) of the paper."""
    words = {
        "title": _("The day of an office"), "windows": _("By window"), "hours": _("By hour"), "window": _("Window"),
        "served": _("Served"), "visit": _("A visit took"), "hour": _("Hour"), "came": _("Came"), "called": _("Called"),
        "made": _("Made"),
    }  # fmt: skip
    sheet = {
        "title": words["title"],
        "language": get_language() or "en",
        "on": timezone.localdate(),
        "stamp": (_("FICTIONAL"),) if fictional else (),
        "foot": (_("This paper names nobody."),),
    }
    return asdict(shown) | {"words": words}, sheet


def _sentence(told: DayFigures, registered: int) -> str:
    families = counted(
        ngettext, "%(count)s testimony was taken in.", "%(count)s testimonies were taken in.", registered
    )
    if not told.given:
        return families
    came = counted(
        ngettext, "%(count)s visitor took a ticket", "%(count)s visitors took a ticket", told.given
    )
    waited = minutes_said(told.median_wait) if told.median_wait is not None else ""
    if not waited:
        return f"{families} {came}."
    half = _("%(came)s; half of them were called within %(waited)s.") % {"came": came, "waited": waited}
    return f"{families} {half}"


def _figures(told: DayFigures, appointments: Mapping[str, int], registered: int, *, over: bool) -> Any:
    """The table. An appointment whose day is over and whose visitor never came was missed."""
    yield Figure(_("Testimonies taken in"), figure(registered))
    yield Figure(_("Tickets given"), figure(told.given))
    yield Figure(_("Served"), figure(told.served))
    yield Figure(_("At a window"), figure(told.at_window))
    yield Figure(_("Waiting"), figure(told.waiting))
    yield Figure(_("Not there when called"), figure(told.not_there))
    for label, length in (
        (_("Half were called within"), told.median_wait),
        (_("The longest wait"), told.longest_wait),
        (_("A visit took, half of them at most"), told.median_visit),
    ):
        if length is not None:
            yield Figure(label, minutes_said(length))
    yield Figure(_("Appointments whose visitor came"), figure(appointments["came"]))
    expected = _("Appointments missed") if over else _("Appointments still expected")
    yield Figure(expected, figure(appointments["expected"]))
    yield Figure(_("Appointments cancelled"), figure(appointments["cancelled"]))
