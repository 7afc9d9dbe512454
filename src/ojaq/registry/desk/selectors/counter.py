"""The counter: what the visitor said, and who may be meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any

from ojaq.core.places import PlaceBook
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.desk.question import Understood, understand
from ojaq.registry.identity.cards import MaskedCard
from ojaq.registry.identity.errors import NotAQuestion
from ojaq.registry.identity.selectors.asking import PlaceOf, Question, ask
from ojaq.registry.identity.services.engine import knowledge
from ojaq.registry.places.selectors import book, rows_of

PERHAPS = 0.25
"""Below this nobody is shown at the counter (the programme's to set)."""


@dataclass(frozen=True, slots=True)
class CounterAnswer:
    """What was understood, and the cards, best first; no cards means that nobody fits, which is an answer.

    places: how many places bear the village's name. offices: all of them were asked.
    """

    understood: Understood
    cards: tuple[MaskedCard, ...]
    places: int
    milliseconds: float


def counter_answer(
    *,
    question: str,
    viewer: Viewer,
    mother: str = "",
    spouse: str = "",
    father: str = "",
    least: float = PERHAPS,
) -> CounterAnswer:
    """Answer one typed line. Its ledger entry, naming everybody shown, is committed before this returns.

    A typed register number is answered by `families.selectors.person_page`: `understood.number` says so, with no cards.
    Raises NotPermitted, NoWeights, NotAQuestion.
    """
    begun = perf_counter()
    require(viewer, Act.ASK_COUNTER)
    places = book()
    understood = understand(question, knowledge(), lambda text: _is_place(places, text))
    if understood.number is not None:
        return CounterAnswer(understood, (), 0, _since(begun))
    if not any((understood.given, understood.family, understood.father)):
        raise NotAQuestion()
    asked = Question(
        person=_person(understood),
        father=_name(father),
        mother=_name(mother),
        spouse=_name(spouse),
        language=viewer.language if understood.name.isascii() else None,
    )
    cards = ask(questions=[asked], viewer=viewer, place_of=place_of(places), least=least)[0]
    bearing = len(places.resolve(understood.place).candidates) if understood.place else 0
    return CounterAnswer(understood, tuple(cards), bearing, _since(begun))


def find(*, questions: list[Question], viewer: Viewer) -> list[list[MaskedCard]]:
    """Answers to whole questions (`ojaq find`), at most ten cards each, in order; one commit for all their entries."""
    return ask(questions=questions, viewer=viewer, place_of=place_of(book()))


def place_of(places: PlaceBook) -> PlaceOf:
    """A reader of place texts: the number of the place a text surely means, -1 when it may mean several or none."""

    @cache
    def numbered(text: str, chosen: str | None, _language: str | None) -> int:
        sure = chosen or ((best := places.resolve(text).certain) and best.place_id)
        return rows_of([sure]).get(sure, -1) if sure else -1

    return numbered


def _is_place(places: PlaceBook, text: str) -> bool:
    best = places.resolve(text).best
    return best is not None and any(reason.code in ("same_spelling", "same_sound") for reason in best.reasons)


def _person(understood: Understood) -> dict[str, Any]:
    person: dict[str, Any] = {"name": {"as_written": understood.name}, "sex": understood.sex}
    if understood.born:
        person["born"] = understood.born
    if understood.place:
        person["origin"] = understood.place
    return person


def _name(text: str) -> Mapping[str, Any] | None:
    words = text.split()
    if not words:
        return None
    return {"given": words[0]} if len(words) == 1 else {"as_written": " ".join(words)}


def _since(begun: float) -> float:
    return round((perf_counter() - begun) * 1000, 1)
