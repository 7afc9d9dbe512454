"""The first page: one sentence with the figures that matter, what waits for whoever looks, the register in figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.access import Act, Viewer
from ojaq.registry.desk.selectors.office import Arrivals
from ojaq.registry.desk.selectors.work import VillageTold, Work
from ojaq.registry.identity.cards import IdentityFigures
from ojaq.registry.registration.selectors import Figures
from ojaq.web.drawing.weeks import Bar, bars
from ojaq.web.shown.first_steps import Step, first_steps
from ojaq.web.shown.map import Spot, spot, spots
from ojaq.web.shown.words import Figure, counted, figure
from ojaq.web.words.dates import day_in_words

OFFICES = 8
"""Offices of this week shown by name; the busiest."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person; `address` leads to its list, which is as long as the figure says, "" where none is."""

    text: str
    note: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class WeekShown:
    """One week: its bar and that of this office in it (None: no office of one's own), its Monday in words, how many."""

    bar: Bar
    own: Bar | None
    begins: str
    count: str
    own_count: str


@dataclass(frozen=True, slots=True)
class OfficeShown:
    """An office of this week; `address` leads to its testimonies where the viewer may open them."""

    code: str
    count: str
    address: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What came in, by week and, this week, by office. `own`: the viewer's office, "" where nothing came in there."""

    sentence: str
    address: str
    own: str
    weeks: tuple[WeekShown, ...]
    offices: tuple[OfficeShown, ...]


@dataclass(frozen=True, slots=True)
class HomeShown:
    """Everything on the page. `leads`: whether the villages can be opened; `first`: what to do where nothing is kept yet."""

    day: str
    sentence: SafeString
    figures: tuple[Figure, ...]
    needs: tuple[Need, ...]
    trend: Trend
    spots: tuple[Spot, ...]
    leads: bool
    first: tuple[Step, ...] = ()


def home(
    told: Figures,
    people: IdentityFigures,
    *,
    came: Arrivals,
    waits: Work,
    villages: Sequence[VillageTold],
    today: datetime.date,
    viewer: Viewer,
) -> HomeShown:
    """The page from the figures of the register, what came in lately, what waits for this viewer, the villages of the week."""
    return HomeShown(
        day=day_in_words(today),
        sentence=_sentence(told.registrations, people.persons, waits, viewer),
        figures=tuple(_figures(told, people, viewer)),
        needs=tuple(_needs(people, waits, viewer, today)),
        trend=_trend(came, today, viewer),
        first=() if told.registrations else first_steps(viewer),
        spots=spots(_village(each) for each in villages),
        leads=viewer.may(Act.OPEN_VILLAGE),
    )


def _figures(told: Figures, people: IdentityFigures, viewer: Viewer) -> Iterator[Figure]:
    # Protected people are counted and stand in no list.
    listed = reverse("people") if viewer.may(Act.ASK_COUNTER) else ""
    yield Figure(_("Testimonies"), figure(told.registrations))
    yield Figure(_("People named in them, each as often as named"), figure(told.mentions))
    yield Figure(_("People"), figure(people.persons), listed)
    yield Figure(
        _("of them have registered themselves"),
        figure(people.registered),
        f"{listed}?standing=registered" if listed else "",
    )
    yield Figure(_("Offices"), figure(told.offices))
    for label, count in (
        (_("Superseded by a later testimony"), told.superseded),
        (_("Withdrawn"), told.withdrawn),
    ):
        if count:
            yield Figure(label, figure(count))


def _village(each: VillageTold) -> Spot | None:
    people = counted(ngettext, "%(count)s person told of", "%(count)s people told of", each.told)
    return spot(each.place, size=each.told, beside=people)


def _trend(came: Arrivals, today: datetime.date, viewer: Viewer) -> Trend:
    counts = [week.testimonies for week in came.weeks]
    mine = dict(came.offices).get(viewer.office)
    own = bars(mine, most=max(counts, default=0)) if mine else [None] * len(counts)
    monday = today - datetime.timedelta(days=today.weekday())
    return Trend(
        sentence=counted(
            ngettext, "Today %(count)s testimony came in.", "Today %(count)s testimonies came in.", came.today
        ),
        address=_list(since=today) if viewer.offices_for(Act.OPEN_REGISTRATION) is None else "",
        own=viewer.office if mine else "",
        weeks=tuple(
            WeekShown(bar, part, day_in_words(week.begins), figure(week.testimonies), figure(one))
            for bar, part, week, one in zip(
                bars(counts), own, came.weeks, mine or [0] * len(counts), strict=True
            )
        ),
        offices=tuple(
            OfficeShown(
                code,
                figure(weeks[-1]),
                _list(office=code, since=monday) if viewer.may(Act.OPEN_REGISTRATION, office=code) else "",
            )
            for code, weeks in came.offices[:OFFICES]
            if weeks[-1]
        ),
    )


