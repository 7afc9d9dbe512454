"""The proof of a share: steps in order, each with its article, the people it speaks of, and why.

A step is a code with parameters; doors turn it into a sentence in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Residue(StrEnum):
    """Why a part of an estate goes to nobody who is named."""

    ESCHEAT = "escheat"
    RESERVED_MISSING = "reserved_missing"
    SETTLEMENT = "settlement"
    UNKNOWN_HEIR = "unknown_heir"
    NO_REGIME = "no_regime"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning. `people` are ids of the case; `fraction` the part of the whole it speaks of."""

    code: str
    people: tuple[str, ...] = ()
    ref: str | None = None
    fraction: Fraction | None = None
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A right beside the shares, such as maintenance."""

    person: str
    kind: str
    ref: str | None = None


@dataclass(frozen=True)
class Division:
    """An estate divided: exact shares of the whole that, with the residue, sum to one."""

    shares: Mapping[str, Fraction]
    residue: Mapping[Residue, Fraction] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    claims: tuple[Claim, ...] = ()
    order: int | None = None

    def __post_init__(self) -> None:
        total = sum(self.shares.values(), Fraction(0)) + sum(self.residue.values(), Fraction(0))
        if total != 1 or any(share < 0 for share in self.shares.values()):
            raise AssertionError(f"shares and residue sum to {total}")

    @property
    def cites(self) -> tuple[str, ...]:
        """Articles used, in the order of use."""
        return tuple(dict.fromkeys(step.ref for step in self.steps if step.ref is not None))

    def of(self, who: str) -> Fraction:
        """The share of one person, nought when excluded."""
        return self.shares.get(who, Fraction(0))


def split_equally(whole: Fraction, among: tuple[str, ...]) -> dict[str, Fraction]:
    """Equal parts per head."""
    return {who: whole / len(among) for who in among}


def added(*parts: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Shares from several steps, together; noughts are left out."""
    total: dict[str, Fraction] = {}
    for part in parts:
        for who, share in part.items():
            total[who] = total.get(who, Fraction(0)) + share
    return {who: share for who, share in total.items() if share}
