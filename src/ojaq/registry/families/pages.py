"""What the pages of a person and of a village show, as values. No model leaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ojaq.registry.identity.cards import JudgementShown, Said


@dataclass(frozen=True, slots=True)
class Source:
    """A testimony that says something.

    teller: who told it, with the register number; None where this viewer may not open the testimony. own_telling: the person
    told it themselves. recorded_on: EDTF, "" not told.
    """

    registration: UUID
    recorded_on: str
    office: str
    may_open: bool
    own_telling: bool
    teller: Said | None
    teller_number: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a fact, as it was said.

    edtf: for dates, "" else. place: gazetteer id, "" when unknown. number: register number, for a relative.
    evidence: told, corroborated (two testimonies of different registrants) or contradicted.
    """

    text: Said
    evidence: str
    sources: tuple[Source, ...]
    edtf: str = ""
    place: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with all its versions, best supported first. code: name, sex, born, died, missing, origin, born_in, left, father,
    mother, parent, spouse. contradicted: the versions cannot all be true."""

    code: str
    versions: tuple[Version, ...]
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class RelativeShown:
    """One relative. kin: parent, spouse, sibling, child; natures as stated; parents_shared: for siblings 2, 1 or 0 (only told).

    evidence: told, corroborated or contradicted; years: (born, died), None not told.
    """

    number: int
    kin: str
    sex: str
    name: Said
    years: tuple[int | None, int | None]
    natures: tuple[str, ...]
    evidence: str
    sources: tuple[Source, ...]
    parents_shared: int = 0
    children_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeMark:
    """One dated thing on the life line. what: born, died, missing, left, registered. text as said; bounds None: not bounded."""

    what: str
    edtf: str
    earliest: date | None
    latest: date | None
    text: str
    place: Said | None = None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything the page of a person shows.

    number: what the person answers with now; asked: the number that was asked for. names: each written name with its sources.
    """

    number: int
    asked: int
    name: Said
    sex: str
    names: tuple[Version, ...]
    facts: tuple[Fact, ...]
    relatives: tuple[RelativeShown, ...]
    judgements: tuple[JudgementShown, ...]
    life: tuple[LifeMark, ...]
    testimonies: int
    registered: bool
    registered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Villager:
    """One person of a village in a list: number, name, years, whether they registered themselves."""

    number: int
    name: Said
    years: tuple[int | None, int | None]
    registered: bool


@dataclass(frozen=True, slots=True)
class Generation:
    """People born in one decade (None: not told): how many are told of, how many of them registered themselves, and some of
    them. following: the number to ask the next ones after; None when these are the last, or the list was cut on purpose."""

    decade: int | None
    told: int
    registered: int
    people: tuple[Villager, ...]
    following: int | None = None


@dataclass(frozen=True, slots=True)
class VillagePeople:
    """The people of a village, by decade of birth. died: told to have died and not registered."""

    told: int
    registered: int
    died: int
    testimonies: int
    generations: tuple[Generation, ...]
