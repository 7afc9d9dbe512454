"""What the pages of review show, as values. No model leaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ojaq.registry.identity.cards import PairWeighed, Reason, Said


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list goes on: after the entry that settles this much and has this number."""

    settles: int
    judgement: int


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One pair of the queue. settles: what a decision would settle, the larger the sooner asked."""

    judgement: int
    low: Said
    high: Said
    settles: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of a reviewer. done: judged by this viewer today. waiting: pairs that wait, counted up to `MOST_COUNTED`.

    left_open: pairs that a person said "unsure" about. disputed: pairs about which two reviewers do not agree.
    """

    pairs_a_day: int
    again_in_hundred: int
    done: int
    waiting: int
    left_open: int
    disputed: int
    lines: tuple[QueueLine, ...]
    following: Place | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two people as one testimony describes them.

    number: the register number they answer with now; testimonies: how many tell of that person. told: code -> texts as said, see
    `SIDE_CODES`. office, teller: empty where this viewer may not open the testimony.
    """

    mention: int
    number: int
    name: Said
    sex: str
    testimonies: int
    own_telling: bool
    recorded_on: str
    office: str
    teller: Said | None
    told: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    edtf: Mapping[str, str] = field(default_factory=dict)


SIDE_CODES = (
    "name", "also", "father", "mother", "parent", "born", "origin", "spouse", "sibling", "child", "left", "died",
)  # fmt: skip
"""What stands side by side, in this order."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one. keeps: the number that would stay if they are one. others: pairs between the same two that
    would be settled too. verdict: "" while nobody judged; else as judged, with `mine` when this viewer did."""

    judgement: int
    low: Side
    high: Side
    probability: float
    reasons: tuple[Reason, ...]
    weighed: PairWeighed | None
    keeps: int
    others: int
    verdict: str
    mine: bool
    again: bool


@dataclass(frozen=True, slots=True)
class LastJudged:
    """The viewer's last judgement that stands, to be undone from anywhere."""

    judgement: int
    verdict: str
    low: Said
    high: Said


@dataclass(frozen=True, slots=True)
class Agreement:
    """How reviewers agree: pairs that two judged without knowing of each other, and those judged alike."""

    twice: int
    alike: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A pair about which two reviewers disagree; what stands is what the first said."""

    opinion: int
    judgement: int
    low: Said
    high: Said
    first: str
    second: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FlaggedLine:
    """A testimony with something a reviewer should look at: what was found, and in which parts of it."""

    row: int
    registration: UUID
    office: str
    recorded_on: str
    registrant: Said
    number: int | None
    flags: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Other words that wait: in quarantine, or proposed as a correction. kind: "quarantine" or "correction"."""

    row: int
    kind: str
    registration: UUID
    office: str
    at: datetime
    registrant: Said


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of a list that goes on after row `following` (None: this is the end)."""

    lines: tuple[Any, ...]
    following: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a testimony that differs: its path, what stands, and what came ("" where nothing is said)."""

    path: str
    stands: str
    came: str


@dataclass(frozen=True, slots=True)
class TwoWordings:
    """Two wordings of one testimony side by side; only what differs."""

    line: WaitingLine
    differences: tuple[Difference, ...]
    same: int
