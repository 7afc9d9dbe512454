"""The family of one person, lifted from what many testimonies say about its mentions. Pure: rows in,
relatives out.

Every stated tie stays a source of its relative. Nothing is averaged: a second father is a second father,
marked as a contradiction, with the testimonies that name him.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ojaq.registry.identity.blocks import NATURES_OF_BIRTH


class Kin(StrEnum):
    """What a relative is to the person looked at."""

    PARENT = "parent"
    CHILD = "child"
    SPOUSE = "spouse"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True)
class StatedTie:
    """One tie of one testimony: `kind` parent, couple or siblings; for parent, `a` is the parent of `b`."""

    kind: str
    a: int
    b: int
    nature: str
    registration: int
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Relative:
    """Another person and everything that makes it a relative.

    person, mentions: whom, and as which of its mentions. natures: as stated, in order of the alphabet.
    registrations: the testimonies that say so, oldest first; empty for a sibling known only by common
    parents. contradicted: others name another one where there can be but one.
    """

    kin: Kin
    person: int
    natures: tuple[str, ...]
    registrations: tuple[int, ...]
    contradicted: bool = False
    flagged: bool = False

    @property
    def by_birth(self) -> bool:
        """Whether anybody says, or leaves to be understood, that it is by birth."""
        return not self.natures or any(nature in NATURES_OF_BIRTH for nature in self.natures)


def relatives(
    person: int,
    ties: Iterable[StatedTie],
    person_of: Mapping[int, int],
    sex_of: Mapping[int, str],
) -> list[Relative]:
    """The relatives of `person` by the ties that touch its mentions, in the order parent, spouse, sibling,
    child.

    person_of: mention -> person. sex_of: person -> female, male or unknown. A tie whose two ends became one
    person says nothing about a relative and is left out; `doctor` reports it.
    """
    gathered: dict[tuple[Kin, int], list[StatedTie]] = defaultdict(list)
    for tie in ties:
        a, b = person_of.get(tie.a), person_of.get(tie.b)
        if a is None or b is None or a == b:
            continue
        if b == person:
            gathered[_kin(tie.kind, first=False), a].append(tie)
        elif a == person:
            gathered[_kin(tie.kind, first=True), b].append(tie)
    found = [_relative(kin, other, stated) for (kin, other), stated in gathered.items()]
    order = [Kin.PARENT, Kin.SPOUSE, Kin.SIBLING, Kin.CHILD]
    found.sort(key=lambda r: (order.index(r.kin), -len(r.registrations), r.person))
    return _with_contradictions(found, sex_of)


def _kin(kind: str, *, first: bool) -> Kin:
    if kind == "parent":
        return Kin.CHILD if first else Kin.PARENT
    return Kin.SPOUSE if kind == "couple" else Kin.SIBLING


def _relative(kin: Kin, other: int, stated: list[StatedTie]) -> Relative:
    return Relative(
        kin=kin,
        person=other,
        natures=tuple(sorted({tie.nature for tie in stated})),
        registrations=tuple(sorted({tie.registration for tie in stated})),
        flagged=all(tie.flagged for tie in stated),
    )


def _with_contradictions(found: list[Relative], sex_of: Mapping[int, str]) -> list[Relative]:
    """Mark birth parents of whom there are too many: two of one sex, or more than two."""
    parents = [r for r in found if r.kin is Kin.PARENT and r.by_birth]
    of_sex: dict[str, int] = defaultdict(int)
    for parent in parents:
        of_sex[sex_of.get(parent.person, "unknown")] += 1
    too_many = len(parents) > 2
    doubted = {
        parent.person
        for parent in parents
        if too_many or (of_sex[sex := sex_of.get(parent.person, "unknown")] > 1 and sex != "unknown")
    }
    return [
        Relative(r.kin, r.person, r.natures, r.registrations, True, r.flagged)
        if r.kin is Kin.PARENT and r.person in doubted
        else r
        for r in found
    ]


def siblings_by_parents(
    person: int, shared: Iterable[tuple[int, int]], known: Iterable[Relative]
) -> list[tuple[Relative, int]]:
    """Brothers and sisters with the number of parents shared: 1 half or not known further, 2 full, 0 only
    stated.

    shared: (parent, child) pairs of the person's parents by birth. known: what `relatives` found.
    """
    common: dict[int, set[int]] = defaultdict(set)
    for parent, child in shared:
        if child != person:
            common[child].add(parent)
    stated = {r.person: r for r in known if r.kin is Kin.SIBLING}
    found = [(relative, len(common.get(other, ()))) for other, relative in stated.items()]
    for child, parents in common.items():
        if child not in stated:
            found.append((Relative(Kin.SIBLING, child, (), ()), len(parents)))
    return sorted(found, key=lambda pair: pair[0].person)
