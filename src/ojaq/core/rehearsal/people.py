"""The truth behind a rehearsal: humans, their families and their villages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Village:
    """A real village of the gazetteer: `names` by language (ISO 639-1), the first of each the commonest."""

    place: str
    names: Mapping[str, tuple[str, ...]]
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Human:
    """One human being as he or she truly is. Years are Gregorian; `father_said` stands where the father is no human here."""

    number: str
    sex: str
    given: tuple[str, ...]
    family: str
    language: str
    village: int
    born: int | None = None
    died: int | None = None
    missing: int | None = None
    father: str | None = None
    mother: str | None = None
    father_said: str = ""
    married_family: str = ""
    alias: str = ""
    raised_by: str | None = None
    raised_as: str = ""
    wave: int | None = None
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Couple:
    """Two partners; `year` of the marriage where known, `ended` where it ended before both died."""

    first: str
    second: str
    year: int | None = None
    ended: int | None = None


class Population:
    """Humans with their kin. Read-only once built; kin come in a stable order."""

    def __init__(self, humans: Iterable[Human], couples: Iterable[Couple]) -> None:
        self.humans: dict[str, Human] = {human.number: human for human in humans}
        self.couples: tuple[Couple, ...] = tuple(couples)
        self.spouses: dict[str, list[str]] = {}
        self.children: dict[str, list[str]] = {}
        self.wards: dict[str, list[str]] = {}
        self.unions: dict[str, list[Couple]] = {}
        for couple in self.couples:
            self.spouses.setdefault(couple.first, []).append(couple.second)
            self.spouses.setdefault(couple.second, []).append(couple.first)
            self.unions.setdefault(couple.first, []).append(couple)
        for human in self.humans.values():
            for parent in (human.father, human.mother):
                if parent is not None:
                    self.children.setdefault(parent, []).append(human.number)
            if human.raised_by is not None:
                self.wards.setdefault(human.raised_by, []).append(human.number)

    def parents_of(self, number: str) -> list[str]:
        """Father, then mother, as far as they are humans of this population."""
        human = self.humans[number]
        return [parent for parent in (human.father, human.mother) if parent is not None]

    def siblings_of(self, number: str) -> list[str]:
        """Full and half brothers and sisters, without the human."""
        found: dict[str, None] = {}
        for parent in self.parents_of(number):
            for child in self.children.get(parent, ()):
                if child != number:
                    found[child] = None
        return list(found)

    def couples_among(self, people: Iterable[str]) -> list[Couple]:
        """The couples both of whose partners are among these people, in their order."""
        among = dict.fromkeys(people)
        return [couple for one in among for couple in self.unions.get(one, ()) if couple.second in among]