def _list(*, office: str = "", since: datetime.date | None = None) -> str:
    """The list of current testimonies that a figure counts."""
    asked = {"state": "current", "office": office, "since": since.isoformat() if since else ""}
    return f"{reverse('registrations')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _sentence(registrations: int, persons: int, waits: Work, viewer: Viewer) -> SafeString:
    if not registrations:
        return format_html("{}", _("Nothing is kept here yet."))
    testimonies = counted(ngettext, "%(count)s testimony", "%(count)s testimonies", registrations)
    # The sentence is ours and translated whole; only the two figures are put in, each made strong.
    said = _("Kept here: %(testimonies)s. People told of: %(people)s.") % {
        "testimonies": "\0",
        "people": "\1",
    }
    strong = format_html("<strong>{}</strong>", testimonies)
    # A figure leads to a list only where the list is as long as it says: whoever sees some offices has figures of their own.
    if viewer.may(Act.OPEN_REGISTRATION) and waits.kept == registrations:
        strong = format_html('<a href="{}">{}</a>', _list(), testimonies)
    parts = {
        "\0": strong,
        "\1": format_html("<strong>{}</strong>", figure(persons)),
    }
    return format_html("{}" * 5, *_pieces(said, parts))


def _pieces(said: str, parts: dict[str, SafeString]) -> list[str]:
    """The sentence cut at its two places, in whichever order the language puts them."""
    first, second = sorted(parts, key=said.index)
    before, _, rest = said.partition(first)
    between, _, after = rest.partition(second)
    return [before, parts[first], between, parts[second], after]


def _needs(people: IdentityFigures, waits: Work, viewer: Viewer, today: datetime.date) -> Iterator[Need]:
    """What waits, what is done at the window first. What is nothing, or not this viewer's, is left out."""
    for count, text, note, address in (
        *_at_the_office(waits, viewer, today),
        *_to_review(waits),
        (
            people.unresolved,
            ngettext(
                "%(count)s mention is not compared yet",
                "%(count)s mentions are not compared yet",
                people.unresolved,
            ),
            _("the engine does it on its next run"),
            "",
        ),
    ):
        if count:
            yield Need(text % {"count": figure(count)}, note, address)


def _at_the_office(waits: Work, viewer: Viewer, today: datetime.date) -> Iterator[tuple[int, str, str, str]]:
    if viewer.may(Act.SERVE_QUEUE):
        yield (
            waits.waiting,
            ngettext("%(count)s visitor is waiting", "%(count)s visitors are waiting", waits.waiting),
            _("at your office"),
            f"{reverse('queue')}#waiting",
        )
        yield (
            waits.due,
            ngettext("%(count)s visitor is due today", "%(count)s visitors are due today", waits.due),
            _("by appointment"),
            f"{reverse('queue')}#due",
        )
    if viewer.may(Act.REGISTER):
        yield (
            waits.drafts,
            ngettext("%(count)s family is not finished", "%(count)s families are not finished", waits.drafts),
            _("begun by you"),
            reverse("register"),
        )
    if viewer.may(Act.OPEN_REGISTRATION):
        yield (
            waits.today,
            ngettext("%(count)s testimony came in today", "%(count)s testimonies came in today", waits.today),
            _("at your offices"),
            _list(since=today),
        )
        yield (
            waits.kept,
            ngettext("%(count)s testimony is kept", "%(count)s testimonies are kept", waits.kept),
            _("of your offices"),
            _list(),
        )


def _to_review(waits: Work) -> Iterator[tuple[int, str, str, str]]:
    counts = {kind: waits.reviews.get(kind, 0) for kind in ("pairs", "flagged", "quarantine", "corrections")}
    words = (
        (
            "pairs",
            ngettext(
                "%(count)s pair may be one person", "%(count)s pairs may be one person each", counts["pairs"]
            ),
            _("a reviewer decides"),
        ),
        (
            "flagged",
            ngettext(
                "%(count)s testimony says something doubtful",
                "%(count)s testimonies say something doubtful",
                counts["flagged"],
            ),
            _("kept as said"),
        ),
        (
            "quarantine",
            ngettext(
                "%(count)s testimony came twice and differs",
                "%(count)s testimonies came twice and differ",
                counts["quarantine"],
            ),
            _("nothing was overwritten"),
        ),
        (
            "corrections",
            ngettext(
                "%(count)s correction is proposed",
                "%(count)s corrections are proposed",
                counts["corrections"],
            ),
            _("the earlier one stands until then"),
        ),
    )
    for kind, text, note in words:
        address = reverse("review") if kind == "pairs" else reverse("waiting", args=[kind])
        yield counts[kind], text, note, address
