"""The similarity of two tokens by number, computed once for each pair of sounds and remembered."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.hands import lean
from ojaq.core.matching.tokens import Tokens
from ojaq.core.names.distance import likeness

VARIANT = np.float32(0.9)
"""Two tokens of one variant class (Məhəmməd, Mehmet) are at least this similar."""
CUT_SHORT, SHORTEST_CUT = np.float32(0.7), 3
"""A token that is the beginning of the other, of three sounds at least, may be the same name cut short."""
_SMALLEST, _LASTING, _LARGEST = 1 << 12, 1 << 17, 1 << 23
_NUMBERS = 1 << 22
"""Tokens with a number from here on are not remembered: two numbers and a similarity have to fit into what is kept."""
_HALF, _VALUE, _ONE = np.uint64(22), np.uint64(32), np.uint64(1)
_WHOLE, _LOWER, _SPREAD = np.uint64((1 << 44) - 1), np.uint64((1 << 32) - 1), np.uint64(0x9E3779B97F5)


class Tables(NamedTuple):
    """The memory, how many bits of a key are not its place, below which number tokens are remembered; then columns over
    tokens, the costs of sounds, a scratch. A pair is remembered in one number, so threads may share the memory: none reads
    half of one."""

    memory: NDArray[np.uint64]
    below: np.uint64
    shared: np.uint64
    codes: NDArray[np.uint8]
    lengths: NDArray[np.int16]
    abjad: NDArray[np.bool_]
    variant: NDArray[np.int32]
    instead: NDArray[np.float32]
    left_out: NDArray[np.float32]
    transposed: np.float32
    rows: NDArray[np.float32]


class Nearness:
    """Similarities over one state of a dictionary; `remembered` pairs of tokens at most. See `hand` for several threads."""

    def __init__(self, tokens: Tokens, *, remembered: int = _LARGEST) -> None:
        table = tokens.table()
        costs = tokens.knowledge.costs
        room = _SMALLEST
        while room < min(len(tokens) ** 2, remembered):
            room *= 2
        self.tables = Tables(
            np.zeros(room, np.uint64),
            _below(room),
            np.uint64(min(len(tokens), _NUMBERS)),
            table.codes.view(np.uint8),  # unsigned indices spare the kernel a check for negative ones
            table.lengths,
            table.abjad,
            table.variant,
            costs.instead,
            costs.left_out,
            np.float32(costs.transposed),
            np.zeros((3, table.codes.shape[1] + 1), np.float32),
        )

    def hand(self) -> Tables:
        """The same for one of several threads at work together, each with a scratch of its own."""
        return self.tables._replace(rows=np.zeros_like(self.tables.rows))

    def __getstate__(self) -> Tables:
        """For another process: what is remembered stays here."""
        return self.tables._replace(memory=np.zeros(0, np.uint64))

    def __setstate__(self, tables: Tables) -> None:
        room = 1 << (44 - int(tables.below))
        self.tables = tables._replace(memory=np.zeros(room, np.uint64))

    def of(self, one: int, other: int) -> float:
        """Similarity 0..1 of two token numbers; -1 where one is missing."""
        return float(_near(one, other, self.tables))

    @classmethod
    def lasting(cls, tokens: Tokens) -> Nearness:
        """For a question: the similarities of tokens that were known before it are remembered for the next one.

        What a fork numbered for itself is not, since another fork gives those numbers to other tokens.
        """
        nearness = cls(tokens, remembered=_SMALLEST)
        if tokens.shared:
            kept = tokens.lasting
            if not hasattr(kept, "memory"):
                kept.memory = np.zeros(_LASTING, np.uint64)
            shared = np.uint64(min(tokens.shared, _NUMBERS))
            nearness.tables = nearness.tables._replace(
                memory=kept.memory, below=_below(_LASTING), shared=shared
            )
        return nearness


def _below(room: int) -> np.uint64:
    return np.uint64(44 - (room.bit_length() - 1))


@njit(cache=True, nogil=True, inline="always")
def near(one, other, tables):  # type: ignore[no-untyped-def]
    """Similarity 0..1 of two token numbers; -1 where one is missing.

    Written out where it is called: most calls end here, and handing over a dozen columns costs more than that. The key of
    a pair is spread over 44 bits one to one: the upper ones are its place in the memory, the lower ones stand there before
    the 32 bits of the similarity (plus one, so that nothing is zero). A later pair takes the place of an earlier one.
    """
    if one < 0 or other < 0:
        return np.float32(-1)
    if one == other:
        return np.float32(1)
    low, high = np.uint64(min(one, other)), np.uint64(max(one, other))
    spread = ((low << _HALF | high) * _SPREAD) & _WHOLE
    place = spread >> tables.below
    kept = tables.memory[place]
    mark = spread & ((_ONE << tables.below) - _ONE)
    if high < tables.shared and kept >> _VALUE == mark and kept != 0:
        return np.float32(np.uint32((kept & _LOWER) - _ONE).view(np.float32))
    return _reckoned(low, high, place, mark, tables)


@lean
def _reckoned(low, high, place, mark, tables):  # type: ignore[no-untyped-def]
    """The similarity of two different tokens that is not remembered."""
    value = likeness(
        tables.codes[low],
        tables.lengths[low],
        tables.codes[high],
        tables.lengths[high],
        tables.instead,
        tables.left_out[1 if tables.abjad[low] or tables.abjad[high] else 0],
        tables.transposed,
        tables.rows,
    )
    if tables.variant[low] >= 0 and tables.variant[low] == tables.variant[high]:
        value = max(value, VARIANT)
    elif value < CUT_SHORT and _cut_short(tables.codes, tables.lengths, low, high):
        value = CUT_SHORT
    if high < tables.shared:
        tables.memory[place] = mark << _VALUE | np.uint64(np.float32(value).view(np.uint32)) + _ONE
    return value


@lean
def _cut_short(codes, lengths, one, other):  # type: ignore[no-untyped-def]
    """Whether one token is the beginning of the other."""
    shorter = min(lengths[one], lengths[other])
    if shorter < SHORTEST_CUT:
        return False
    same = 0
    while same < shorter and codes[one, same] == codes[other, same]:
        same += 1
    return same == shorter


@njit(cache=True, nogil=True)
def _near(one, other, tables):  # type: ignore[no-untyped-def]
    return near(one, other, tables)
