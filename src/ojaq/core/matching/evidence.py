"""The graph of pairs: a pair of children beside the pair of their fathers, spouses beside spouses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.blocking import coded, located, once, possible
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.portraits import Portraits
from ojaq.core.matching.relatives import crossed

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
    left, right = pairs // size, pairs % size
    rows = [
        parent[left][(parent[left] == parent[right]) & (parent[left] >= 0)]
        for parent in (portraits.father, portraits.mother)
    ]
    for lists in (portraits.spouses, portraits.siblings, portraits.guardians):
        _, one, other, _ = crossed(lists, left, right)
        rows.append(one[one == other])
    _, one, other, _ = crossed(portraits.children, left, right)
    rows.append(one[one == other])
    both = once(np.concatenate(rows).astype(np.int64))
    return both * size + both


def linked(portraits: Portraits, pairs: LongArray) -> Edges:
    """All edges between the pairs (sorted)."""
    size = max(len(portraits), 1)
    left, right = pairs // size, pairs % size
    off = np.flatnonzero(left != right)
    left, right = left[off], right[off]
    parts = []
    father_known, siblings = np.zeros(len(pairs), bool), np.zeros(len(pairs), bool)
    for slot, parent in enumerate((portraits.father, portraits.mother)):
        both = np.flatnonzero((parent[left] >= 0) & (parent[right] >= 0))
        at = located(pairs, coded(parent[left[both]], parent[right[both]], size))
        both, at = both[at >= 0], at[at >= 0]
        told = portraits.parent_strength[:, slot]
        strength = np.minimum(told[left[both]], told[right[both]])
        parts.append((off[both], at, np.full(len(at), EdgeKind.PARENT), strength))
        if slot == 0:
            father_known[off[both]] = True
        siblings[off[both]] = True
    # A child that both sides call theirs, as one row, speaks for its parents being one.
    owner, one, other, strength = crossed(portraits.children, left, right)
    at = located(pairs, coded(one, other, size))
    shared = (one == other) & (at >= 0)
    parts.append((at[shared], off[owner[shared]], np.full(shared.sum(), EdgeKind.PARENT), strength[shared]))
    for kind, lists in (
        (EdgeKind.SPOUSE, portraits.spouses),
        (EdgeKind.SIBLING, portraits.siblings),
        (EdgeKind.GUARDIAN, portraits.guardians),
    ):
        owner, one, other, strength = crossed(lists, left, right)
        at = located(pairs, coded(one, other, size))
        found = at >= 0
        parts.append(_once(off[owner[found]], at[found], kind, strength[found], len(pairs)))
    first, second, kinds, strengths = (np.concatenate([part[at] for part in parts]) for at in range(4))
    return Edges(first, second, kinds.astype(np.int32), strengths.astype(np.int32), father_known, siblings)


def _once(
    first: LongArray, second: LongArray, kind: EdgeKind, strength: LongArray, size: int
) -> tuple[LongArray, LongArray, LongArray, LongArray]:
    """An edge that can be seen from both of its ends is kept once."""
    if kind != EdgeKind.GUARDIAN:
        first, second = np.minimum(first, second), np.maximum(first, second)
    code = first * size + second
    at = np.argsort(code, kind="stable")
    at = at[np.concatenate([[True], code[at][1:] != code[at][:-1]])] if len(at) else at
    at = at[first[at] != second[at]]
    return first[at], second[at], np.full(len(at), kind), strength[at]
