"""Coded mentions: one row a mention, every column an integer or a number, ready to be stored and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int32]
LongArray = NDArray[np.int64]


class Told(IntEnum):
    """Columns of `Mentions.words`: numbers of tokens as they were told, -1 where nothing was. GIVEN_3 is another name
    somebody goes by (`also`), else a third given name."""

    GIVEN = 0
    GIVEN_2 = 1
    GIVEN_3 = 2
    FAMILY = 3
    FAMILY_FIRST = 4
    ROOT = 5
    BIRTH_FAMILY = 6
    BIRTH_ROOT = 7
    PATRONYMIC = 8
    PLACE = 9
    PLACE_2 = 10
    PLACE_3 = 11


class YearKind(IntEnum):
    """How a year of birth is known."""

    INFERRED = 0
    APPROXIMATE = 1
    EXACT = 2


@dataclass(frozen=True, slots=True)
class Mentions:
    """M coded mentions and the T ties between them.

    `stable` int64 [M]: numbers that outlive this batch, used to break ties; `registration` int64 [M];
    `sex` int8 [M] (0 unknown, 1 male, 2 female); `words` int32 [M, 12], see `Told`; `numeral` int32 [M]
    (0 none); `year` float32 [M, 2], mean and standard deviation in years, NaN where nothing is known;
    `year_kind` int8 [M]; `day` int16 [M] (month * 100 + day, 0 unknown); `died` int16 [M] (year, 0
    unknown); `place` int64 [M] (-1 unknown); `codes` uint8 [M, K, 20], padded bytes; `categories` int64
    [M, C] (-1 missing); `ties` int32 [T, 4]: kind, first row, second row, strength in percent.
    """

    stable: LongArray
    registration: LongArray
    sex: NDArray[np.int8]
    words: IntArray
    numeral: IntArray
    year: NDArray[np.float32]
    year_kind: NDArray[np.int8]
    day: NDArray[np.int16]
    died: NDArray[np.int16]
    place: LongArray
    codes: NDArray[np.uint8]
    categories: LongArray
    ties: IntArray

    def __len__(self) -> int:
        return len(self.stable)

    def taken(self, rows: LongArray) -> Mentions:
        """These rows in this order; ties with an end elsewhere are left out."""
        place_of_row = np.full(len(self), -1, np.int32)
        place_of_row[rows] = np.arange(len(rows), dtype=np.int32)
        ties = self.ties.copy()
        ties[:, 1:3] = place_of_row[ties[:, 1:3]]
        columns = {name: getattr(self, name)[rows] for name in _PER_ROW}
        return replace(self, ties=ties[(ties[:, 1:3] >= 0).all(axis=1)], **columns)


_PER_ROW = tuple(column.name for column in fields(Mentions) if column.name != "ties")


def joined(parts: Sequence[Mentions]) -> Mentions:
    """One Mentions of several with the same extra columns, rows in order, ties renumbered."""
    starts = np.cumsum([0, *(len(part) for part in parts)])
    ties = []
    for part, start in zip(parts, starts, strict=False):
        moved = part.ties.copy()
        moved[:, 1:3] += start
        ties.append(moved)
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _PER_ROW}
    return Mentions(ties=np.concatenate(ties), **columns)
