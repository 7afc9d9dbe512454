"""The family graph over persons: who is stated to be whose parent, and who were couples. Nothing is averaged or chosen here.

Persons are any hashable ids. Parent edges should form a DAG; a ring is found by `impossible.rings` and never loops a walk.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Id = TypeVar("Id", bound=Hashable)
Sex = Literal["female", "male", "unknown"]
Nature = Literal["birth", "adoptive", "step", "foster", "not_stated"]
GENERATIONS_AT_MOST = 64
KIN: frozenset[Nature] = frozenset({"birth", "adoptive", "not_stated"})
"""Natures that make kin: whoever is a step or foster parent is told, and hands on no kinship."""


@dataclass(frozen=True, slots=True)
class UnknownParents:
    """The parents, whom nobody named, of people told to be brothers and sisters. `group` counts such families of a graph."""

    group: int


@dataclass(frozen=True, slots=True)
class ParentLink(Generic[Id]):
    """One stated parent of one child. `source` names the testimony or document that says so."""

    parent: Id
    child: Id
    nature: Nature = "not_stated"
    source: str | None = None


@dataclass(slots=True)
class FamilyGraph(Generic[Id]):
    """Stated links by person. Build with `family_graph`; read only afterwards."""

    up: dict[Id, list[ParentLink[Id]]] = field(default_factory=dict)
    down: dict[Id, list[ParentLink[Id]]] = field(default_factory=dict)
    couples: dict[Id, list[Id]] = field(default_factory=dict)
    told_siblings: dict[Id, list[Id]] = field(default_factory=dict)
    sex: Mapping[Id, Sex] = field(default_factory=dict)
    unknown: dict[Id, UnknownParents] = field(default_factory=dict)

    def parents(self, of: Id, natures: frozenset[Nature] | None = None) -> list[Id]:
        """Stated parents, each once; all of them when sources contradict one another."""
        return _once(link.parent for link in self.up.get(of, ()) if natures is None or link.nature in natures)

    def children(self, of: Id, natures: frozenset[Nature] | None = None) -> list[Id]:
        """Stated children, each once."""
        return _once(
            link.child for link in self.down.get(of, ()) if natures is None or link.nature in natures
        )

    def siblings(self, of: Id) -> list[Id]:
        """Those who share a stated parent, then those told as siblings of unknown parents."""
        shared = (
            child for parent in self.parents(of, KIN) for child in self.children(parent, KIN) if child != of
        )
        return _once([*shared, *self.told_siblings.get(of, ())])

    def full_siblings(self, of: Id) -> list[Id]:
        """Siblings who share two parents, or all that are stated when fewer are."""
        own = set(self.parents(of, KIN))
        return [other for other in self.siblings(of) if self._full(own, set(self.parents(other, KIN)))]

    @staticmethod
    def _full(own: set[Id], other: set[Id]) -> bool:
        return len(own & other) >= min(2, len(own), len(other)) and bool(own & other)

    def ancestors(self, of: Id, most: int = GENERATIONS_AT_MOST) -> Iterator[tuple[int, Id]]:
        """(generations up, person), nearest first, each person once; a ring ends the walk, it never repeats it."""
        return self._walk(of, self.parents, most)

    def descendants(self, of: Id, most: int = GENERATIONS_AT_MOST) -> Iterator[tuple[int, Id]]:
        """(generations down, person), nearest first, each person once."""
        return self._walk(of, self.children, most)

    @staticmethod
    def _walk(of: Id, step: object, most: int) -> Iterator[tuple[int, Id]]:
        seen, front = {of}, [of]
        for generation in range(1, most + 1):
            following: list[Id] = []
            for who in front:
                for other in step(who):  # type: ignore[operator]
                    if other not in seen:
                        seen.add(other)
                        following.append(other)
                        yield generation, other
            if not following:
                return
            front = following


def family_graph(
    parents: Iterable[ParentLink[Id]],
    couples: Iterable[tuple[Id, Id]] = (),
    siblings: Iterable[tuple[Id, Id]] = (),
    sex: Mapping[Id, Sex] | None = None,
) -> FamilyGraph[Id]:
    """A graph from stated links. A link of somebody to himself is left out; all others are kept, contradictions included."""
    graph: FamilyGraph[Id] = FamilyGraph(sex=sex or {})
    for link in parents:
        if link.parent != link.child:
            graph.up.setdefault(link.child, []).append(link)
            graph.down.setdefault(link.parent, []).append(link)
    for pairs, into in ((couples, graph.couples), (siblings, graph.told_siblings)):
        for one, other in pairs:
            if one != other:
                into.setdefault(one, []).append(other)
                into.setdefault(other, []).append(one)
    graph.unknown = _unknown_parents(graph)
    return graph


def _unknown_parents(graph: FamilyGraph[Id]) -> dict[Id, UnknownParents]:
    """Told brothers and sisters who share no named parent are children of one unknown couple."""
    found: dict[Id, UnknownParents] = {}
    for start in graph.told_siblings:
        if start in found:
            continue
        group, front, seen = UnknownParents(len(found)), [start], {start}
        while front:
            who = front.pop()
            for other in graph.told_siblings.get(who, ()):
                if set(graph.parents(who, KIN)) & set(graph.parents(other, KIN)):
                    continue
                found[who] = found[other] = group
                if other not in seen:
                    seen.add(other)
                    front.append(other)
    return found


def _once(ids: Iterable[Id]) -> list[Id]:
    return list(dict.fromkeys(ids))
