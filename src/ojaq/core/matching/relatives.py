"""Who is tied to whom, as lists over rows: built once, walked by numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.mentions import IntArray, LongArray

MOST_RELATIVES = 12
"""No side of a pair brings more relatives of one kind than this: it bounds the work of a pair."""
DOWNWARDS, UPWARDS, BOTH_WAYS = 0, 1, 2
MOST_BY_HAND = 32
"""Entries sorted by insertion; more of them are handed to a sort that does not grow with their square."""


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
        found: LongArray = _firsts(self.starts, self.rows)
        return found


def listed(owner: LongArray, row: LongArray, strength: LongArray, order: LongArray, size: int) -> Lists:
    """Lists of `row` by `owner`, each once, in the order of `order` (smallest first, then by row)."""
    # One layout of all arrays: the kernel would be compiled anew for each other one.
    owner, row, strength, order = (
        np.ascontiguousarray(column, np.int64) for column in (owner, row, strength, order)
    )
    return Lists(*_listed(owner, row, strength, order, size))


def tied(ties: IntArray, stable: LongArray, kind: int, way: int) -> Lists:
    """Lists over the ties (int32 [T, 4]) of a kind, the oldest first: `DOWNWARDS` the second ends by the first,
    `UPWARDS` the first by the second, or `BOTH_WAYS`."""
    return Lists(*_tied(ties, stable, kind, way))


@njit(cache=True, nogil=True)
def _tied(ties, stable, kind, way):  # type: ignore[no-untyped-def]
    count = 0
    for at in range(len(ties)):
        count += ties[at, 0] == kind
    room = 2 * count if way == BOTH_WAYS else count
    owner, row = np.empty(room, np.int64), np.empty(room, np.int64)
    order, strength = np.empty(room, np.int64), np.empty(room, np.int64)
    here = 0
    for at in range(len(ties)):
        if ties[at, 0] != kind:
            continue
        first, second = ties[at, 1], ties[at, 2]
        if way == UPWARDS:
            first, second = second, first
        owner[here], row[here], order[here], strength[here] = first, second, stable[second], ties[at, 3]
        if way == BOTH_WAYS:
            back = here + count
            owner[back], row[back], order[back], strength[back] = second, first, stable[first], ties[at, 3]
        here += 1
    return _listed(owner, row, strength, order, len(stable))


@njit(cache=True, nogil=True)
def _listed(owner, row, strength, order, size):  # type: ignore[no-untyped-def]
    """(starts, rows, strengths); the first entry of a row in a list counts."""
    begins, at = grouped(owner, size)
    starts = np.empty(size + 1, np.int64)
    rows = np.empty(len(owner), np.int32)
    strengths = np.empty(len(owner), np.int8)
    seen = np.full(size, -1, np.int64)
    kept = 0
    for one in range(size):
        starts[one] = kept
        entries = at[begins[one] : begins[one + 1]]
        sort_by(entries, order, row)
        for entry in entries:
            if seen[row[entry]] != one:
                seen[row[entry]] = one
                rows[kept] = row[entry]
                strengths[kept] = strength[entry]
                kept += 1
    starts[size] = kept
    return starts, rows[:kept].copy(), strengths[:kept].copy()


@njit(cache=True, nogil=True)
def grouped(owner, size):  # type: ignore[no-untyped-def]
    """(starts int64 [size + 1], entries int64 [n]): the entries of each owner, in their own order."""
    starts = np.zeros(size + 1, np.int64)
    for entry in range(len(owner)):
        starts[owner[entry] + 1] += 1
    for one in range(size):
        starts[one + 1] += starts[one]
    filled = starts[:-1].copy()
    entries = np.empty(len(owner), np.int64)
    for entry in range(len(owner)):
        entries[filled[owner[entry]]] = entry
        filled[owner[entry]] += 1
    return starts, entries


@njit(cache=True, nogil=True)
def sort_by(entries, first, second):  # type: ignore[no-untyped-def]
    """Sort a few entries in place by `first`, then `second`; equal ones keep their order."""
    if len(entries) > MOST_BY_HAND:
        entries[:] = entries[np.argsort(second[entries], kind="mergesort")]
        entries[:] = entries[np.argsort(first[entries], kind="mergesort")]
        return
    for place in range(1, len(entries)):
        entry, to = entries[place], place
        while to > 0:
            other = entries[to - 1]
            if first[other] < first[entry]:
                break
            if first[other] == first[entry] and second[other] <= second[entry]:
                break
            entries[to] = other
            to -= 1
        entries[to] = entry


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
def _firsts(starts, rows):  # type: ignore[no-untyped-def]
    found = np.full(len(starts) - 1, -1, np.int64)
    for one in range(len(found)):
        if starts[one + 1] > starts[one]:
            found[one] = rows[starts[one]]
    return found
