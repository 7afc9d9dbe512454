"""The people of a succession case and how they stand to one another. Pure look-ups over stated facts.

Dates are spans (earliest day, latest day), because testimony rarely knows the day. Whether somebody was alive on the day
of a death is therefore yes, no, or not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Literal

Sex = Literal["female", "male", "unknown"]
ParentKind = Literal["birth", "adoptive", "unknown"]


@dataclass(frozen=True, slots=True)
class Span:
    """When something happened: between two days, both included. None is open."""

    earliest: dt.date | None
    latest: dt.date | None

    @property
    def exact(self) -> bool:
        """True when the day itself is known."""
        return self.earliest is not None and self.earliest == self.latest


class Living(Enum):
    """Whether somebody was alive after a given death."""

    YES = "alive"
    NO = "dead"
    SAME_DAY = "died the same day"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Marriage:
    """One marriage as stated. `ended` is None while it stands, or by the death of either."""

    spouse: str
    began: Span | None = None
    ended: Span | None = None
    how_ended: str | None = None


@dataclass(frozen=True, slots=True)
class Human:
    """One person of the case. `parents` holds (id, kind). Facts are those that the rules ask for."""

    id: str
    sex: Sex = "unknown"
    parents: tuple[tuple[str, ParentKind], ...] = ()
    born: Span | None = None
    died: Span | None = None
    marriages: tuple[Marriage, ...] = ()
    incapable: bool = False
    minor: bool = False
    dependant_since: Span | None = None
    dependant: bool = False
    renounced: bool = False
    excluded_by_court: bool = False
    separated_three_years: bool = False
    household_member: bool = False
    missing_since: Span | None = None


@dataclass(frozen=True)
class Family:
    """All people of a case by id, with look-ups in every direction. Orders of results follow the order of the case."""

    people: Mapping[str, Human]
    settled: Mapping[str, Living] = field(default_factory=dict)

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for human in self.people.values():
            for parent, _ in human.parents:
                found.setdefault(parent, []).append(human.id)
        return {parent: tuple(children) for parent, children in found.items()}

    def children(self, of: str) -> tuple[str, ...]:
        """Birth and adopted children."""
        return self._children.get(of, ())

    def parents(self, of: str) -> tuple[str, ...]:
        """Stated parents that are people of the case."""
        human = self.people.get(of)
        return tuple(parent for parent, _ in human.parents if parent in self.people) if human else ()

    def siblings(self, of: str) -> tuple[str, ...]:
        """Everybody with whom a parent is shared, full and half."""
        return _once(
            child for parent in self._parent_ids(of) for child in self.children(parent) if child != of
        )

    def full_siblings(self, of: str) -> tuple[str, ...]:
        """Those who share both stated parents; where only one parent is stated for either, a shared one is enough."""
        own = set(self._parent_ids(of))
        return tuple(other for other in self.siblings(of) if self._full(own, set(self._parent_ids(other))))

    @staticmethod
    def _full(own: set[str], other: set[str]) -> bool:
        return len(own & other) >= min(2, len(own), len(other))

    def _parent_ids(self, of: str) -> tuple[str, ...]:
        human = self.people.get(of)
        return tuple(parent for parent, _ in human.parents) if human else ()

    def grandparents(self, of: str) -> tuple[str, ...]:
        """Parents of parents."""
        return _once(grand for parent in self.parents(of) for grand in self.parents(parent))

    def great_grandparents(self, of: str) -> tuple[str, ...]:
        """Parents of grandparents."""
        return _once(great for grand in self.grandparents(of) for great in self.parents(grand))

    def aunts_and_uncles(self, of: str) -> tuple[str, ...]:
        """Full and half siblings of the parents, by blood."""
        return _once(aunt for parent in self.parents(of) for aunt in self.siblings(parent))

    def cousins(self, of: str) -> tuple[str, ...]:
        """Children of aunts and uncles."""
        return _once(cousin for aunt in self.aunts_and_uncles(of) for cousin in self.children(aunt))

    def cousin_children(self, of: str) -> tuple[str, ...]:
        """Children of cousins."""
        return _once(child for cousin in self.cousins(of) for child in self.children(cousin))

    def marriages(self, of: str) -> tuple[Marriage, ...]:
        """Marriages stated on either side, seen from `of`."""
        own = self.people[of].marriages if of in self.people else ()
        stated = {marriage.spouse for marriage in own}
        return own + tuple(m for m in self._told_by_others.get(of, ()) if m.spouse not in stated)

    @cached_property
    def _told_by_others(self) -> dict[str, list[Marriage]]:
        """Somebody -> the marriages that others state with them, seen from them."""
        found: dict[str, list[Marriage]] = {}
        for other in self.people.values():
            for m in other.marriages:
                found.setdefault(m.spouse, []).append(Marriage(other.id, m.began, m.ended, m.how_ended))
        return found

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Those who are missing and of whose death nothing is told."""
        return tuple(
            who
            for who, human in self.people.items()
            if human.missing_since is not None and human.died is None
        )

    def living(self, who: str, after: str) -> Living:
        """Whether `who` outlived `after`. People whose death is not stated are alive."""
        if who in self.settled:
            return self.settled[who]
        death, own = self.people[after].died, self.people[who].died
        if own is None:
            return Living.YES
        if death is None:
            return Living.NO
        if own.exact and death.exact and own.earliest == death.earliest:
            return Living.SAME_DAY
        if own.latest is not None and death.earliest is not None and own.latest < death.earliest:
            return Living.NO
        if own.earliest is not None and death.latest is not None and own.earliest > death.latest:
            return Living.YES
        return Living.UNKNOWN

    def alive(self, who: str, after: str) -> bool:
        """True when `who` surely outlived `after`; the uncertain are laid out as scenarios before this is asked."""
        return self.living(who, after) is Living.YES

    def with_settled(self, settled: Mapping[str, Living]) -> Family:
        """The same people in one scenario: for these the answer of `living` is fixed."""
        if not settled:
            return self
        scenario = Family(self.people, {**self.settled, **settled})
        # The same people stand to one another in every scenario, so what was looked up once is handed on.
        for known in ("_children", "_told_by_others", "missing"):
            if known in self.__dict__:
                scenario.__dict__[known] = self.__dict__[known]
        return scenario


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
