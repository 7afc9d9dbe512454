"""The graph of pairs: a pair of children beside the pair of their fathers, spouses beside spouses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.blocking import located, once, possible
from ojaq.core.matching.hands import lean, shared_out
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.portraits import Portraits
from ojaq.core.matching.relatives import MOST_RELATIVES, crossed

EXPANSION_ROUNDS, MOST_AROUND = 2, 6


class EdgeKind(IntEnum):
    """What joins two pairs; for PARENT and GUARDIAN the first pair is the children's."""

    PARENT = 0
    SPOUSE = 1
    SIBLING = 2
    GUARDIAN = 3


@dataclass(frozen=True, slots=True)
class Edges:
    """E edges between pairs: `first` and `second` are positions in the sorted pairs, `strength` in percent.

    `father_known` bool [n]: pairs whose fathers are a pair of the graph; `siblings` bool [n]: pairs whose
    fathers or mothers are, so that they are siblings if they are not one person.
    """

    first: LongArray
    second: LongArray
    kind: IntArray
    strength: IntArray
    father_known: NDArray[np.bool_]
    siblings: NDArray[np.bool_]


def expanded(portraits: Portraits, pairs: LongArray, promising: LongArray) -> LongArray:
    """The pairs, and the pairs of relatives of the promising ones, twice over."""
    for _ in range(EXPANSION_ROUNDS):
        size = len(portraits)
        left, right = promising // size, promising % size
        ones, others = [], []
        for parent in (portraits.father, portraits.mother):
            both = (parent[left] >= 0) & (parent[right] >= 0)
            ones.append(parent[left[both]])
            others.append(parent[right[both]])
        for lists in (portraits.spouses, portraits.children, portraits.guardians):
            _, one, other, _ = crossed(lists, left, right)
            ones.append(one)
            others.append(other)
        found = possible(portraits, np.concatenate(ones), np.concatenate(others))
        promising = found[located(pairs, found) < 0]
        if not len(promising):
            break
        pairs = once(np.concatenate([pairs, promising]))
    return pairs


def around_one(portraits: Portraits) -> LongArray:
    """Pairs of rows that are parents of one child, or spouses of one: worth comparing whatever their names say."""
    found = []
    for lists in (portraits.children, portraits.spouses):
        owner = np.repeat(np.arange(len(portraits)), lists.lengths())
        order = np.argsort(lists.rows, kind="stable")
        owner, shared = owner[order], lists.rows[order]
        for step in range(1, MOST_AROUND):
            same = shared[step:] == shared[:-step]
            if not same.any():
                break
            found.append(possible(portraits, owner[step:][same], owner[:-step][same]))
    return once(np.concatenate(found)) if found else np.zeros(0, np.int64)


def relatives_in_one(portraits: Portraits, pairs: LongArray) -> LongArray:
    """Pairs `row * M + row` of rows that are a relative of both sides of a pair: known to be one person."""
    size = len(portraits)
    common = np.zeros(size, np.bool_)
    for parent in (portraits.father, portraits.mother):
        _mark_parents(pairs, parent, common)
    for lists in (portraits.spouses, portraits.siblings, portraits.guardians, portraits.children):
        _mark_common(pairs, lists.starts, lists.rows, common)
    both = np.flatnonzero(common)
    return both * size + both


@lean
def _mark_parents(pairs, parent, common):  # type: ignore[no-untyped-def]
    for at in range(len(pairs)):
        left = pairs[at] // len(parent)
        right = pairs[at] - left * len(parent)
        if parent[left] >= 0 and parent[left] == parent[right]:
            common[parent[left]] = True


@lean
def _mark_common(pairs, starts, rows, common):  # type: ignore[no-untyped-def]
    size = len(starts) - 1
    for at in range(len(pairs)):
        left = pairs[at] // size
        right = pairs[at] - left * size
        for one in range(starts[left], min(starts[left + 1], starts[left] + MOST_RELATIVES)):
            for other in range(starts[right], min(starts[right + 1], starts[right] + MOST_RELATIVES)):
                if rows[one] == rows[other]:
                    common[rows[one]] = True


