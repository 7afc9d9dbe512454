"""How far a token reaches: bundles of acts, so that a program holds what it needs and nothing beside."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from ojaq.registry.access import Act


class Reach(StrEnum):
    """A bundle of acts that a token can be given."""

    REGISTER = "register"
    ASK = "ask"
    READ = "read"
    REVIEW = "review"
    FIGURES = "figures"


ACTS: Final[dict[Reach, frozenset[Act]]] = {
    Reach.REGISTER: frozenset({Act.REGISTER}),
    Reach.ASK: frozenset({Act.ASK_COUNTER, Act.LOOK_UP_PLACE}),
    Reach.READ: frozenset({Act.OPEN_PERSON, Act.OPEN_VILLAGE, Act.OPEN_ESTATE, Act.LOOK_UP_PLACE}),
    Reach.REVIEW: frozenset({Act.OPEN_REVIEW, Act.JUDGE, Act.UNDO_JUDGEMENT, Act.REDO_JUDGEMENT}),
    Reach.FIGURES: frozenset({Act.READ_FIGURES, Act.IMPORT}),
}


def reaches(given: Iterable[Reach], act: Act) -> bool:
    """Whether one of the bundles holds the act."""
    return any(act in ACTS[reach] for reach in given)
