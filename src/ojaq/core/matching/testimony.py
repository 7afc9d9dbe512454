"""What matching knows of one testimony: the people it describes and the ties between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

EMPTY: Mapping[str, str] = {}


class TieKind(IntEnum):
    """Kinds of ties; for PARENT and GUARDIAN the first end is the elder."""

    PARENT = 0
    COUPLE = 1
    SIBLINGS = 2
    GUARDIAN = 3
    """Adoptive, step and foster parents: never compared with birth parents as one kind of evidence."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A stated tie between two people of one testimony, by position; `flagged` ties are believed half."""

    kind: TieKind
    first: int
    second: int
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """One person as described: the fields of `people[]` that matching reads, as they were written.

    `codes` are identifiers compared exactly or with one slip (a postcode, a telephone); `categories` are
    compared for equality only. Both are columns of bare tables and empty for registrations.
    """

    ref: str
    name: Mapping[str, Any] = field(default_factory=dict)
    sex: str = "unknown"
    born: Any = None
    age: Any = None
    age_on: Any = None
    died: Any = None
    place: str | None = None
    place_id: str | None = None
    codes: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    categories: Mapping[str, str] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Testimony:
    """One registration, reduced to what identity depends on."""

    key: int
    """A stable number of the registration; two mentions with one key are never the same person."""
    people: tuple[Described, ...]
    ties: tuple[Tie, ...] = ()
    language: str | None = None
    recorded_on: str | None = None
    ids: tuple[int, ...] = ()
    """Stable numbers of the mentions, in the order of `people`; empty: counted from the order of arrival."""

    @classmethod
    def from_registration(
        cls,
        document: Mapping[str, Any],
        key: int,
        *,
        ids: Sequence[int] = (),
        flagged: Collection[int] = (),
    ) -> Testimony:
        """Read one `registration/1` document. `flagged` holds the positions of ties that were flagged."""
        people = tuple(_described(person) for person in document.get("people", ()))
        positions = {person.ref: at for at, person in enumerate(people)}
        ties = []
        for at, stated in enumerate(document.get("ties") or ()):
            tie = _tie(stated, positions, at in flagged)
            if tie is not None:
                ties.append(tie)
        language, recorded = document.get("language"), document.get("recorded_on")
        return cls(key, people, tuple(ties), language, recorded, tuple(ids))


def _described(person: Mapping[str, Any]) -> Described:
    place: Any = person.get("origin") or person.get("born_in")
    chosen: str | None = None
    if isinstance(place, Mapping):
        place, chosen = place.get("text"), place.get("id")
    return Described(
        ref=str(person["ref"]),
        name=person.get("name") or {},
        sex=person.get("sex") or "unknown",
        born=person.get("born"),
        age=person.get("age"),
        age_on=person.get("age_on"),
        died=person.get("died"),
        place=place,
        place_id=chosen,
    )


def _tie(stated: Mapping[str, Any], positions: Mapping[str, int], flagged: bool) -> Tie | None:
    """One tie by position, or None when an end is not among the people or the tie is to oneself."""
    if "parent" in stated:
        ends = [stated.get("parent"), stated.get("child")]
        birth = stated.get("nature") in (None, "birth", "not_stated")
        kind = TieKind.PARENT if birth else TieKind.GUARDIAN
    elif "couple" in stated:
        ends, kind = list(stated["couple"]), TieKind.COUPLE
    elif "siblings" in stated:
        ends, kind = list(stated["siblings"]), TieKind.SIBLINGS
    else:
        return None
    rows = [positions.get(str(end)) for end in ends[:2]]
    if len(rows) != 2 or rows[0] is None or rows[1] is None or rows[0] == rows[1]:
        return None
    return Tie(kind, rows[0], rows[1], flagged)
