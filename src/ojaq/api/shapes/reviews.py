"""Pairs that wait for a person's judgement."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ojaq.api.shapes.shape import Reason, Said, Shape


class Waiting(Shape):
    """One pair of the queue; `settles`: the larger, the sooner asked."""

    judgement: int
    low: Said
    high: Said
    settles: int


class Reviews(Shape):
    """The queue, those that settle most first. `next`: the address of what follows, "" at the end."""

    pairs_a_day: int
    done: int
    waiting: int
    pairs: tuple[Waiting, ...]
    next: str = ""


class Side(Shape):
    """One of the two as one testimony describes them: what is told, by kind."""

    number: str
    name: Said
    sex: str
    testimonies: int
    own_telling: bool
    recorded_on: str
    office: str
    told: dict[str, tuple[Said, ...]]


class Review(Shape):
    """Two people side by side. `verdict` is "" while the asking account has not judged them."""

    judgement: int
    low: Side
    high: Side
    probability: float
    reasons: tuple[Reason, ...]
    keeps: str
    others: int
    verdict: str


class Answer(Shape):
    """A judgement of a waiting pair. `note` is sealed."""

    verdict: Literal["same", "different", "unsure"]
    note: str = Field("", max_length=2000)


class Answered(Shape):
    """What became of it. again: another reviewer judged this pair before; the answer is a second opinion and changed nobody."""

    judgement: int
    again: bool


class Judged(Shape):
    """A judgement and whether it stands now."""

    judgement: int
    verdict: str
    standing: bool
