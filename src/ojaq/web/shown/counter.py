"""The answer at the counter: what was understood, and masked cards with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.web.drawing.waterfall import Waterfall
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.likelihood import Likelihood


@dataclass(frozen=True, slots=True)
class Heard:
    """One part of the line as it was understood."""

    label: str
    text: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence and its side: for, against or open."""

    side: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One masked card. Never an address, a contact, a document or who told it."""

    place: int
    number: str
    name: str
    language: str
    parents: tuple[Said, ...]
    born: str
    village: Said | None
    likely: Likelihood
    registered: str
    reasons: tuple[Reason, ...]
    fall: Waterfall | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; no cards means: nobody fits, which is an answer."""

    heard: tuple[Heard, ...]
    cards: tuple[Card, ...]
    asked: str

    @property
    def sentence(self) -> str:
        """The answer in one sentence, also for those who hear it."""
        if not self.cards:
            return _("Nobody fits")
        said = counted(ngettext, "%(count)s person may fit", "%(count)s people may fit", len(self.cards))
        return f"{said}"
