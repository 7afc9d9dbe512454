"""The page of a person: names, facts with their sources, relatives, judgements, life line."""

from __future__ import annotations

from dataclasses import dataclass

from ojaq.web.drawing.family import Family
from ojaq.web.drawing.lifeline import LifeLine
from ojaq.web.shown.words import Said


@dataclass(frozen=True, slots=True)
class Name:
    """One written name and who wrote it."""

    text: str
    language: str
    writers: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a fact. `place` is the id of a village page, or empty."""

    text: str
    language: str
    evidence: str
    evidence_words: str
    sources: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with all its versions; two or more that cannot both be are shown side by side."""

    label: str
    versions: tuple[Version, ...]
    contradicted: bool = False
    disagree: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """One line of the list of relatives."""

    number: str
    relation: str
    name: str
    language: str
    years: str
    evidence: str
    evidence_words: str


@dataclass(frozen=True, slots=True)
class Other:
    """The person a judgement is about, when it is not this one."""

    number: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement in words; `act` is the address that undoes or redoes it, empty when this viewer may not."""

    id: int
    what: str
    by: str
    taken_back: bool
    act: str
    act_words: str
    other: Other | None = None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Everything on the page."""

    number: str
    asked_under: str
    name: Said
    other_names: tuple[Said, ...]
    names: tuple[Name, ...]
    standing: str
    testimonies: str
    facts: tuple[Fact, ...]
    relatives: tuple[Relative, ...]
    family_words: str
    family_open: bool
    tree: Family | None
    judgements: tuple[Judged, ...]
    judged: str
    life: LifeLine | None
