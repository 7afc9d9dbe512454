"""Who is tied to whom, as lists over rows: built once, walked by numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.mentions import IntArray, LongArray

MOST_RELATIVES = 12
"""No side of a pair brings more relatives of one kind than this: it bounds the work of a pair."""


@dataclass(frozen=True, slots=True)
class Lists:
    """For each of M rows a list: `rows[starts[i]:starts[i + 1]]`, with a strength in percent for each."""

    starts: LongArray
    rows: IntArray
    strength: NDArray[np.int8]

    def lengths(self) -> LongArray:
        """int64 [M]: how many each row has."""
        return np.diff(self.starts)

    def firsts(self) -> LongArray:
        """int64 [M]: the first of each list, -1 where it is empty."""
        filled = self.lengths() > 0
        first = np.full(len(filled), -1, np.int64)
        first[filled] = self.rows[self.starts[:-1][filled]]
        return first


def listed(owner: LongArray, row: LongArray, strength: LongArray, order: LongArray, size: int) -> Lists:
    """Lists of `row` by `owner`, each once, in the order of `order` (smallest first, then by row)."""
    at = np.lexsort((row, order, owner))
    starts = np.empty(size + 1, np.int64)
    rows, strengths = np.empty(len(at), np.int32), np.empty(len(at), np.int8)
    # One layout of all arrays: the kernel would be compiled anew for each other one.
    owner, row, strength = (np.ascontiguousarray(column, np.int64) for column in (owner, row, strength))
    kept = _listed(at, owner, row, strength, starts, rows, strengths)
    return Lists(starts, rows[:kept], strengths[:kept])


@njit(cache=True, nogil=True)
def _listed(at, owner, row, strength, starts, rows, strengths):  # type: ignore[no-untyped-def]
    """Fill the lists from entries sorted by `at`; the first entry of a row in a list counts. Returns how many."""
    kept, entry = 0, 0
    seen = np.full(len(starts), -1, np.int64)
    for one in range(len(starts) - 1):
        starts[one] = kept
        while entry < len(at) and owner[at[entry]] == one:
            other = row[at[entry]]
            if seen[other] != one:
                seen[other] = one
                rows[kept] = other
                strengths[kept] = strength[at[entry]]
                kept += 1
            entry += 1
    starts[len(starts) - 1] = kept
    return kept


def crossed(
    lists: Lists, left: LongArray, right: LongArray
) -> tuple[LongArray, LongArray, LongArray, LongArray]:
    """Every relative of `left[i]` beside every relative of `right[i]`: (i, relative, relative, strength).

    The strength is the weaker of the two ties, in percent.
    """
    found: tuple[LongArray, LongArray, LongArray, LongArray] = _crossed(
        lists.starts, lists.rows, lists.strength, left, right
    )
    return found


@njit(cache=True, nogil=True)
def _crossed(starts, rows, strength, left, right):  # type: ignore[no-untyped-def]
    count = 0
    for at in range(len(left)):
        ones = min(starts[left[at] + 1] - starts[left[at]], MOST_RELATIVES)
        others = min(starts[right[at] + 1] - starts[right[at]], MOST_RELATIVES)
        count += ones * others
    which = np.empty(count, np.int64)
    first = np.empty(count, np.int64)
    second = np.empty(count, np.int64)
    weaker = np.empty(count, np.int64)
    found = 0
    for at in range(len(left)):
        one, other = starts[left[at]], starts[right[at]]
        ones = min(starts[left[at] + 1] - one, MOST_RELATIVES)
        others = min(starts[right[at] + 1] - other, MOST_RELATIVES)
        for a in range(one, one + ones):
            for b in range(other, other + others):
                which[found] = at
                first[found] = rows[a]
                second[found] = rows[b]
                weaker[found] = min(strength[a], strength[b])
                found += 1
    return which, first, second, weaker


@njit(cache=True, nogil=True)
def first_known(starts, rows, value, into):  # type: ignore[no-untyped-def]
    """Write the first value that is known (not negative) in each list into `into`; others stay as they are."""
    for one in range(len(starts) - 1):
        for at in range(starts[one], starts[one + 1]):
            if value[rows[at]] >= 0:
                into[one] = value[rows[at]]
                break
