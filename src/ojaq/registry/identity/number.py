"""Register numbers: nine digits that can be read aloud, written down and checked.

    482 139 075     eight digits and a check digit of Damm's quasigroup

Damm (2004), "Total anti-symmetrische Quasigruppen": the check digit finds every single wrong digit and
every swap of two neighbours. The eight digits are a keyed permutation of a running count, so numbers never
collide, are not guessed from one another, and say nothing about who came when. The first digit is never 0:
a spreadsheet would eat it.
"""

from __future__ import annotations

import hashlib
import unicodedata

import numpy as np
import numpy.typing as npt

from ojaq.registry.identity.errors import NotANumber, NumbersExhausted

FIRST = 10_000_000
CAPACITY = 90_000_000
HALF = 10_000
ROUNDS = 6

# Damm's order-10 quasigroup, row = interim digit, column = next digit.
DAMM = np.array(
    [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
        [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
        [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
        [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
        [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
        [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
        [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ],
    dtype=np.int64,
)

Integers = npt.NDArray[np.int64]


class Series:
    """The permutation of one registry. `key`: secret random bytes kept in the registry, the same for ever."""

    __slots__ = ("_tables",)

    def __init__(self, key: bytes) -> None:
        self._tables = [_table(key, turn) for turn in range(ROUNDS)]

    def numbers(self, counts: Integers) -> Integers:
        """Register numbers of running counts 0..89,999,999, check digit included. Refuses counts beyond."""
        counts = np.asarray(counts, dtype=np.int64)
        if counts.size and (counts.min() < 0 or counts.max() >= CAPACITY):
            raise NumbersExhausted(capacity=CAPACITY)
        eight = self._permuted(counts + FIRST)
        # Cycle walking keeps the permutation inside the numbers that do not begin with 0.
        while (low := eight < FIRST).any():
            eight[low] = self._permuted(eight[low])
        return eight * 10 + check_digits(eight)

    def _permuted(self, values: Integers) -> Integers:
        left, right = values // HALF, values % HALF
        for table in self._tables:
            left, right = right, (left + table[right]) % HALF
        return left * HALF + right


def _table(key: bytes, turn: int) -> Integers:
    stream = hashlib.shake_256(b"ojaq register number" + bytes([turn]) + key).digest(HALF * 4)
    return (np.frombuffer(stream, dtype="<u4") % HALF).astype(np.int64)


def check_digits(eight: Integers) -> Integers:
    """Damm check digits of eight-digit numbers."""
    interim = np.zeros_like(eight)
    for place in range(7, -1, -1):
        interim = DAMM[interim, (eight // 10**place) % 10]
    return interim


def written(number: int) -> str:
    """The number as it is shown and read aloud: `482 139 075`."""
    digits = f"{number:09d}"
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def read_number(text: str) -> int:
    """The number somebody typed, in the digits of any script, with or without spaces and hyphens.

    Raises NotANumber when it is not nine digits or the check digit says that one was misread or two were
    swapped.
    """
    digits = [unicodedata.decimal(sign, -1) for sign in text if not _is_gap(sign)]
    if len(digits) != 9 or -1 in digits or digits[0] == 0:
        raise NotANumber()
    number = int("".join(map(str, digits)))
    if int(check_digits(np.array([number // 10]))[0]) != number % 10:
        raise NotANumber()
    return number


def _is_gap(sign: str) -> bool:
    return sign.isspace() or sign in "-‐‑–.·\u200e\u200f"
