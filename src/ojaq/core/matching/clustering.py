"""From pairs to persons: average-link joining that refuses what cannot be, instead of plain closure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.components import components, connected
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.portraits import Portraits

NEVER_COMPARED, LIMIT = -3000.0, 25_000
"""Millibits of a pair that was never compared, and the bounds of one that was."""
MOST_YEARS_APART = 14
OVERWHELMING = 10_000.0
"""Millibits from which a pair is believed against its dates: one of them is a slip of the pen."""


class _Rows(NamedTuple):
    """What forbids two rows to be one person; rows in order of their stable numbers."""

    sex: NDArray[np.int8]
    born: NDArray[np.float32]
    died: NDArray[np.int16]
    starts: LongArray
    ends: LongArray
    registrations: LongArray
    group: LongArray


class _Pairs(NamedTuple):
    """Pairs inside components, sorted by component: `starts[c]:starts[c + 1]` are those of component c."""

    left: LongArray
    right: LongArray
    value: NDArray[np.float64]
    starts: LongArray


def clustered(
    portraits: Portraits,
    pairs: LongArray,
    millibits: IntArray,
    *,
    threshold: int = 0,
    apart: LongArray | None = None,
    together: LongArray | None = None,
) -> LongArray:
    """Label of each row, int64 [M]: the row of its cluster that has the smallest stable number.

    Two clusters are joined while the mean of T over all pairs across is above `threshold`, best first. A
    cluster never holds two rows of one registration, of contradicting sex, of years that cannot be, or of
    `apart` (int64 [A, 2]), through whatever chain. `together` [B, 2] are joined beforehand, as far as
    nothing held apart comes together.
    """
    size = len(portraits)
    if not size:
        return np.zeros(0, np.int64)
    order = np.argsort(portraits.stable, kind="stable")
    rank = np.empty(size, np.int64)
    rank[order] = np.arange(size)
    left, right = rank[pairs // size], rank[pairs % size]
    none = np.zeros((0, 2), np.int64)
    apart = rank[apart] if apart is not None and len(apart) else none
    group = _grouped(rank[together] if together is not None and len(together) else none, apart, size)
    component = components(left, right, millibits, threshold, group)
    members = np.argsort(component, kind="stable")
    starts = np.flatnonzero(np.concatenate([[True], np.diff(component[members]) != 0, [True]]))
    number = np.empty(size, np.int64)
    number[members] = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    scored = _inside(left, right, np.clip(millibits, -LIMIT, LIMIT).astype(np.float64), number)
    barred = _inside(apart[:, 0], apart[:, 1], np.zeros(len(apart)), number)
    label = _joined(members, starts, scored, barred, _rows(portraits, order, group), float(threshold))
    found = np.empty(size, np.int64)
    found[order] = order[label]
    return found


def _rows(portraits: Portraits, order: LongArray, group: LongArray) -> _Rows:
    exact = portraits.year_kind == 2
    born = np.where(exact, portraits.year[:, 0], np.float32(np.nan)).astype(np.float32)
    bounds = portraits.registration_starts
    return _Rows(
        portraits.sex[order],
        born[order],
        portraits.died[order],
        bounds[:-1][order],
        bounds[1:][order],
        portraits.registrations,
        group,
    )


def _inside(left: LongArray, right: LongArray, value: NDArray[np.float64], number: LongArray) -> _Pairs:
    """Those pairs whose ends are in one component, sorted by component."""
    within = np.flatnonzero(number[left] == number[right])
    within = within[np.argsort(number[left[within]], kind="stable")]
    counts = np.bincount(number[left[within]], minlength=int(number.max()) + 1)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return _Pairs(left[within], right[within], value[within], starts)


def _grouped(wanted: LongArray, apart: LongArray, size: int) -> LongArray:
    """The smallest row each row is wanted together with; where a group would hold two rows held apart, its
    joinings are taken in order and those that close such a chain are left out."""
    group = connected(wanted[:, 0], wanted[:, 1], size)
    broken = np.zeros(size, bool)
    broken[group[apart[:, 0]][group[apart[:, 0]] == group[apart[:, 1]]]] = True
    if not broken.any():
        return group
    inside = broken[group]
    group = np.where(inside, np.arange(size), group)
    held = apart[inside[apart].all(axis=1)]
    for one, other in np.sort(wanted[inside[wanted[:, 0]]], axis=1).tolist():
        low, high = sorted((int(group[one]), int(group[other])))
        trial = np.where(group == high, low, group)
        if not (trial[held[:, 0]] == trial[held[:, 1]]).any():
            group = trial
    return group


@njit(cache=True, nogil=True)
def _joined(members, starts, scored, barred, rows, threshold):  # type: ignore[no-untyped-def]
    label = np.arange(len(members))
    place = np.zeros(len(members), np.int64)
    for number in range(len(starts) - 1):
        size = starts[number + 1] - starts[number]
        if size == 1:
            continue
        member = members[starts[number] : starts[number + 1]]
        for at in range(size):
            place[member[at]] = at
        total = np.full((size, size), NEVER_COMPARED)
        for at in range(scored.starts[number], scored.starts[number + 1]):
            one, other = place[scored.left[at]], place[scored.right[at]]
            total[one, other] = scored.value[at]
            total[other, one] = scored.value[at]
        refused = _refused(member, rows, total)
        for at in range(barred.starts[number], barred.starts[number + 1]):
            one, other = place[barred.left[at]], place[barred.right[at]]
            refused[one, other] = True
            refused[other, one] = True
        into = _agglomerated(total, refused, member, place, rows.group, threshold)
        for at in range(size):
            label[member[at]] = member[into[at]]
    return label


@njit(cache=True, nogil=True)
def _refused(member, rows, total):  # type: ignore[no-untyped-def]
    """bool [n, n]: rows that cannot be one person."""
    size = len(member)
    refused = np.zeros((size, size), np.bool_)
    for one in range(size):
        a = member[one]
        for other in range(one):
            b = member[other]
            bad = abs(rows.born[a] - rows.born[b]) > MOST_YEARS_APART
            bad = bad or (rows.died[b] > 0 and rows.born[a] > rows.died[b] + 1)
            bad = bad or (rows.died[a] > 0 and rows.born[b] > rows.died[a] + 1)
            bad = bad and total[one, other] < OVERWHELMING
            bad = bad or (rows.sex[a] > 0 and rows.sex[b] > 0 and rows.sex[a] != rows.sex[b])
            i, j = rows.starts[a], rows.starts[b]
            while not bad and i < rows.ends[a] and j < rows.ends[b]:
                bad = rows.registrations[i] == rows.registrations[j]
                if rows.registrations[i] < rows.registrations[j]:
                    i += 1
                else:
                    j += 1
            refused[one, other] = bad
            refused[other, one] = bad
    return refused


@njit(cache=True, nogil=True)
def _best(total, refused, sizes, row):  # type: ignore[no-untyped-def]
    """The cluster that joins best with `row` and the mean of T across; (-1, -inf) when none may."""
    found, value = -1, -np.inf
    for other in range(len(sizes)):
        if other != row and sizes[other] > 0 and not refused[row, other]:
            mean = total[row, other] / (sizes[row] * sizes[other])
            if mean > value:
                found, value = other, mean
    return found, value


@njit(cache=True, nogil=True)
def _merge(total, refused, sizes, into, one, other):  # type: ignore[no-untyped-def]
    """Cluster `other` becomes part of `one`: sums of T add up, refusals are inherited."""
    for at in range(len(sizes)):
        total[one, at] += total[other, at]
        total[at, one] = total[one, at]
        refused[one, at] = refused[one, at] or refused[other, at]
        refused[at, one] = refused[one, at]
        if into[at] == other:
            into[at] = one
    sizes[one] += sizes[other]
    sizes[other] = 0


@njit(cache=True, nogil=True)
def _agglomerated(total, refused, member, place, group, threshold):  # type: ignore[no-untyped-def]
    """For each of n rows the row of its cluster that comes first, int64 [n]."""
    size = len(total)
    into = np.arange(size)
    sizes = np.ones(size, np.int64)
    for at in range(size):
        first = place[group[member[at]]]
        if first != at:
            _merge(total, refused, sizes, into, first, at)
    partner = np.full(size, -1)
    value = np.full(size, -np.inf)
    for at in range(size):
        if sizes[at] > 0:
            partner[at], value[at] = _best(total, refused, sizes, at)
    while True:
        one = np.argmax(value)
        if partner[one] < 0 or value[one] <= threshold:
            return into
        first, second = min(one, partner[one]), max(one, partner[one])
        _merge(total, refused, sizes, into, first, second)
        partner[second], value[second] = -1, -np.inf
        for at in range(size):
            if sizes[at] == 0:
                continue
            if at == first or partner[at] == first or partner[at] == second:
                partner[at], value[at] = _best(total, refused, sizes, at)
            elif not refused[at, first]:
                mean = total[at, first] / (sizes[at] * sizes[first])
                if mean > value[at]:
                    partner[at], value[at] = first, mean
