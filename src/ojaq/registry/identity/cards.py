"""What identity answers, as values. Nothing here knows the database, and nothing leaks a model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """A text as somebody wrote it, with its language ("" unknown)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence with what it is worth in bits; positive speaks for one person."""

    code: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class PairWeighed:
    """Two mentions beside each other, as their two testimonies alone tell of them: T in 1/1000 bit, and the reasons, heaviest
    first. beyond: what all other testimonies added when the engine judged; 0 where it judged by other weights, or not at all.
    """

    millibits: int
    reasons: tuple[Reason, ...]
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class MaskedCard:
    """What any clerk of any office may see of a candidate: never an address, a contact, a document, or who told it.

    number: register number. birth_decade: 1950 for the 1950s, None not told. place: gazetteer id of the village, "" unknown.
    verdict: same or unsure. registered: came and told it themselves; testimonies: how many tell of this person.
    """

    number: int
    name: Said
    parents: tuple[Said, ...]
    birth_decade: int | None
    village: Said | None
    place: str
    probability: float
    millibits: int
    verdict: str
    reasons: tuple[Reason, ...]
    registered: bool
    testimonies: int


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """One judgement about a person, as its page shows it.

    by: "engine", "reviewer" or "office" (the command line); reviewer: the reviewer's name, "" else. other: the register number
    the other mention answers with now, when it is another person. low, high: the two mentions' names as told.
    """

    id: int
    verdict: str
    low: Said
    high: Said
    other: int | None
    by: str
    reviewer: str
    weights: str
    at: datetime
    probability: float | None
    reasons: tuple[Reason, ...]
    reason: str
    standing: bool
    taken_back_at: datetime | None
    can_undo: bool
    can_redo: bool
    weighed: PairWeighed | None = None


@dataclass(frozen=True, slots=True)
class IdentityFigures:
    """Figures of the whole register; they name nobody. unresolved: mentions the engine has not judged yet."""

    persons: int
    registered: int
    joined_mentions: int
    waiting: int
    unresolved: int
