"""A person's mentions as rows of open columns, and what a card shows of them. Pure but for the rows' origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ojaq.registry.identity.cards import Said


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of one person, as far as cards and pages look."""

    mention: int
    person: int | None
    registration: int
    registrant: bool
    given: str
    patronymic: str
    family: str
    birth_family: str
    as_written: str
    language: str
    sex: str
    born_from: date | None
    born_to: date | None
    died_to: date | None
    origin: str
    origin_place: int | None

    @property
    def name(self) -> Said:
        """The name in the order given, patronymic, family; as written where the parts were not told."""
        parts = " ".join(part for part in (self.given, self.patronymic, self.family) if part)
        return Said(parts if self.given or self.family else self.as_written or parts, self.language)

    @property
    def given_name(self) -> Said:
        """The given name alone, else whatever name there is."""
        return Said(self.given, self.language) if self.given else self.name


def fullest(mentions: Sequence[Told]) -> Told:
    """The mention whose name stands for the person: their own telling first, then the fullest name, then the oldest."""
    return min(mentions, key=lambda told: (not told.registrant, -_parts(told), told.mention))


def _parts(told: Told) -> int:
    return sum(bool(part) for part in (told.given, told.patronymic, told.family))


def birth_decade(mentions: Sequence[Told]) -> int | None:
    """The decade that most narrowly told birth falls in; None when nothing tells it within fifteen years."""
    return decade_of([(told.born_from, told.born_to) for told in mentions if told.born_from and told.born_to])


def decade_of(spans: Sequence[tuple[date, date]]) -> int | None:
    """The decade the narrowest of these (earliest, latest) spans falls in; None when none is within fifteen years."""
    days = [
        ((latest - earliest).days, earliest.toordinal() + latest.toordinal()) for earliest, latest in spans
    ]
    if not days or min(days)[0] > 15 * 366:
        return None
    return date.fromordinal(min(days)[1] // 2).year // 10 * 10


def village(mentions: Sequence[Told]) -> Told | None:
    """The mention that tells the village of origin best: one that was found in the gazetteer first, then the oldest."""
    telling = [told for told in mentions if told.origin]
    return min(telling, key=lambda told: (told.origin_place is None, told.mention), default=None)
