"""How two persons are related: the shortest way between them by blood, or by one marriage, as steps.

A step is what the next person is to the one before: parent, child, sibling, spouse, with the sex that is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeAlias

from ojaq.core.kinship.graph import GENERATIONS_AT_MOST, KIN, FamilyGraph, Id, UnknownParents

Ups: TypeAlias = dict[Id | UnknownParents, tuple[int, Id | None]]
"""Ancestor -> generations up and whom the shortest way comes from."""


class Step(StrEnum):
    """What the next person on the way is to the one before, by sex; the third of each is for sex not told."""

    FATHER = "father"
    MOTHER = "mother"
    PARENT = "parent"
    SON = "son"
    DAUGHTER = "daughter"
    CHILD = "child"
    BROTHER = "brother"
    SISTER = "sister"
    SIBLING = "sibling"
    HALF_BROTHER = "half_brother"
    HALF_SISTER = "half_sister"
    HALF_SIBLING = "half_sibling"
    HUSBAND = "husband"
    WIFE = "wife"
    SPOUSE = "spouse"


BY_SEX: dict[str, dict[str, Step]] = {
    "parent": {"male": Step.FATHER, "female": Step.MOTHER, "unknown": Step.PARENT},
    "child": {"male": Step.SON, "female": Step.DAUGHTER, "unknown": Step.CHILD},
    "sibling": {"male": Step.BROTHER, "female": Step.SISTER, "unknown": Step.SIBLING},
    "half": {"male": Step.HALF_BROTHER, "female": Step.HALF_SISTER, "unknown": Step.HALF_SIBLING},
    "spouse": {"male": Step.HUSBAND, "female": Step.WIFE, "unknown": Step.SPOUSE},
}


@dataclass(frozen=True, slots=True)
class Relation(Generic[Id]):
    """The way from one person to another: persons passed, ends included, and the step to each."""

    way: tuple[Id, ...]
    steps: tuple[Step, ...]
    common: tuple[Id, ...] = ()

    @property
    def by_marriage(self) -> bool:
        """True when the way goes through a marriage."""
        return any(step in (Step.HUSBAND, Step.WIFE, Step.SPOUSE) for step in self.steps)


def relation(
    graph: FamilyGraph[Id], ego: Id, alter: Id, most: int = GENERATIONS_AT_MOST
) -> Relation[Id] | None:
    """What `alter` is to `ego`: by blood, else through ego's spouse, else through alter's; None when neither is stated.

    Ancestors only are walked, so the cost grows with generations and not with the population.
    """
    if ego == alter:
        return Relation((ego,), ())
    if alter in graph.couples.get(ego, ()):
        return Relation((ego, alter), (_step(graph, "spouse", alter),))
    by_blood = _by_blood(graph, ego, alter, most)
    if by_blood is not None:
        return by_blood
    through = [
        *(_after_spouse(graph, ego, spouse, alter, most) for spouse in graph.couples.get(ego, ())),
        *(_before_spouse(graph, ego, spouse, alter, most) for spouse in graph.couples.get(alter, ())),
    ]
    found = [way for way in through if way is not None]
    return min(found, key=lambda way: len(way.steps)) if found else None


def common_ancestors(
    graph: FamilyGraph[Id], one: Id, other: Id, most: int = GENERATIONS_AT_MOST
) -> list[tuple[int, int, Id]]:
    """(generations above one, above other, person) of the nearest common ancestors, each once, nearest first."""
    return _named(_nearest(_up(graph, one, most), _up(graph, other, most)))


def _named(rows: list[tuple[int, int, Any]]) -> list[tuple[int, int, Any]]:
    return [row for row in rows if not isinstance(row[2], UnknownParents)]


def _nearest(ups: Ups[Id], others: Ups[Id]) -> list[tuple[int, int, Any]]:
    shared = [(ups[who][0], others[who][0], who) for who in ups if who in others]
    if not shared:
        return []
    nearest = min(up + down for up, down, _ in shared)
    # Where somebody is named they stand before those whom nobody named.
    return sorted(
        (row for row in shared if row[0] + row[1] == nearest),
        key=lambda row: (isinstance(row[2], UnknownParents), row[0], row[1], str(row[2])),
    )


def _up(graph: FamilyGraph[Id], of: Id, most: int) -> Ups[Id]:
    """Each ancestor (and the person) with generations up and the person below on the shortest way; by birth and adoption.

    The parents of told brothers and sisters stand here too, where nobody named them.
    """
    found: Ups[Id] = {of: (0, None)}
    front = [of]
    for generation in range(1, most + 1):
        following = []
        for who in front:
            if (unknown := graph.unknown.get(who)) is not None:
                found.setdefault(unknown, (generation, who))
            for link in graph.up.get(who, ()):
                if link.parent not in found and link.nature in KIN:
                    found[link.parent] = (generation, who)
                    following.append(link.parent)
        if not following:
            break
        front = following
    return found


def _by_blood(graph: FamilyGraph[Id], ego: Id, alter: Id, most: int) -> Relation[Id] | None:
    if alter in graph.told_siblings.get(ego, ()):
        return Relation((ego, alter), (_step(graph, "sibling", alter),))
    ups, downs = _up(graph, ego, most), _up(graph, alter, most)
    nearest = _nearest(ups, downs)
    if not nearest:
        return None
    top = nearest[0][2]
    rising, falling = _line(ups, top), _line(downs, top)
    steps = _steps(graph, rising, falling)
    if isinstance(top, UnknownParents):
        rising = rising[:-1]
    way = (*rising, *reversed(falling[:-1])) if falling else rising
    return Relation(tuple(way), steps, tuple(row[2] for row in _named(nearest)))


def _line(known: Ups[Id], top: Any) -> list[Any]:
    """From the bottom to `top`."""
    line: list[Any] = []
    here: Any = top
    while here is not None:
        line.append(here)
        here = known[here][1]
    return line[::-1]


def _steps(graph: FamilyGraph[Id], rising: list[Any], falling: list[Any]) -> tuple[Step, ...]:
    """Steps along the way; one up and one down through a common parent is a sibling."""
    if len(rising) > 1 and len(falling) > 1:
        near, far = rising[-2], falling[-2]
        unknown = isinstance(rising[-1], UnknownParents)
        kind = "sibling" if unknown or far in graph.full_siblings(near) else "half"
        ups = [_step(graph, "parent", who) for who in rising[1:-1]]
        downs = [_step(graph, "child", who) for who in reversed(falling[:-2])]
        return (*ups, _step(graph, kind, far), *downs)
    ups = [_step(graph, "parent", who) for who in rising[1:]]
    return (*ups, *(_step(graph, "child", who) for who in reversed(falling[:-1])))


def _step(graph: FamilyGraph[Id], kind: str, who: Id) -> Step:
    return BY_SEX[kind][graph.sex.get(who, "unknown")]


def _after_spouse(graph: FamilyGraph[Id], ego: Id, spouse: Id, alter: Id, most: int) -> Relation[Id] | None:
    rest = _by_blood(graph, spouse, alter, most)
    if rest is None:
        return None
    return Relation((ego, *rest.way), (_step(graph, "spouse", spouse), *rest.steps), rest.common)


def _before_spouse(graph: FamilyGraph[Id], ego: Id, spouse: Id, alter: Id, most: int) -> Relation[Id] | None:
    first = _by_blood(graph, ego, spouse, most)
    if first is None:
        return None
    return Relation((*first.way, alter), (*first.steps, _step(graph, "spouse", alter)), first.common)
