"""The page of a person: names, facts with their sources, relatives, judgements, life line."""

from __future__ import annotations

from dataclasses import dataclass

from ojaq.web.drawing.family import Family
from ojaq.web.drawing.lifeline import LifeLine
from ojaq.web.drawing.waterfall import Waterfall
from ojaq.web.shown.counter import Reason
from ojaq.web.shown.sources import Tellers
from ojaq.web.shown.words import Said


@dataclass(frozen=True, slots=True)
class Name:
    """One written name and who wrote it."""

    text: str
    language: str
    writers: Tellers


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a fact. `place`, `number`: the page of a village or a person to lead to; `ours`: the register's words;
    `beside`: a date that goes with a place, or what a date said in words comes to."""

    text: str
    language: str
    evidence: str
    evidence_words: str
    sources: Tellers
    place: str = ""
    number: str = ""
    ours: bool = False
    beside: str = ""


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
class Judged:
    """One judgement in words; `act` is the address that undoes or redoes it, empty when this viewer may not.

    `other` is the register number of the other person, where the two are not one (now). `reckoned`: the engine has reasons,
    which are reckoned when somebody asks for them.
    """

    id: int
    low: Said
    high: Said
    different: bool
    by: str
    reasons: tuple[Reason, ...]
    taken_back: bool
    act: str
    act_words: str
    other: str = ""
    reckoned: bool = False
    fall: Waterfall | None = None
    likely: str = ""


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
