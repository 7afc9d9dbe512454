"""What a document states, taken apart for the tables: ties as pairs, bounds of birth and death."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from ojaq.core.dates import Moment, read_date

# Brothers and sisters are stored pair by pair; beyond this many only each with the first, so that a list of thousands
# does not become millions of rows.
_ALL_PAIRS_UP_TO = 12


@dataclass(frozen=True, slots=True)
class StatedTie:
    """One tie between two people: kind parent (a is the parent of b), couple or siblings; `place` is its place in `ties`."""

    place: int
    kind: str
    a: str
    b: str
    nature: str
    began: Any
    ended: Any


@lru_cache(maxsize=65536)
def _moment_of_text(text: str) -> Moment:
    return read_date(text)


def moment(value: Any) -> Moment | None:
    """The moment a date of a document speaks of, None where there is none. Raises `NotADate`."""
    if value is None:
        return None
    return _moment_of_text(value) if isinstance(value, str) else read_date(value)


def stated_ties(content: Mapping[str, Any]) -> Iterator[StatedTie]:
    """The ties of a document, in order. A tie somebody has with themselves is left out (it stays in the document)."""
    for place, tie in enumerate(content.get("ties") or ()):
        nature, began, ended = tie.get("nature") or "", tie.get("from"), tie.get("to")
        for kind, a, b in _pairs(tie):
            if a != b:
                yield StatedTie(place, kind, a, b, nature, began, ended)


def _pairs(tie: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if "parent" in tie:
        yield "parent", tie["parent"], tie["child"]
    if couple := tie.get("couple"):
        yield "couple", couple[0], couple[1]
    if siblings := tie.get("siblings"):
        first, *rest = siblings
        pairs = (
            combinations(siblings, 2)
            if len(siblings) <= _ALL_PAIRS_UP_TO
            else ((first, other) for other in rest)
        )
        yield from (("siblings", a, b) for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Life:
    """Bounds of a birth and a death, as days; None is unbounded."""

    born_from: datetime.date | None
    born_to: datetime.date | None
    died_from: datetime.date | None
    died_to: datetime.date | None


def life(person: Mapping[str, Any], recorded_on: Moment | None) -> Life:
    """What a described person's dates (or age) bound. An age of 63 in 2023 bounds the birth to 1959-2023 minus 63."""
    born, died = moment(person.get("born")), moment(person.get("died"))
    born_from, born_to = (born.earliest, born.latest) if born else _from_age(person, recorded_on)
    return Life(born_from, born_to, died.earliest if died else None, died.latest if died else None)


def _from_age(
    person: Mapping[str, Any], recorded_on: Moment | None
) -> tuple[datetime.date | None, datetime.date | None]:
    age, told_on = person.get("age"), moment(person.get("age_on")) or recorded_on
    if (
        age is None
        or told_on is None
        or told_on.earliest is None
        or told_on.latest is None
        or not 0 <= age <= 150
    ):
        return None, None
    first, last = told_on.earliest.year - int(age) - 1, told_on.latest.year - int(age)
    if first < 1:
        return None, None
    return datetime.date(first, 1, 1), datetime.date(last, 12, 31)
