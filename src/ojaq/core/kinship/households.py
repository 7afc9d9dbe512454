"""Households: who lived under one roof at a place in a year, as far as ties and departures tell. Reckoned, open to correction.

The rules, each of which is named beside whoever it brings in:
`couple`: husband and wife who both were there;
`child_at_home`: a child of somebody there, by birth or however else, who had no husband or wife and no child of their own yet;
`left_together`: somebody who would stand alone lives with the kin they are told to have left with.
Whoever cannot have been there in that year (not born, dead, gone) is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic

from ojaq.core.kinship.graph import Id, ParentLink

GROWN = 18
"""An undated marriage is taken to stand from this age."""
LONGEST_LIFE = 100
"""Of whom no death is told is taken to be dead after so many years."""


class Ground(StrEnum):
    """Why somebody is counted into a household."""

    COUPLE = "couple"
    CHILD_AT_HOME = "child_at_home"
    LEFT_TOGETHER = "left_together"


@dataclass(frozen=True, slots=True)
class Dweller(Generic[Id]):
    """Somebody whose home was at the place. Years are (earliest, latest), None open; left: the latest year they left it."""

    person: Id
    born: tuple[int | None, int | None] = (None, None)
    died: tuple[int | None, int | None] = (None, None)
    left: int | None = None

    def was_there(self, year: int) -> bool:
        """Whether nothing told forbids it."""
        if (self.born[0] is not None and self.born[0] > year) or (self.left is not None and self.left < year):
            return False
        if self.died[1] is not None:
            return self.died[1] >= year
        return self.born[1] is None or self.born[1] + LONGEST_LIFE >= year


@dataclass(frozen=True, slots=True)
class Wed(Generic[Id]):
    """A couple; years None when not told."""

    one: Id
    other: Id
    began: int | None = None
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Member(Generic[Id]):
    """One of a household, and by whom and by which rules they are counted in; none for the one it begins with."""

    person: Id
    grounds: tuple[tuple[Ground, Id], ...] = ()


@dataclass(frozen=True, slots=True)
class Household(Generic[Id]):
    """People under one roof in one year, in the order they were handed in."""

    year: int
    members: tuple[Member[Id], ...]


@dataclass(slots=True)
class _Roofs(Generic[Id]):
    """Union of people, with the reasons."""

    above: dict[Id, Id] = field(default_factory=dict)
    grounds: dict[Id, dict[tuple[Ground, Id], None]] = field(default_factory=dict)

    def roof(self, who: Id) -> Id:
        while self.above[who] != who:
            self.above[who] = self.above[self.above[who]]
            who = self.above[who]
        return who

    def join(self, who: Id, to: Id, ground: Ground) -> None:
        self.grounds.setdefault(who, {})[ground, to] = None
        self.above[self.roof(who)] = self.roof(to)


def households(
    year: int,
    dwellers: Iterable[Dweller[Id]],
    couples: Iterable[Wed[Id]] = (),
    parents: Iterable[ParentLink[Id]] = (),
    leavings: Iterable[frozenset[Id]] = (),
) -> list[Household[Id]]:
    """All households of a place in a year, people alone included, in the order of `dwellers`. Nobody stands in two."""
    there = {each.person: each for each in dwellers if each.was_there(year)}
    couples, parents = list(couples), list(parents)
    roofs: _Roofs[Id] = _Roofs({who: who for who in there})
    wed = _wed(year, there, couples) | _with_children(there, parents)
    for pair in couples:
        if pair.one in there and pair.other in there and _stands(pair, year):
            roofs.join(pair.other, pair.one, Ground.COUPLE)
    for link in parents:
        if link.parent in there and link.child in there and link.child not in wed:
            roofs.join(link.child, link.parent, Ground.CHILD_AT_HOME)
    _take_in(roofs, parents, leavings)
    gathered: dict[Id, list[Member[Id]]] = {}
    for who in there:
        gathered.setdefault(roofs.roof(who), []).append(Member(who, tuple(roofs.grounds.get(who, ()))))
    return [Household(year, tuple(members)) for members in gathered.values()]


def _wed(year: int, there: Mapping[Id, Dweller[Id]], couples: Iterable[Wed[Id]]) -> set[Id]:
    """Whoever had a husband or wife by that year, wherever that one lived."""
    found: set[Id] = set()
    for pair in couples:
        for who in (pair.one, pair.other):
            if who in there and (pair.began <= year if pair.began is not None else _grown(there[who], year)):
                found.add(who)
    return found


def _with_children(there: Mapping[Id, Dweller[Id]], parents: Iterable[ParentLink[Id]]) -> set[Id]:
    """Whoever had a child there by birth; that nobody tells of the other parent does not make them a child at home."""
    return {link.parent for link in parents if link.child in there and link.nature in ("birth", "not_stated")}


def _grown(dweller: Dweller[Id], year: int) -> bool:
    latest = dweller.born[1]
    return latest is None or latest + GROWN <= year


def _stands(pair: Wed[Id], year: int) -> bool:
    return (pair.began is None or pair.began <= year) and (pair.ended is None or pair.ended >= year)


def _take_in(roofs: _Roofs[Id], parents: Iterable[ParentLink[Id]], leavings: Iterable[frozenset[Id]]) -> None:
    """A widowed mother who left with her son's family lived with them, unless something says otherwise."""
    kin: dict[Id, dict[Id, None]] = {}
    for link in parents:
        kin.setdefault(link.parent, {})[link.child] = None
        kin.setdefault(link.child, {})[link.parent] = None
    sizes: dict[Id, int] = {}
    for who in roofs.above:
        roof = roofs.roof(who)
        sizes[roof] = sizes.get(roof, 0) + 1
    alone = [who for who in roofs.above if sizes[roofs.roof(who)] == 1]
    together = [leaving for leaving in leavings if len(leaving) > 1]
    for who in alone:
        near = next(
            (other for other in kin.get(who, ()) if other in roofs.above
             and any(who in leaving and other in leaving for leaving in together)),
            None,
        )  # fmt: skip
        if near is not None and roofs.roof(near) != roofs.roof(who):
            roofs.join(who, near, Ground.LEFT_TOGETHER)
