"""Reckoning an estate of the register: the family is loaded as far as the deaths lead, and every reading is laid out.

The callers ask the permission and write the ledger entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.utils import timezone

from ojaq.core.succession import Case, Family, Reading, Regime, Span, read_case, read_regime, readings
from ojaq.core.succession import Estate as Asked
from ojaq.core.succession.errors import BrokenCase
from ojaq.core.succession.generations import READINGS_AT_MOST
from ojaq.registry.estates.selectors.family import law_of, load_around
from ojaq.registry.estates.written import body_of, span_text
from ojaq.registry.families.errors import BrokenFamily, NoDeathTold
from ojaq.registry.families.estate import Estate, estate_case
from ojaq.registry.families.lives import Life
from ojaq.registry.families.preferring import DateSaid
from ojaq.registry.families.selectors.lineage import Lineage, climb, lives_of
from ojaq.resources import succession

ROUNDS = 8
"""Generations of deaths that are followed: each round loads the families of those who held a part and died."""
Supposed = tuple[Mapping[str, Any], ...]


@dataclass
class Reckoned:
    """An estate as it follows from what is told now."""

    dead: int
    law: str
    lineage: Lineage
    lives: dict[int, Life]
    made: Estate
    case: Case
    readings: Sequence[tuple[Supposed, Reading]]
    body: Mapping[str, Any]


def reckoned(*, dead: int, regime: str = "", heir: int | None = None) -> Reckoned:
    """Raises NoDeathTold, NoPlaceOfLaw, BrokenFamily."""
    lineage, lives, loaded, wanted = Lineage(), dict[int, Life](), set[int](), {dead}
    law = ""
    if heir is not None:
        climb(lineage, {heir})
        lineage.people.add(heir)
    for _ in range(ROUNDS):
        load_around(lineage, wanted)
        loaded |= wanted
        lives.update(lives_of(lineage.people - lives.keys()))
        if lives[dead].died is None:
            raise NoDeathTold
        if not regime and not law:
            law = law_of(lives[dead])
        made, case = _case(dead, lineage, lives, law, regime)
        found = _all_readings(case, made, lives)
        passed = {int(one.estate.dead) for _, reading in found for one in reading.chain.passings}
        wanted = passed - loaded
        if not wanted:
            break
    return Reckoned(dead, law, lineage, lives, made, case, found, body_of(law, regime, found))


def _case(
    dead: int, lineage: Lineage, lives: Mapping[int, Life], law: str, regime: str
) -> tuple[Estate, Case]:
    made = estate_case(
        dead, lives, lineage.links, lineage.couples.values(), law=law or None, today=timezone.localdate(),
        siblings=[(one, other) for one, other, _ in lineage.siblings],
    )  # fmt: skip
    if regime:
        made.body["regime"] = regime
    try:
        return made, read_case(made.body)
    except BrokenCase:
        raise BrokenFamily from None


def _all_readings(case: Case, made: Estate, lives: Mapping[int, Life]) -> list[tuple[Supposed, Reading]]:
    """The readings of the dates that are taken; then of each date of a death that others tell, where it changes the shares."""
    laws, asked = _laws(), case.estates[0]
    found: list[tuple[Supposed, Reading]] = [
        (tuple({"who": s.who, "whom": s.whom, "outlived": s.outlived} for s in one.supposed), one)
        for one in readings(case.family, asked, laws)
    ]
    concerned = {one.estate.dead for _, reading in found for one in reading.chain.passings}
    concerned |= {who for _, reading in found for who in reading.chain.holders}
    concerned |= set(_passed_over(found))
    for choice in made.choices:
        who = str(choice.person)
        if choice.what != "death" or who not in concerned or len(found) >= READINGS_AT_MOST:
            continue
        for said in _others(lives[choice.person]):
            family = _died(case.family, who, said)
            first = _asked(asked, who, said)
            other = readings(family, first, laws)[0]
            if all(other.chain.holders != known.chain.holders for _, known in found):
                if not found[0][0]:
                    found[0] = (({"who": who, "died": _taken(case.family, who)},), found[0][1])
                found.append((({"who": who, "died": _text(said)},), other))
    return found[:READINGS_AT_MOST]


def _passed_over(found: Sequence[tuple[Supposed, Reading]]) -> list[str]:
    """Those whose death before others was a step of a proof: had they died later, they would have had a part."""
    return [
        who
        for _, reading in found
        for passing in reading.chain.passings
        if passing.reckoning
        for step in passing.reckoning.division.steps
        for who in step.people
    ]


def _others(life: Life) -> list[DateSaid]:
    """Dates of the death that cannot be true beside the one taken; one of several that agree."""
    taken = life.died
    apart: list[DateSaid] = []
    for said in life.deaths if taken else ():
        if taken and not said.meets(taken.said) and not any(said.meets(known) for known in apart):
            apart.append(said)
    return apart


def _died(family: Family, who: str, said: DateSaid) -> Family:
    human = replace(family.people[who], died=Span(said.earliest, said.latest))
    return Family({**family.people, who: human}, family.settled)


def _asked(asked: Asked, who: str, said: DateSaid) -> Asked:
    return replace(asked, death=Span(said.earliest, said.latest)) if asked.dead == who else asked


def _taken(family: Family, who: str) -> str:
    died = family.people[who].died
    return span_text(died) if died else ""


def _text(said: DateSaid) -> str:
    return span_text(Span(said.earliest, said.latest))


@lru_cache(maxsize=1)
def _laws() -> tuple[Regime, ...]:
    """The laws recorded: read and checked once."""
    return tuple(read_regime(row) for row in succession.regimes())
