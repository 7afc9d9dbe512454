"""The first page: one sentence with the figures that matter, then the register in figures and what waits for somebody."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.identity.cards import IdentityFigures
from ojaq.registry.registration.selectors import Figures
from ojaq.web.shown.words import Figure, counted, figure
from ojaq.web.words.dates import day_in_words


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for a person to decide."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class HomeShown:
    """Everything on the page."""

    day: str
    sentence: SafeString
    figures: tuple[Figure, ...]
    needs: tuple[Need, ...]


def home(told: Figures, people: IdentityFigures, today: datetime.date) -> HomeShown:
    """The page from the figures of registration and of identity."""
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
    return HomeShown(day, _sentence(told.registrations, people.persons), tuple(rows), _needs(told, people))


def _sentence(registrations: int, persons: int) -> SafeString:
    if not registrations:
        return format_html("{}", _("Nothing is kept here yet."))
    testimonies = counted(ngettext, "%(count)s testimony", "%(count)s testimonies", registrations)
    # The sentence is ours and translated whole; only the two figures are put in, each made strong.
    said = _("Kept here: %(testimonies)s. People told of: %(people)s.") % {
        "testimonies": "\0",
        "people": "\1",
    }
    parts = {
        "\0": format_html("<strong>{}</strong>", testimonies),
        "\1": format_html("<strong>{}</strong>", figure(persons)),
    }
    return format_html("{}" * 5, *_pieces(said, parts))


def _pieces(said: str, parts: dict[str, SafeString]) -> list[str]:
    """The sentence cut at its two places, in whichever order the language puts them."""
    first, second = sorted(parts, key=said.index)
    before, _, rest = said.partition(first)
    between, _, after = rest.partition(second)
    return [before, parts[first], between, parts[second], after]


def _needs(told: Figures, people: IdentityFigures) -> tuple[Need, ...]:
    every = (
        (
            people.unresolved,
            ngettext(
                "%(count)s mention is not compared yet",
                "%(count)s mentions are not compared yet",
                people.unresolved,
            ),
            _("the engine does it on its next run"),
        ),
        (
            people.waiting,
            ngettext(
                "%(count)s pair may be one person", "%(count)s pairs may be one person each", people.waiting
            ),
            _("a reviewer decides"),
        ),
        (
            told.flagged,
            ngettext(
                "%(count)s testimony says something doubtful",
                "%(count)s testimonies say something doubtful",
                told.flagged,
            ),
            _("kept as said"),
        ),
        (
            told.quarantined,
            ngettext(
                "%(count)s testimony came twice and differs",
                "%(count)s testimonies came twice and differ",
                told.quarantined,
            ),
            _("nothing was overwritten"),
        ),
        (
            told.proposed_supersessions,
            ngettext(
                "%(count)s correction is proposed",
                "%(count)s corrections are proposed",
                told.proposed_supersessions,
            ),
            _("the earlier one stands until then"),
        ),
    )
    return tuple(Need(text % {"count": figure(count)}, note) for count, text, note in every if count)
