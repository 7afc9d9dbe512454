"""The first page: one sentence with the figures that matter, then the register in figures and what waits for somebody."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.access import Act, Viewer
from ojaq.registry.desk.selectors.office import Arrivals
from ojaq.registry.identity.cards import IdentityFigures
from ojaq.registry.registration.selectors import Figures
from ojaq.web.drawing.weeks import Bar, bars
from ojaq.web.shown.words import Figure, counted, figure
from ojaq.web.words.dates import day_in_words

OFFICES = 8
"""Offices of this week shown by name; the busiest."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person to decide; `address` leads to the list, "" where this viewer opens none."""

    text: str
    note: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class WeekShown:
    """One week: its bar, its Monday in words, how many."""

    bar: Bar
    begins: str
    count: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What came in, by week and, this week, by office."""

    sentence: str
    weeks: tuple[WeekShown, ...]
    offices: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class HomeShown:
    """Everything on the page."""

    day: str
    sentence: SafeString
    figures: tuple[Figure, ...]
    needs: tuple[Need, ...]
    trend: Trend


def home(
    told: Figures,
    people: IdentityFigures,
    *,
    came: Arrivals,
    pairs: int,
    today: datetime.date,
    viewer: Viewer,
) -> HomeShown:
    """The page from the figures of registration and of identity, and what came in lately. `pairs`: for reviewers to decide."""
    rows = [
        Figure(_("Testimonies"), figure(told.registrations)),
        Figure(_("People named in them, each as often as named"), figure(told.mentions)),
        Figure(_("People"), figure(people.persons)),
        Figure(_("of them have registered themselves"), figure(people.registered)),
        Figure(_("Offices"), figure(told.offices)),
    ]
    rows += [
        Figure(label, figure(count))
        for label, count in (
            (_("Superseded by a later testimony"), told.superseded),
            (_("Withdrawn"), told.withdrawn),
        )
        if count
    ]
    day = day_in_words(today)
    sentence = _sentence(told.registrations, people.persons, viewer)
    return HomeShown(day, sentence, tuple(rows), _needs(told, people, pairs, viewer), _trend(came))


def _trend(came: Arrivals) -> Trend:
    drawn = bars([week.testimonies for week in came.weeks])
    today = counted(
        ngettext, "Today %(count)s testimony came in.", "Today %(count)s testimonies came in.", came.today
    )
    return Trend(
        sentence=today,
        weeks=tuple(
            WeekShown(bar, day_in_words(week.begins), figure(week.testimonies))
            for bar, week in zip(drawn, came.weeks, strict=True)
        ),
        offices=tuple(Figure(code, figure(count)) for code, count in came.offices[:OFFICES]),
    )


def _sentence(registrations: int, persons: int, viewer: Viewer) -> SafeString:
    if not registrations:
        return format_html("{}", _("Nothing is kept here yet."))
    testimonies = counted(ngettext, "%(count)s testimony", "%(count)s testimonies", registrations)
    # The sentence is ours and translated whole; only the two figures are put in, each made strong.
    said = _("Kept here: %(testimonies)s. People told of: %(people)s.") % {
        "testimonies": "\0",
        "people": "\1",
    }
    strong = format_html("<strong>{}</strong>", testimonies)
    if viewer.may(Act.OPEN_REGISTRATION):
        strong = format_html('<a href="{}">{}</a>', reverse("registrations"), testimonies)
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


def _needs(told: Figures, people: IdentityFigures, pairs: int, viewer: Viewer) -> tuple[Need, ...]:
    reviews = viewer.may(Act.OPEN_REVIEW)
    every = (
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
        (
            pairs,
            ngettext("%(count)s pair may be one person", "%(count)s pairs may be one person each", pairs),
            _("a reviewer decides"),
            reverse("review"),
        ),
        (
            told.flagged,
            ngettext(
                "%(count)s testimony says something doubtful",
                "%(count)s testimonies say something doubtful",
                told.flagged,
            ),
            _("kept as said"),
            reverse("waiting", args=["flagged"]),
        ),
        (
            told.quarantined,
            ngettext(
                "%(count)s testimony came twice and differs",
                "%(count)s testimonies came twice and differ",
                told.quarantined,
            ),
            _("nothing was overwritten"),
            reverse("waiting", args=["quarantine"]),
        ),
        (
            told.proposed_supersessions,
            ngettext(
                "%(count)s correction is proposed",
                "%(count)s corrections are proposed",
                told.proposed_supersessions,
            ),
            _("the earlier one stands until then"),
            reverse("waiting", args=["corrections"]),
        ),
    )
    return tuple(
        Need(text % {"count": figure(count)}, note, address if reviews else "")
        for count, text, note, address in every
        if count
    )
