"""The fields that are compared, the meaning of their levels, and how common each level is before learning.

Level 0 is "one side says nothing". The beliefs are rough on purpose: in each, disagreement of one person
with himself is rare (collective.md, step 5); they are the first guess of learning, which replaces them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
_SMALLEST = 1e-6


class Field(IntEnum):
    """Columns of `Compared.levels`; identifiers and categories of bare tables follow."""

    GIVEN = 0
    SECOND_GIVEN = 1
    FAMILY = 2
    FATHER = 3
    YEAR = 4
    PLACE = 5
    NUMERAL = 6
    DAY = 7
    DIED = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """One field: `same[level]`, the first guess of how often mentions of one person stand at a level, and
    `strangers[level]` of any two people: it matters as long as few are registered.

    `supports`: ranges of levels that are alternatives of one another and are normalised each by itself (an
    exact and an inferred year). `pools`: levels with one number are counted together among relatives and
    shared out as among mentions of one person, because one registration has one spelling.
    """

    same: tuple[float, ...]
    strangers: tuple[float, ...]
    supports: tuple[tuple[int, int], ...]
    pools: tuple[int, ...]


SCALES: dict[Field, Scale] = {
    # 1-6 by similarity, 7 another given name agrees, 8 given and family name changed places
    Field.GIVEN: Scale(
        (0, 0.015, 0.02, 0.05, 0.1, 0.2, 0.56, 0.04, 0.02),
        (0, 0.9, 0.06, 0.015, 0.008, 0.007, 0.005, 0.004, 0.001),
        ((1, 9),),
        (0, 1, 1, 2, 2, 2, 2, 2, 2),
    ),
    # 1 differ, 2 near, 3 agree, 4 only one has a second name
    Field.SECOND_GIVEN: Scale((0, 0.1, 0.1, 0.5, 0.3), (0, 0.6, 0.05, 0.05, 0.3), ((1, 5),), (0, 1, 1, 2, 3)),
    # 1-6 by similarity, 7 kin against the stated name; 8 kin agree, 9 kin differ where none is stated
    Field.FAMILY: Scale(
        (0, 0.03, 0.03, 0.06, 0.12, 0.25, 0.36, 0.1, 0.4, 0.05),
        (0, 0.9, 0.05, 0.02, 0.01, 0.01, 0.005, 0.005, 0.05, 0.95),
        ((1, 8), (8, 10)),
        (0, 1, 1, 2, 2, 2, 2, 2, 3, 4),
    ),
    Field.FATHER: Scale(
        (0, 0.02, 0.03, 0.06, 0.14, 0.25, 0.5),
        (0, 0.88, 0.06, 0.02, 0.015, 0.015, 0.01),
        ((1, 7),),
        (0, 1, 1, 2, 2, 2, 2),
    ),
    # 1-6 both exact, 7-8 one approximate, 9-12 one inferred; higher is nearer
    Field.YEAR: Scale(
        (0, 0.004, 0.02, 0.05, 0.12, 0.13, 0.7, 0.25, 0.75, 0.03, 0.12, 0.3, 0.55),
        (0, 0.6, 0.14, 0.11, 0.07, 0.05, 0.03, 0.4, 0.6, 0.5, 0.2, 0.15, 0.15),
        ((1, 7), (7, 9), (9, 13)),
        (0, 1, 2, 3, 4, 4, 4, 5, 6, 7, 8, 9, 9),
    ),
    # 1-4 by the words of the texts, 5 the same known place
    Field.PLACE: Scale(
        (0, 0.08, 0.05, 0.12, 0.35, 0.4), (0, 0.9, 0.04, 0.02, 0.02, 0.02), ((1, 6),), (0, 1, 1, 2, 2, 2)
    ),
    Field.NUMERAL: Scale((0, 0.05, 0.95), (0, 0.8, 0.2), ((1, 3),), (0, 1, 2)),
    # 1 differ, 2 day or month agrees or they changed places, 3 agree
    Field.DAY: Scale((0, 0.04, 0.1, 0.86), (0, 0.85, 0.14, 0.01), ((1, 4),), (0, 1, 1, 2)),
    # 1-4 both told as one year, 5-7 one of them roughly; higher is nearer
    Field.DIED: Scale(
        (0, 0.03, 0.04, 0.13, 0.8, 0.08, 0.25, 0.67),
        (0, 0.75, 0.11, 0.09, 0.05, 0.7, 0.18, 0.12),
        ((1, 5), (5, 8)),
        (0, 1, 1, 2, 2, 3, 4, 4),
    ),
}
# 1 differ, 2 one slip apart, 3 agree
CODE = Scale((0, 0.12, 0.08, 0.8), (0, 0.97, 0.01, 0.02), ((1, 4),), (0, 1, 2, 3))
CATEGORY = Scale((0, 0.15, 0.85), (0, 0.8, 0.2), ((1, 3),), (0, 1, 2))


def scales(codes: int, categories: int) -> list[Scale]:
    """The scale of every compared column: the fields, then identifiers, then categories."""
    return [*SCALES.values(), *[CODE] * codes, *[CATEGORY] * categories]


def normalised(counts: FloatArray, scale: Scale) -> FloatArray:
    """Shares of the levels, float64 [L]: each support sums to one; none is under a millionth."""
    shares = np.array(counts, np.float64)
    shares[0] = 0
    for start, end in scale.supports:
        shares[start:end] /= max(shares[start:end].sum(), 1e-9)
    return np.maximum(shares, _SMALLEST)


def first_guess(scale: Scale) -> FloatArray:
    """Shares of the levels among mentions of one person before anything was learnt."""
    return normalised(np.array(scale.same), scale)
