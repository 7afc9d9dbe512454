"""The heirs of an estate, under each reading of what is told."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator

from ojaq.api.shapes.shape import Said, Shape


def _written(share: object) -> object:
    return f"{share.numerator}/{share.denominator}" if isinstance(share, Fraction) else share


Share = Annotated[str, BeforeValidator(_written)]
"""An exact share of the whole, such as "1/12"."""


class Someone(Shape):
    """One person of the estate. A masked one has no name, number or date here, only a place and a share."""

    key: str
    number: str | None
    name: Said
    sex: str
    died: str
    presumed: bool
    asking: bool
    masked: bool


class Reading(Shape):
    """One way the facts may have been: shares by key, and what of the whole goes to nobody known."""

    shares: dict[str, Share]
    residue: dict[str, Share]


class Heirs(Shape):
    """An estate as it is reckoned now. Recorded and reckoned, never adjudicated."""

    asking: str
    dead: str
    law: str
    people: tuple[Someone, ...]
    readings: tuple[Reading, ...]
