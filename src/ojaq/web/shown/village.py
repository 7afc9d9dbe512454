"""The page of a village: its names as equals, its namesakes, its people by generation."""

from __future__ import annotations

from dataclasses import dataclass

from ojaq.web.shown.map import Spot
from ojaq.web.shown.words import Figure, Said


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name a place has or had; `when` is empty when the years are not known."""

    text: str
    language: str
    language_words: str
    kind: str
    when: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another place of the same name."""

    id: str
    text: str
    language: str
    where: str


@dataclass(frozen=True, slots=True)
class Villager:
    """One person of the village."""

    number: str
    name: str
    language: str
    years: str


@dataclass(frozen=True, slots=True)
class Generation:
    """People born in the same span of years; shares are percent of the largest generation.

    code: the decade as an address has it, "untold" without one. following: whom the next leaf stands behind.
    """

    label: str
    words: str
    told_share: int
    came_share: int
    people: tuple[Villager, ...]
    more: str = ""
    code: str = ""
    following: int | None = None


@dataclass(frozen=True, slots=True)
class VillageShown:
    """Everything on the page. id: of the gazetteer."""

    id: str
    title: tuple[Said, ...]
    order: str
    where: str
    figures: tuple[Figure, ...]
    names: tuple[PlaceName, ...]
    languages: tuple[tuple[str, str], ...]
    language: str
    attribution: str
    namesakes: tuple[Namesake, ...]
    generations: tuple[Generation, ...]
    people_words: str
    spots: tuple[Spot, ...] = ()
    map_says: str = ""
