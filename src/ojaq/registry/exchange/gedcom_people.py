"""What a GEDCOM export knows of a person and of a family, as values, and which of them are shown. Pure.

Everything said alike by several testimonies stands once, with all of them as sources, best supported first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

LONGEST_LIFE = 100
"""Years after which somebody of whom no death is told is taken to be dead."""


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


def surely_dead(people: Mapping[int, PersonTold], ties: Iterable[TieTold], today: date) -> set[int]:
    """Those whose details may be shown: told to be dead by somebody and alive by nobody, or born too long ago to live.

    Nobody is younger than their own child: a birth of which nothing is told is bounded by the births of the descendants.
    """
    latest = {number: _latest_birth(person) for number, person in people.items()}
    parents: dict[int, set[int]] = {}
    for tie in ties:
        if tie.kind == "parent" and tie.nature in ("", "birth", "not_stated"):
            parents.setdefault(tie.b, set()).add(tie.a)
    waiting = [number for number, day in latest.items() if day is not None]
    while waiting:
        child = waiting.pop()
        own = latest[child]
        for parent in parents.get(child, ()):
            known = latest.get(parent)
            if own is not None and (known is None or own < known):
                latest[parent] = own
                waiting.append(parent)
    long_ago = date(max(1, today.year - LONGEST_LIFE), 1, 1)
    return {
        number
        for number, person in people.items()
        if (person.told_dead and not person.told_living)
        or ((day := latest[number]) is not None and day < long_ago)
    }


def _latest_birth(person: PersonTold) -> date | None:
    """The latest day that anybody's telling leaves open; None where somebody leaves it open for ever."""
    days = [event.when.latest for event in person.births if event.when.edtf or event.when.latest]
    return max(day for day in days if day) if days and all(days) else None
