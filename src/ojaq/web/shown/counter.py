"""The answer at the counter: what was understood, and masked cards with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.desk.question import Understood
from ojaq.registry.desk.selectors import CounterAnswer
from ojaq.registry.identity.cards import MaskedCard
from ojaq.web.drawing.waterfall import Waterfall
from ojaq.web.shown.reckoning import reckoning
from ojaq.web.shown.words import Said, counted
from ojaq.web.words.dates import in_words
from ojaq.web.words.likelihood import Likelihood, likelihood

TOLD = 5  # reasons on a card; the reckoning has them all


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
class Borne:
    """Somebody of whom the typed phone or document number was told."""

    number: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; no cards means: nobody fits, which is an answer."""

    heard: tuple[Heard, ...]
    cards: tuple[Card, ...]
    asked: str
    number: str = ""
    receipt: str = ""
    name: str = ""
    born: str = ""
    place: str = ""
    bearers: tuple[Borne, ...] = ()

    @property
    def receipt_address(self) -> str:
        """The receipt's number as it stands in an address."""
        return self.receipt.replace(" ", "")

    @property
    def sentence(self) -> str:
        """The answer in one sentence, also for those who hear it."""
        if self.bearers:
            return _("This number was told of somebody")
        if self.receipt:
            return _("This is a receipt number")
        if self.number:
            return _("This is a register number")
        if not self.cards:
            return _("Nobody fits")
        return counted(ngettext, "%(count)s person may fit", "%(count)s people may fit", len(self.cards))


def answer(told: CounterAnswer) -> Answer:
    """The answer in words of the reader."""
    asked = _("asked all offices in %(milliseconds)s ms") % {"milliseconds": round(told.milliseconds)}
    return Answer(
        heard=_heard(told.understood, told.places),
        cards=tuple(card_shown(place, card) for place, card in enumerate(told.cards, start=1)),
        asked="" if told.understood.number is not None else asked,
        number=str(told.understood.number or ""),
        name=told.understood.name,
        born=told.understood.born,
        place=told.understood.place,
    )


def _heard(understood: Understood, places: int) -> tuple[Heard, ...]:
    bearing = ""
    if places > 1:
        bearing = counted(
            ngettext, "%(count)s place bears this name", "%(count)s places bear this name", places
        )
    said = (
        Heard(_("Given name"), understood.given),
        Heard(_("Father"), understood.father),
        Heard(_("Family name"), understood.family, "", _("own, or of husband or wife")),
        Heard(_("Born"), in_words(understood.born)),
        Heard(_("Village"), understood.place, "", bearing),
    )
    return tuple(word for word in said if word.text)


def card_shown(place: int, card: MaskedCard) -> Card:
    """A masked card in words of the reader."""
    return Card(
        place=place,
        number=str(card.number),
        name=card.name.text,
        language=card.name.language,
        parents=tuple(Said(parent.text, parent.language) for parent in card.parents),
        born="" if card.birth_decade is None else in_words(f"{card.birth_decade // 10}X"),
        village=Said(card.village.text, card.village.language) if card.village else None,
        likely=likelihood(card.probability),
        registered=_registered(card),
        reasons=_reasons(card),
        fall=reckoning(card.reasons, card.millibits),
    )


def _registered(card: MaskedCard) -> str:
    told = counted(ngettext, "in %(count)s testimony", "in %(count)s testimonies", card.testimonies)
    came = _("has registered") if card.registered else _("named by others, not registered")
    return f"{came} · {told}"


def _reasons(card: MaskedCard) -> tuple[Reason, ...]:
    """The weightiest reasons, and what was not told there and would help."""
    told = [Reason("for" if reason.weight > 0 else "against", reason.text) for reason in card.reasons[:TOLD]]
    told.sort(key=lambda reason: reason.side != "for")
    if card.birth_decade is None:
        told.append(Reason("open", _("No year of birth was told there; ask for it.")))
    if not card.parents:
        told.append(Reason("open", _("No parent was told there; ask for the parents.")))
    return tuple(told)
