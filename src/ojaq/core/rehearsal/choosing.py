"""Who is mentioned in a testimony: the registrant and those relatives he or she speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from ojaq.core.rehearsal.people import Population

MOST = 14
LEAST = 3

# How often a relative of that kind is spoken of, by the kind of testimony.
HABITS: dict[str, dict[str, float]] = {
    "household": {
        "father": 0.95, "mother": 0.9, "spouse": 0.95, "child": 0.9, "sibling": 0.45, "grandfather": 0.6,
        "grandmother": 0.35, "spouse's parent": 0.3, "uncle": 0.12, "grandchild": 0.2, "cousin": 0.05,
        "great-grandfather": 0.06, "nephew": 0.05,
    },
    "elder": {
        "father": 0.97, "mother": 0.93, "spouse": 0.85, "child": 0.8, "sibling": 0.8, "grandfather": 0.75,
        "grandmother": 0.5, "spouse's parent": 0.25, "uncle": 0.4, "grandchild": 0.15, "cousin": 0.1,
        "great-grandfather": 0.2, "nephew": 0.08,
    },
    "heir": {
        "father": 0.97, "mother": 0.92, "spouse": 0.4, "child": 0.4, "sibling": 0.7, "grandfather": 0.95,
        "grandmother": 0.8, "spouse's parent": 0.1, "uncle": 0.45, "grandchild": 0.02, "cousin": 0.2,
        "great-grandfather": 0.45, "nephew": 0.03,
    },
}  # fmt: skip


def mentioned(number: str, population: Population, kind: str, rnd: Random) -> list[str]:
    """Numbers of the people of one testimony, the registrant first; between `LEAST` (if so many kin exist) and `MOST`."""
    habits, chosen = HABITS[kind], {number: None}
    spare: list[str] = []
    for relation, relative, through in _kin(number, population):
        draw = rnd.random()
        if relative in chosen or len(chosen) >= MOST:
            continue
        # A testimony that has named many already names fewer of the rest.
        tired = 0.5 if len(chosen) >= 10 else 1.0
        if draw < habits[relation] * tired and (through is None or through in chosen):
            chosen[relative] = None
        elif through is None:
            spare.append(relative)
    while len(chosen) < LEAST and spare:
        chosen[spare.pop(0)] = None
    return list(chosen)


def _kin(number: str, population: Population) -> Iterable[tuple[str, str, str | None]]:
    """(relation, relative, the one through whom he or she is kin), nearest first."""
    human = population.humans[number]
    if human.father:
        yield "father", human.father, None
    if human.mother:
        yield "mother", human.mother, None
    if human.raised_by:
        yield "father", human.raised_by, None
    for spouse in population.spouses.get(number, ()):
        yield "spouse", spouse, None
    for child in (*population.children.get(number, ()), *population.wards.get(number, ())):
        yield "child", child, None
    parents = population.parents_of(number)
    for parent in parents:
        above = population.humans[parent]
        if above.father:
            yield "grandfather", above.father, parent
        if above.mother:
            yield "grandmother", above.mother, parent
    for sibling in population.siblings_of(number):
        yield "sibling", sibling, None
    yield from _further(number, population, parents)


def _further(
    number: str, population: Population, parents: list[str]
) -> Iterable[tuple[str, str, str | None]]:
    for spouse in population.spouses.get(number, ()):
        for parent in population.parents_of(spouse):
            yield "spouse's parent", parent, spouse
    for parent in parents:
        for uncle in population.siblings_of(parent):
            yield "uncle", uncle, parent
            for cousin in population.children.get(uncle, ()):
                yield "cousin", cousin, uncle
        for grandparent in population.parents_of(parent):
            father = population.humans[grandparent].father
            if father:
                yield "great-grandfather", father, grandparent
    for child in population.children.get(number, ()):
        for grandchild in population.children.get(child, ()):
            yield "grandchild", grandchild, child
    for sibling in population.siblings_of(number):
        for nephew in population.children.get(sibling, ()):
            yield "nephew", nephew, sibling


def nearest(number: str, people: list[str], population: Population) -> Callable[[str], bool]:
    """Tells who is near: the registrant, parents, spouses, children, brothers and sisters."""
    close = {
        number,
        *population.parents_of(number),
        *population.spouses.get(number, ()),
        *population.children.get(number, ()),
        *population.siblings_of(number),
    }.intersection(people)
    return close.__contains__
