"""Families as GEDCOM has them, out of ties: partners, their children, and how each child belongs there. Pure.

A family of GEDCOM has two partners at most. What testimonies contradict (two fathers) becomes two families of one child, so
that nothing told is lost and nothing is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ojaq.registry.exchange.gedcom_people import UNSAID, SaidDate, TieTold


@dataclass(slots=True)
class FamilyTold:
    """Partners (none, one or two register numbers, ascending), children with nature, and the couple's dates and sources."""

    partners: tuple[int, ...]
    children: dict[int, str] = field(default_factory=dict)
    couple: bool = False
    began: SaidDate = UNSAID
    ended: SaidDate = UNSAID
    sources: dict[int, None] = field(default_factory=dict)


def families_of(ties: Iterable[TieTold]) -> list[FamilyTold]:
    """All families in a steady order. A child told of parents in several ways stands in several families."""
    ties = list(ties)
    made: dict[tuple[tuple[int, ...], int], FamilyTold] = {}
    for tie in ties:
        if tie.kind == "couple":
            family = made.setdefault((_pair(tie.a, tie.b), 0), FamilyTold(_pair(tie.a, tie.b)))
            family.couple = True
            family.began = family.began if family.began != UNSAID else tie.began
            family.ended = family.ended if family.ended != UNSAID else tie.ended
            family.sources[tie.source] = None
    for (child, nature), said in _parents(ties).items():
        for partners, sources in _sets(said):
            family = made.setdefault((partners, 0), FamilyTold(partners))
            # One child by birth and by adoption of the same two: the family stands twice.
            if child in family.children and family.children[child] != nature:
                family = made.setdefault((partners, child), FamilyTold(partners))
            family.children[child] = nature
            family.sources.update(dict.fromkeys(sources))
    return [*made.values(), *_siblings(ties, made.values())]


def _pair(a: int, b: int) -> tuple[int, ...]:
    return (a, b) if a < b else (b, a)


def _parents(ties: Iterable[TieTold]) -> dict[tuple[int, str], dict[int, set[int]]]:
    """(child, nature) -> testimony -> the parents it names. Not stated is by birth unless something else is said."""
    found: dict[tuple[int, str], dict[int, set[int]]] = {}
    for tie in ties:
        if tie.kind == "parent":
            nature = "" if tie.nature == "not_stated" else tie.nature
            found.setdefault((tie.b, nature), {}).setdefault(tie.source, set()).add(tie.a)
    for child, nature in [key for key in found if key[1] == "" and (key[0], "birth") in found]:
        stated = found[child, "birth"]
        for source, parents in found.pop((child, nature)).items():
            stated.setdefault(source, set()).update(parents)
    return found


def _sets(said: dict[int, set[int]]) -> list[tuple[tuple[int, ...], list[int]]]:
    """The sets of at most two parents that testimonies name together, with the testimonies behind each."""
    sets: list[tuple[set[int], list[int]]] = []
    for source, parents in sorted(said.items(), key=lambda item: (-len(item[1]), item[0])):
        ordered = sorted(parents)
        for at in range(0, len(ordered), 2):
            some = set(ordered[at : at + 2])
            fitting = next((each for each in sets if len(each[0] | some) <= 2), None)
            if fitting:
                fitting[0].update(some)
                fitting[1].append(source)
            else:
                sets.append((some, [source]))
    return [(tuple(sorted(parents)), sources) for parents, sources in sets]


def _siblings(ties: Iterable[TieTold], made: Iterable[FamilyTold]) -> list[FamilyTold]:
    """Brothers and sisters of parents whom nobody named: a family without partners."""
    together = {
        frozenset((one, other)) for family in made for one in family.children for other in family.children
    }
    found: dict[tuple[int, ...], FamilyTold] = {}
    for tie in ties:
        if tie.kind == "siblings" and frozenset((tie.a, tie.b)) not in together:
            pair = _pair(tie.a, tie.b)
            family = found.setdefault(pair, FamilyTold((), dict.fromkeys(pair, "")))
            family.sources[tie.source] = None
    return list(found.values())
