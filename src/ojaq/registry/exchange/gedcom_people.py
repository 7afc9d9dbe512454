"""What a GEDCOM export knows of a person and of a family, as values, and which of them are shown. Pure.

Everything said alike by several testimonies stands once, with all of them as sources, best supported first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ojaq.registry.families.living import latest_of
from ojaq.registry.identity.blocks import NATURES_OF_BIRTH


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date as the register holds it; bounds None are open."""

    edtf: str = ""
    said: str = ""
    calendar: str = ""
    earliest: date | None = None
    latest: date | None = None


UNSAID = SaidDate()
"""No date at all."""


@dataclass(frozen=True, slots=True)
class SaidName:
    """One written name in its parts."""

    given: str = ""
    patronymic: str = ""
    family: str = ""
    birth_family: str = ""
    as_written: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidEvent:
    """A birth or a death as one testimony or several alike tell it. `place` is its text, `place_row` the row of the place."""

    when: SaidDate = UNSAID
    place: str = ""
    place_row: int | None = None


@dataclass(slots=True)
class PersonTold:
    """Everything that the testimonies that may leave tell of one person: thing -> the testimonies that say so."""

    number: int
    sexes: dict[str, list[int]] = field(default_factory=dict)
    names: dict[SaidName, list[int]] = field(default_factory=dict)
    births: dict[SaidEvent, list[int]] = field(default_factory=dict)
    deaths: dict[SaidEvent, list[int]] = field(default_factory=dict)
    origins: dict[SaidEvent, list[int]] = field(default_factory=dict)
    told_living: bool = False
    told_dead: bool = False

    @property
    def sex(self) -> str:
        """The sex that everybody tells who tells one; unknown when they contradict one another."""
        return next(iter(self.sexes)) if len(self.sexes) == 1 else "unknown"

    @property
    def latest_birth(self) -> date | None:
        """The latest day of birth that anything told leaves open; None where it is open for ever."""
        return latest_of([event.when.latest for event in self.births if event.when.edtf or event.when.latest])


@dataclass(frozen=True, slots=True)
class TieTold:
    """One stated tie between two persons: of kind parent, `a` is the parent of `b`."""

    kind: str
    a: int
    b: int
    nature: str
    source: int
    began: SaidDate = UNSAID
    ended: SaidDate = UNSAID


def best_first(versions: Mapping[object, list[int]]) -> list[object]:
    """Versions of one thing, those with most testimonies first, then those that were told first."""
    return sorted(versions, key=lambda each: (-len(versions[each]), versions[each][0]))


def births_among(ties: Iterable[TieTold]) -> list[tuple[int, int]]:
    """(parent, child) by birth."""
    return [(tie.a, tie.b) for tie in ties if tie.kind == "parent" and tie.nature in NATURES_OF_BIRTH]
