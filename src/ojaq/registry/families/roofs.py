"""What the page of households shows, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ojaq.registry.identity.cards import Said


@dataclass(frozen=True, slots=True)
class GroundShown:
    """Why somebody is counted in. rule: couple, child_at_home, left_together; testimonies: how many tell what it leans on."""

    rule: str
    by: int
    by_name: Said
    testimonies: int


@dataclass(frozen=True, slots=True)
class MemberShown:
    """One of a household by register number; grounds are empty for the one it begins with, and where it was stated."""

    number: int
    name: Said
    years: tuple[int | None, int | None]
    grounds: tuple[GroundShown, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseholdShown:
    """One household as it is reckoned. stated: numbers of the statements that speak of some of these people."""

    members: tuple[MemberShown, ...]
    stated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedHousehold:
    """One household as somebody stated it. source: None where this viewer may not read it or its testimony was withdrawn."""

    id: int
    when: str
    members: tuple[MemberShown, ...]
    source_kind: str
    source: str | None
    author: str
    at: datetime
    standing: bool
    may_turn: bool


@dataclass(frozen=True, slots=True)
class HouseholdsShown:
    """The households of a place in a year. years: those in which people are told to have left, with how many; more: households
    that are not listed; alone: how many people stand alone, so far as is told."""

    place: str
    year: int | None
    years: tuple[tuple[int, int], ...]
    households: tuple[HouseholdShown, ...]
    stated: tuple[StatedHousehold, ...]
    more: int
    alone: int
    may_state: bool
