"""People: masked cards of the counter, and what is kept of a person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from ojaq.api.shapes.shape import Reason, Said, Shape


class NameAsked(Shape):
    """A name in parts or as one string; every part may be missing."""

    given: str = ""
    patronymic: str = ""
    family: str = ""
    birth_family: str = ""
    as_written: str = ""
    language: str = ""
    script: str = ""


class PersonAsked(Shape):
    """Who is asked for, as in `people[]` of registration/1."""

    name: NameAsked
    sex: str = "unknown"
    born: str = ""
    died: str = ""
    origin: str = ""


class CounterQuestion(Shape):
    """One line as the visitor says it (`line`), or a described person (`person`), with whoever is named beside."""

    line: str = Field("", max_length=400)
    person: PersonAsked | None = None
    father: NameAsked | None = None
    mother: NameAsked | None = None
    spouse: NameAsked | None = None


class Card(Shape):
    """What any clerk of any office may see of a candidate: never an address, a contact, a document, or who told it."""

    number: str
    name: Said
    parents: tuple[Said, ...]
    birth_decade: int | None
    village: Said | None
    place: str
    probability: float
    verdict: str
    reasons: tuple[Reason, ...]
    registered: bool
    testimonies: int


class Cards(Shape):
    """The answer of the counter, best first; no cards means that nobody fits."""

    cards: tuple[Card, ...]


class Source(Shape):
    """A testimony that says something; `teller` only where the caller may open that testimony."""

    registration: UUID
    recorded_on: str
    office: str
    own_telling: bool
    teller: Said | None
    teller_number: str | None


class Version(Shape):
    """One version of a fact, with the testimonies that say so."""

    text: Said
    evidence: str
    edtf: str
    place: str
    number: str | None
    sources: tuple[Source, ...]


class Fact(Shape):
    """A fact with all its versions; contradicted: they cannot all be true, and none is dropped."""

    code: str
    contradicted: bool
    versions: tuple[Version, ...]


class Relative(Shape):
    """One relative: parent, spouse, sibling or child, with how it is known."""

    number: str
    kin: str
    sex: str
    name: Said
    years: tuple[int | None, int | None]
    natures: tuple[str, ...]
    evidence: str


class Mark(Shape):
    """One dated thing of a life."""

    what: str
    edtf: str
    earliest: date | None
    latest: date | None
    text: str


class Judgement(Shape):
    """One judgement about two of the tellings that make this person."""

    id: int
    verdict: str
    by: str
    at: datetime
    standing: bool
    other: str | None
    reasons: tuple[Reason, ...]


class Person(Shape):
    """What the register holds of a person. `number` is what the person answers with now."""

    number: str
    asked: str
    name: Said
    sex: str
    names: tuple[Version, ...]
    facts: tuple[Fact, ...]
    relatives: tuple[Relative, ...]
    judgements: tuple[Judgement, ...]
    life: tuple[Mark, ...]
    testimonies: int
    registered: bool
