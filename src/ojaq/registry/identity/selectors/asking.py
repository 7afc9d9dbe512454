"""Who may be meant: the stored keys give candidates, the one scorer of the engine weighs them, masked cards show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction

from ojaq.core.matching import Described, Found, Mentions, Testimony, Tie, TieKind, code_testimonies, keys_of
from ojaq.core.matching import Reason as Part
from ojaq.core.matching import find as found_by
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity import quick
from ojaq.registry.identity.blocks import Ids
from ojaq.registry.identity.cards import MaskedCard, Reason, Said
from ojaq.registry.identity.errors import NoWeights
from ojaq.registry.identity.selectors.telling import birth_parents, told, told_of
from ojaq.registry.identity.selectors.weighing import NamesOf, said
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.neighbourhood import Near, around, sharing_keys
from ojaq.registry.identity.told import Told, birth_decade, fullest, village
from ojaq.registry.ledger import Deed, record_many

CANDIDATES = 30
MOST = 10
PlaceOf = Callable[[str, str | None, str | None], int]


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody asked for, with whoever was named beside. `person` has the fields of `people[]` of registration/1."""

    person: Mapping[str, Any]
    father: Mapping[str, Any] | None = None
    mother: Mapping[str, Any] | None = None
    spouse: Mapping[str, Any] | None = None
    language: str | None = None
    recorded_on: str | None = None


def ask(
    *,
    questions: Sequence[Question],
    viewer: Viewer,
    place_of: PlaceOf,
    most: int = MOST,
    least: float = 0.0,
    reason: str = "",
) -> list[list[MaskedCard]]:
    """Masked cards for each question, best first, none where nobody fits; `least` is the lowest probability shown.

    One ledger entry a question names every person shown, and all are committed before anything is handed out. A protected
    person never appears. A name without a sound fits nobody.
    Raises NotPermitted, NoWeights.
    """
    require(viewer, Act.ASK_COUNTER)
    answers = [_cards(question, place_of, most, least) for question in questions]
    deeds = [
        Deed(
            act=Act.ASK_COUNTER,
            subjects=[("person", str(card.number)) for card in cards],
            office=viewer.office or None,
            reason=reason,
        )
        for cards in answers
    ]
    with transaction.atomic():
        record_many(deeds=deeds, by=viewer)
    return answers


def _cards(question: Question, place_of: PlaceOf, most: int, least: float) -> list[MaskedCard]:
    known, weights = engine.ready()
    tokens = known.fork()
    asked = code_testimonies([_testimony(question)], tokens, place_of=place_of)
    if not (asked.words[0, :9] >= 0).any():
        return []
    # Keys of the relatives too: whoever named beside is known leads to the one who was asked for.
    keys, _ = keys_of(asked, tokens)
    near = around(sharing_keys(keys, most=CANDIDATES))
    if not len(near.mentions):
        return []
    if weights is None:
        raise NoWeights()
    found = found_by(asked, near.mentions, _persons(near), tokens, weights, most=most + 5)
    protected = protected_among([each.person for each in found])
    shown = [
        each
        for each in found
        if each.person > 0 and each.person not in protected and each.probability >= least
    ]
    return _masked(shown[:most], near.mentions, question)


def _persons(near: Near) -> Ids:
    """The person of each row; a mention without one stands for itself, under a number below zero, and is not shown."""
    return np.where(near.persons >= 0, near.persons, -1 - near.mentions.stable)


def _testimony(question: Question) -> Testimony:
    people = [_described("p", question.person, question.person.get("sex") or "unknown")]
    ties = []
    for name, sex in ((question.father, "male"), (question.mother, "female")):
        if name:
            ties.append(Tie(TieKind.PARENT, len(people), 0))
            people.append(_described(sex, {"name": name}, sex))
    if question.spouse:
        ties.append(Tie(TieKind.COUPLE, 0, len(people)))
        people.append(_described("spouse", {"name": question.spouse}, "unknown"))
    return Testimony(-1, tuple(people), tuple(ties), question.language, question.recorded_on)


def _described(ref: str, person: Mapping[str, Any], sex: str) -> Described:
    place: Any = person.get("origin") or person.get("born_in")
    chosen = None
    if isinstance(place, Mapping):
        place, chosen = place.get("text"), place.get("id")
    return Described(
        ref=ref, name=person.get("name") or {}, sex=sex, born=person.get("born"), age=person.get("age"),
        age_on=person.get("age_on"), died=person.get("died"), place=place, place_id=chosen,
    )  # fmt: skip


def protected_among(numbers: Sequence[int]) -> set[int]:
    """Those of these register numbers that belong to protected people."""
    return {number for (number,) in quick.rows(quick.PROTECTED, numbers)}


def _masked(found: Sequence[Found], known: Mentions, question: Question) -> list[MaskedCard]:
    mentions = told_of(persons=[each.person for each in found])
    elders = birth_parents(mentions=[each.mention for some in mentions.values() for each in some])
    wanted = {parent for some in elders.values() for parent in some}
    wanted |= {
        int(known.stable[r.parameters["right"]]) for each in found for r in each.reasons if r.parameters
    }
    others = told(mentions=wanted)
    typed = {"father": question.father, "mother": question.mother}
    homes = {each.origin_place for some in mentions.values() for each in some if each.origin_place}
    places = dict(quick.rows(quick.PLACES, homes))
    names_of = _names_of(known, others, typed)
    return [
        _card(
            each,
            mentions=mentions[each.person],
            elders=elders,
            others=others,
            places=places,
            reasons=said(each.reasons, names_of),
        )
        for each in found
        if mentions.get(each.person)
    ]


def _card(
    found: Found,
    *,
    mentions: Sequence[Told],
    elders: Mapping[int, Sequence[int]],
    others: Mapping[int, Told],
    places: Mapping[int, str],
    reasons: Sequence[Reason],
) -> MaskedCard:
    best, home = fullest(mentions), village(mentions)
    parents: dict[str, Told] = {}
    for mention in sorted(mentions, key=lambda each: each.mention != best.mention):
        for parent in elders.get(mention.mention, ()):
            if parent in others and others[parent].given_name.text:
                parents.setdefault(others[parent].sex, others[parent])
    order = sorted(parents, key=lambda sex: sex != "male")
    return MaskedCard(
        number=found.person,
        name=best.name,
        parents=tuple(parents[sex].given_name for sex in order),
        birth_decade=birth_decade(mentions),
        village=None if home is None else Said(home.origin, home.language),
        place="" if home is None else places.get(home.origin_place or 0, ""),
        probability=found.probability,
        millibits=found.millibits,
        verdict="same" if found.same else "unsure",
        reasons=tuple(reasons),
        registered=any(each.registrant for each in mentions),
        testimonies=len({each.registration for each in mentions}),
    )


def _names_of(
    known: Mentions, others: Mapping[int, Told], typed: Mapping[str, Mapping[str, Any] | None]
) -> NamesOf:
    """Only parents are named: a masked card shows their names anyway."""

    def names_of(part: Part) -> Mapping[str, str] | None:
        beside = typed.get(part.code.partition(".")[0])
        if not beside or "right" not in part.parameters:
            return None
        elder = others.get(int(known.stable[part.parameters["right"]]))
        return {"left": elder.given_name.text if elder else "", "right": _typed_name(beside)}

    return names_of


def _typed_name(name: Mapping[str, Any]) -> str:
    return str(name.get("given") or name.get("as_written") or "")