def linked(portraits: Portraits, pairs: LongArray) -> Edges:
    """All edges between the pairs (sorted)."""
    index = _index(pairs, len(portraits))
    father_known, siblings = np.zeros(len(pairs), bool), np.zeros(len(pairs), bool)
    parts = []
    for slot, parent in enumerate((portraits.father, portraits.mother)):
        strength = np.ascontiguousarray(portraits.parent_strength[:, slot])
        found = _gathered(pairs, index, _by_parent, parent, strength)
        siblings[found[0]] = True
        if slot == 0:
            father_known[found[0]] = True
        parts.append((EdgeKind.PARENT, found))
    children = portraits.children
    if (pairs // max(len(portraits), 1) == pairs % max(len(portraits), 1)).any():
        # A child that both sides call theirs, as one row, speaks for its parents being one.
        found = _gathered(pairs, index, _by_child, children.starts, children.rows, children.strength)
        parts.append((EdgeKind.PARENT, found))
    for kind, lists in (
        (EdgeKind.SPOUSE, portraits.spouses),
        (EdgeKind.SIBLING, portraits.siblings),
        (EdgeKind.GUARDIAN, portraits.guardians),
    ):
        found = _gathered(pairs, index, _by_list, lists.starts, lists.rows, lists.strength)
        parts.append((kind, _once(*found, kind, len(pairs))))
    first, second, strengths = (np.concatenate([part[at] for _, part in parts]) for at in range(3))
    kinds = np.repeat(np.array([kind for kind, _ in parts], np.int32), [len(part[0]) for _, part in parts])
    return Edges(first, second, kinds, strengths, father_known, siblings)


_Found = tuple[LongArray, LongArray, IntArray]


def _gathered(pairs: LongArray, index: LongArray, walk: Callable[..., _Found], *of: Any) -> _Found:
    """(first, second, strength) of what `walk` finds around the pairs, part by part."""
    parts = shared_out(len(pairs), lambda start, stop: walk(pairs, index, start, stop, *of))
    first, second, strength = (np.concatenate([part[at] for part in parts]) for at in range(3))
    return first, second, strength


@njit(cache=True, nogil=True)
def _index(pairs, size):  # type: ignore[no-untyped-def]
    """int64 [size + 1]: where the pairs of each lower row begin."""
    starts = np.zeros(size + 1, np.int64)
    for at in range(len(pairs)):
        starts[pairs[at] // size + 1] += 1
    for row in range(size):
        starts[row + 1] += starts[row]
    return starts


@lean
def _at(pairs, index, one, other):  # type: ignore[no-untyped-def]
    """Where the pair of two rows stands, -1 where it does not."""
    low, high = min(one, other), max(one, other)
    wanted = low * (len(index) - 1) + high
    start, stop = index[low], index[low + 1]
    while start < stop:
        middle = (start + stop) >> 1
        if pairs[middle] < wanted:
            start = middle + 1
        else:
            stop = middle
    return start if start < index[low + 1] and pairs[start] == wanted else np.int64(-1)


@njit(cache=True, nogil=True)
def _by_parent(pairs, index, start, stop, parent, strength):  # type: ignore[no-untyped-def]
    """From each pair of children to the pair of their fathers, or mothers."""
    size = len(index) - 1
    first, second = np.empty(stop - start, np.int64), np.empty(stop - start, np.int64)
    weaker = np.empty(stop - start, np.int32)
    count = 0
    for at in range(start, stop):
        left = pairs[at] // size
        right = pairs[at] - left * size
        if left == right or parent[left] < 0 or parent[right] < 0:
            continue
        found = _at(pairs, index, parent[left], parent[right])
        if found >= 0:
            first[count], second[count] = at, found
            weaker[count] = min(strength[left], strength[right])
            count += 1
    return first[:count].copy(), second[:count].copy(), weaker[:count].copy()


@njit(cache=True, nogil=True)
def _by_child(pairs, index, start, stop, starts, rows, strength):  # type: ignore[no-untyped-def]
    """From each child that is a row of both sides to the pair."""
    first, second, weaker = [], [], []
    size = len(index) - 1
    for at in range(start, stop):
        left = pairs[at] // size
        right = pairs[at] - left * size
        if left == right:
            continue
        for one in range(starts[left], min(starts[left + 1], starts[left] + MOST_RELATIVES)):
            for other in range(starts[right], min(starts[right + 1], starts[right] + MOST_RELATIVES)):
                if rows[one] != rows[other]:
                    continue
                found = _at(pairs, index, np.int64(rows[one]), np.int64(rows[one]))
                if found >= 0:
                    first.append(found)
                    second.append(at)
                    weaker.append(np.int32(min(strength[one], strength[other])))
    return np.array(first, np.int64), np.array(second, np.int64), np.array(weaker, np.int32)


@njit(cache=True, nogil=True)
def _by_list(pairs, index, start, stop, starts, rows, strength):  # type: ignore[no-untyped-def]
    """From each pair to the pairs of a relative of one side and one of the other."""
    first, second, weaker = [], [], []
    size = len(index) - 1
    for at in range(start, stop):
        left = pairs[at] // size
        right = pairs[at] - left * size
        if left == right:
            continue
        for one in range(starts[left], min(starts[left + 1], starts[left] + MOST_RELATIVES)):
            for other in range(starts[right], min(starts[right + 1], starts[right] + MOST_RELATIVES)):
                found = _at(pairs, index, np.int64(rows[one]), np.int64(rows[other]))
                if found >= 0:
                    first.append(at)
                    second.append(found)
                    weaker.append(np.int32(min(strength[one], strength[other])))
    return np.array(first, np.int64), np.array(second, np.int64), np.array(weaker, np.int32)


def _once(first: LongArray, second: LongArray, strength: IntArray, kind: EdgeKind, size: int) -> _Found:
    """An edge that can be seen from both of its ends is kept once."""
    if kind != EdgeKind.GUARDIAN:
        first, second = np.minimum(first, second), np.maximum(first, second)
    code = first * size + second
    at = np.argsort(code, kind="stable")
    at = at[np.concatenate([[True], code[at][1:] != code[at][:-1]])] if len(at) else at
    at = at[first[at] != second[at]]
    return first[at], second[at], strength[at]
