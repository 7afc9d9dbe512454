"""What an examination of the registry found: one sentence about how things stand, and one about what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How things stand: nothing to do, something to look at, something wrong."""

    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined. `code` is stable; `says` and `advice` are for whoever runs the machine and hold no person."""

    code: str
    standing: Standing
    says: str
    advice: str = ""


def well(code: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(code, Standing.WELL, says)


def look(code: str, says: str, advice: str) -> Finding:
    """Something that waits for somebody."""
    return Finding(code, Standing.LOOK, says, advice)


def wrong(code: str, says: str, advice: str) -> Finding:
    """Something that must be put right."""
    return Finding(code, Standing.WRONG, says, advice)
