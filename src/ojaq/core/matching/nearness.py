"""The similarity of two tokens by number, computed once for each pair of sounds and remembered."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.tokens import Tokens
from ojaq.core.names.distance import likeness

VARIANT = np.float32(0.9)
"""Two tokens of one variant class (Məhəmməd, Mehmet) are at least this similar."""
CUT_SHORT, SHORTEST_CUT = np.float32(0.7), 3
"""A token that is the beginning of the other, of three sounds at least, may be the same name cut short."""
_SMALLEST, _LASTING, _LARGEST = 1 << 12, 1 << 17, 1 << 22


class Tables(NamedTuple):
    """Columns over tokens, the costs of sounds, a scratch, and the memory of what was computed (open addressing)."""

    codes: NDArray[np.int8]
    lengths: NDArray[np.int16]
    abjad: NDArray[np.bool_]
    variant: NDArray[np.int32]
    instead: NDArray[np.float32]
    left_out: NDArray[np.float32]
    transposed: np.float32
    rows: NDArray[np.float32]
    keys: NDArray[np.int64]
    values: NDArray[np.float32]
    shared: int


class Nearness:
    """Similarities over one state of a dictionary, for one thread (see `hand`); `remembered` pairs of tokens at most."""

    def __init__(self, tokens: Tokens, *, remembered: int = _LARGEST) -> None:
        self._hands: dict[int, Tables] = {}
        table = tokens.table()
        costs = tokens.knowledge.costs
        room = _SMALLEST
        while room < min(len(tokens) ** 2, remembered):
            room *= 2
        self.tables = Tables(
            table.codes,
            table.lengths,
            table.abjad,
            table.variant,
            costs.instead,
            costs.left_out,
            np.float32(costs.transposed),
            np.zeros((3, table.codes.shape[1] + 1), np.float32),
            *_empty(room),
            len(tokens),
        )

    def hand(self, number: int) -> Tables:
        """The same for one of several threads at work together, each with a scratch and a memory of its own."""
        if number == 0:
            return self.tables
        if number not in self._hands:
            keys, values = _empty(len(self.tables.keys))
            rows = np.zeros_like(self.tables.rows)
            self._hands[number] = self.tables._replace(rows=rows, keys=keys, values=values)
        return self._hands[number]

    @classmethod
    def lasting(cls, tokens: Tokens) -> Nearness:
        """For a question: the similarities of tokens that were known before it are remembered for the next one.

        What a fork numbered for itself is not, since another fork gives those numbers to other tokens.
        """
        nearness = cls(tokens, remembered=_SMALLEST)
        if tokens.shared:
            kept = tokens.lasting
            if not hasattr(kept, "memory"):
                kept.memory = _empty(_LASTING)
            keys, values = kept.memory
            nearness.tables = nearness.tables._replace(keys=keys, values=values, shared=tokens.shared)
        return nearness


def _empty(room: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    return np.full(room, -1, np.int64), np.zeros(room, np.float32)


@njit(cache=True, nogil=True, inline="always")
def near(one, other, tables):  # type: ignore[no-untyped-def]
    """Similarity 0..1 of two token numbers; -1 where one is missing.

    Written out where it is called: most calls end here, and handing over a dozen columns costs more than that.
    """
    if one < 0 or other < 0:
        return np.float32(-1)
    if one == other:
        return np.float32(1)
    low, high = min(one, other), max(one, other)
    key = np.int64(low) << 32 | np.int64(high)
    slot = (key * np.int64(0x9E3779B97F4A7C1) >> 20) & (len(tables.keys) - 1)
    if high < tables.shared and tables.keys[slot] == key:
        return tables.values[slot]
    return _reckoned(low, high, key, slot, tables)


@njit(cache=True, nogil=True)
def _reckoned(low, high, key, slot, tables):  # type: ignore[no-untyped-def]
    """The similarity of two different tokens: remembered a little further on, or reckoned now."""
    remembered = high < tables.shared
    for _ in range(8):
        if not remembered:
            break
        if tables.keys[slot] == key:
            return tables.values[slot]
        if tables.keys[slot] < 0:
            break
        slot = (slot + 1) & (len(tables.keys) - 1)
    costs = tables.left_out[1 if tables.abjad[low] or tables.abjad[high] else 0]
    value = likeness(
        tables.codes[low],
        tables.lengths[low],
        tables.codes[high],
        tables.lengths[high],
        tables.instead,
        costs,
        tables.transposed,
        tables.rows,
    )
    if tables.variant[low] >= 0 and tables.variant[low] == tables.variant[high]:
        value = max(value, VARIANT)
    elif value < CUT_SHORT and _cut_short(tables.codes, tables.lengths, low, high):
        value = CUT_SHORT
    if remembered:
        tables.keys[slot] = key
        tables.values[slot] = value
    return value


@njit(cache=True, nogil=True)
def _cut_short(codes, lengths, one, other):  # type: ignore[no-untyped-def]
    """Whether one token is the beginning of the other."""
    shorter = min(lengths[one], lengths[other])
    if shorter < SHORTEST_CUT:
        return False
    same = 0
    while same < shorter and codes[one, same] == codes[other, same]:
        same += 1
    return same == shorter
