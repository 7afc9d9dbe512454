"""Standing: displaced oneself, or the child, grandchild, great-grandchild of somebody displaced; with the line that says so.

The rule, in full. Somebody of whom a departure is told was displaced in its wave. Whoever descends from them by birth or
adoption stands as their child, grandchild and so on; a step or foster parent hands on nothing. Nothing else is asked: not when
the child was born, not where. One person may stand in several ways, and all of them are given, the nearest first.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from ojaq.core.kinship.graph import FamilyGraph, Id, Nature

HANDS_ON: frozenset[Nature] = frozenset({"birth", "adoptive", "not_stated"})
FARTHEST = 3
"""Great-grandchildren: as far as is shown unless more is asked for."""


@dataclass(frozen=True, slots=True)
class Standing(Generic[Id]):
    """One way of standing. generation: 0 displaced themselves, 1 child, 2 grandchild... line: from the displaced person down
    to the one asked about, both ends included. episodes: whatever was handed in for the displaced person."""

    generation: int
    line: tuple[Id, ...]
    episodes: tuple[Hashable, ...]

    @property
    def displaced(self) -> Id:
        """Who was displaced."""
        return self.line[0]


def standings(
    graph: FamilyGraph[Id],
    of: Id,
    episodes: Mapping[Id, Sequence[Hashable]],
    farthest: int = FARTHEST,
) -> list[Standing[Id]]:
    """Every way `of` stands, nearest first. episodes: person -> the departures told of them.

    Of several lines to one forebear the shortest is given, and each forebear once; a ring of parents ends the walk.
    """
    found: list[Standing[Id]] = []
    line: dict[Id, tuple[Id, ...]] = {of: (of,)}
    front = [of]
    for generation in range(farthest + 1):
        for who in front:
            if told := tuple(episodes.get(who, ())):
                found.append(Standing(generation, line[who], told))
        following: list[Id] = []
        for who in front:
            for parent in graph.parents(who, HANDS_ON):
                if parent not in line:
                    line[parent] = (parent, *line[who])
                    following.append(parent)
        front = following
    return found
