"""How two persons are related: the shortest way between them by blood, or by one marriage, as steps.

A step is what the next person is to the one before: parent, child, sibling, spouse, with the sex that is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from ojaq.core.kinship.graph import GENERATIONS_AT_MOST, FamilyGraph, Id


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
    ups, others = _up(graph, one, most), _up(graph, other, most)
    shared = [(ups[who][0], others[who][0], who) for who in ups if who in others]
    if not shared:
        return []
    nearest = min(up + down for up, down, _ in shared)
    return sorted(
        (row for row in shared if row[0] + row[1] == nearest), key=lambda row: (row[0], row[1], str(row[2]))
    )


def _up(graph: FamilyGraph[Id], of: Id, most: int) -> dict[Id, tuple[int, Id | None]]:
    """Each ancestor (and the person) with generations up and the person below on the shortest way."""
    found: dict[Id, tuple[int, Id | None]] = {of: (0, None)}
    front = [of]
    for generation in range(1, most + 1):
        following = []
        for who in front:
            for parent in graph.parents(who):
                if parent not in found:
                    found[parent] = (generation, who)
                    following.append(parent)
        if not following:
            break
        front = following
    return found


def _by_blood(graph: FamilyGraph[Id], ego: Id, alter: Id, most: int) -> Relation[Id] | None:
    if alter in graph.told_siblings.get(ego, ()):
        return Relation((ego, alter), (_step(graph, "sibling", alter),))
    nearest = common_ancestors(graph, ego, alter, most)
    if not nearest:
        return None
    ups, downs = _up(graph, ego, most), _up(graph, alter, most)
    top = nearest[0][2]
    rising, falling = _line(ups, top), _line(downs, top)
    way = (*rising, *reversed(falling[:-1])) if falling else rising
    return Relation(tuple(way), _steps(graph, rising, falling), tuple(row[2] for row in nearest))


def _line(known: dict[Id, tuple[int, Id | None]], top: Id) -> list[Id]:
    """From the bottom to `top`."""
    line: list[Id] = []
    here: Id | None = top
    while here is not None:
        line.append(here)
        here = known[here][1]
    return line[::-1]


def _steps(graph: FamilyGraph[Id], rising: list[Id], falling: list[Id]) -> tuple[Step, ...]:
    """Steps along the way; one up and one down through a common parent is a sibling."""
    if len(rising) > 1 and len(falling) > 1:
        near, far = rising[-2], falling[-2]
        kind = "sibling" if far in graph.full_siblings(near) else "half"
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
