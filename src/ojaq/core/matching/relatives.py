"""Who is tied to whom, as lists over rows: built once, walked by numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
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
    owner, row, strength = owner[at], row[at], strength[at]
    pair = owner.astype(np.int64) * size + row
    _, first = np.unique(pair, return_index=True)
    first.sort()
    counts = np.bincount(owner[first], minlength=size)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Lists(starts, row[first].astype(np.int32), strength[first].astype(np.int8))


def crossed(
    lists: Lists, left: LongArray, right: LongArray
) -> tuple[LongArray, LongArray, LongArray, LongArray]:
    """Every relative of `left[i]` beside every relative of `right[i]`: (i, relative, relative, strength).

    The strength is the weaker of the two ties, in percent.
    """
    lengths = np.minimum(lists.lengths(), MOST_RELATIVES)
    counts = lengths[left] * lengths[right]
    filled = np.flatnonzero(counts)
    counts = counts[filled]
    which = np.repeat(filled, counts)
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    width = lengths[right[which]]
    one = lists.starts[left[which]] + within // np.maximum(width, 1)
    other = lists.starts[right[which]] + within % np.maximum(width, 1)
    strength = np.minimum(lists.strength[one], lists.strength[other]).astype(np.int64)
    return which, lists.rows[one].astype(np.int64), lists.rows[other].astype(np.int64), strength
