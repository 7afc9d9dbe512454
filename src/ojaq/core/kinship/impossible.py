"""Families that cannot be as told: found and explained, never hidden and never mended here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from ojaq.core.kinship.graph import FamilyGraph, Id, Nature

BIRTH: frozenset[Nature] = frozenset({"birth", "not_stated"})
YOUNGEST_PARENT, OLDEST_MOTHER, OLDEST_FATHER = 12, 60, 95


class Fault(StrEnum):
    """What cannot be."""

    RING = "own_ancestor"
    PARENTS = "more_than_two_birth_parents"
    SAME_SEX_PARENTS = "two_birth_parents_of_one_sex"
    YOUNG = "parent_too_young"
    OLD = "parent_too_old"


@dataclass(frozen=True, slots=True)
class Impossible(Generic[Id]):
    """One fault: what, and the people it concerns (the child first). `years` is the gap where ages are the fault."""

    fault: Fault
    people: tuple[Id, ...]
    years: int | None = None


def rings(graph: FamilyGraph[Id]) -> list[tuple[Id, ...]]:
    """Groups of persons who would be their own ancestors: strongly connected parts, found without recursion."""
    order: list[Id] = []
    seen: set[Id] = set()
    for start in graph.up:
        waiting: list[tuple[Id, bool]] = [(start, False)]
        while waiting:
            who, done = waiting.pop()
            if done:
                order.append(who)
            elif who not in seen:
                seen.add(who)
                waiting.append((who, True))
                waiting += [(parent, False) for parent in graph.parents(who) if parent not in seen]
    found: list[tuple[Id, ...]] = []
    taken: set[Id] = set()
    for start in reversed(order):
        if start in taken:
            continue
        group, front = [], [start]
        taken.add(start)
        while front:
            who = front.pop()
            group.append(who)
            for child in graph.children(who):
                if child in seen and child not in taken:
                    taken.add(child)
                    front.append(child)
        if len(group) > 1:
            found.append(tuple(sorted(group, key=str)))
    return found


def impossible_families(
    graph: FamilyGraph[Id], birth_years: Mapping[Id, tuple[int, int]]
) -> list[Impossible[Id]]:
    """All faults. `birth_years` holds (earliest, latest) year; a gap is a fault only when no year in either allows it."""
    found: list[Impossible[Id]] = [Impossible(Fault.RING, ring) for ring in rings(graph)]
    for child in graph.up:
        parents = graph.parents(child, BIRTH)
        if len(parents) > 2:
            found.append(Impossible(Fault.PARENTS, (child, *parents)))
        elif len(parents) == 2 and graph.sex.get(parents[0], 0) == graph.sex.get(parents[1], 1) != "unknown":
            found.append(Impossible(Fault.SAME_SEX_PARENTS, (child, *parents)))
        found += [
            fault
            for parent in parents
            if (fault := _age_fault(graph, child, parent, birth_years)) is not None
        ]
    return found


def _age_fault(
    graph: FamilyGraph[Id], child: Id, parent: Id, birth_years: Mapping[Id, tuple[int, int]]
) -> Impossible[Id] | None:
    if child not in birth_years or parent not in birth_years:
        return None
    widest = birth_years[child][1] - birth_years[parent][0]
    narrowest = birth_years[child][0] - birth_years[parent][1]
    if widest < YOUNGEST_PARENT:
        return Impossible(Fault.YOUNG, (child, parent), widest)
    oldest = OLDEST_MOTHER if graph.sex.get(parent) == "female" else OLDEST_FATHER
    if narrowest > oldest:
        return Impossible(Fault.OLD, (child, parent), narrowest)
    return None
