"""Profiles: each cluster becomes one portrait, to be compared again by the same scorer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.keys import mixed
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.portraits import Portraits, Word, completed
from ojaq.core.matching.relatives import Lists, listed

_SPREAD = {2: 0.6, 1: 2.2}


def profiled(portraits: Portraits, label: LongArray) -> tuple[Portraits, LongArray]:
    """Portraits of the clusters and, int64 [M], the number of the cluster of each row.

    Commonest value of each field (the second commonest family name stands as the other one), commonest
    father and mother cluster, all spouses, children and registrations. Ties go to the oldest mention.
    """
    order = np.argsort(portraits.stable, kind="stable")
    _, first, cluster = np.unique(label, return_index=True, return_inverse=True)
    size = len(first)
    stable = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(stable, cluster, portraits.stable)
    count = _Counter(cluster.astype(np.int64), order, size)
    year, kind = _years(portraits, count)
    starts, registrations = _registrations(portraits, cluster, size)
    father, mother = (count.top(_lifted(row, cluster))[:, 0] for row in (portraits.father, portraits.mother))
    strength = np.full((size, 2), 0, np.int64)
    np.maximum.at(strength, cluster, portraits.parent_strength)
    rows = np.arange(size)
    profiles = replace(
        portraits,
        stable=stable,
        sex=np.maximum(count.top(np.where(portraits.sex > 0, portraits.sex, -1))[:, 0], 0).astype(np.int8),
        words=_words(portraits, count),
        numeral=np.maximum(count.top(np.where(portraits.numeral > 0, portraits.numeral, -1))[:, 0], 0).astype(
            np.int32
        ),
        year=year,
        year_kind=kind,
        day=np.maximum(count.top(np.where(portraits.day > 0, portraits.day, -1))[:, 0], 0).astype(np.int16),
        died=np.maximum(count.top(np.where(portraits.died > 0, portraits.died, -1))[:, 0], 0).astype(
            np.int16
        ),
        place=count.top(portraits.place)[:, 0],
        codes=_codes(portraits, count),
        categories=_categories(portraits, count),
        father=np.where(father == rows, -1, father),
        mother=np.where(mother == rows, -1, mother),
        parent_strength=strength,
        spouses=_lists(portraits.spouses, cluster, size),
        children=_lists(portraits.children, cluster, size),
        siblings=_lists(portraits.siblings, cluster, size),
        guardians=_lists(portraits.guardians, cluster, size),
        registration_starts=starts,
        registrations=registrations,
    )
    return completed(profiles, father_first=False), cluster.astype(np.int64)


class _Counter:
    """Counts values by cluster; equally common values stand in the order of their oldest mention."""

    def __init__(self, cluster: LongArray, order: LongArray, size: int) -> None:
        self.cluster, self.size = cluster, size
        self.members = order[np.argsort(cluster[order], kind="stable")]
        self.starts = np.concatenate([[0], np.cumsum(np.bincount(cluster, minlength=size))])

    def top(self, values: NDArray[np.integer], wanted: int = 1) -> LongArray:
        """int64 [clusters, wanted]: the commonest values, -1 where there are fewer; negative ones are missing."""
        rows = self.top_rows(values, wanted)
        return np.where(rows >= 0, values[rows], -1).astype(np.int64)

    def top_rows(self, values: NDArray[np.integer], wanted: int = 1) -> LongArray:
        """int64 [clusters, wanted]: the oldest row of each of the commonest values, -1 where there are fewer."""
        rows = np.full((self.size, wanted), -1, np.int64)
        _count(self.members, self.starts, np.ascontiguousarray(values, np.int64), rows)
        return rows


@njit(cache=True, nogil=True)
def _count(members, starts, values, into):  # type: ignore[no-untyped-def]
    """Members stand by cluster, the oldest first; so of equally common values the first seen is the oldest."""
    longest = 1
    for cluster in range(len(starts) - 1):
        longest = max(longest, starts[cluster + 1] - starts[cluster])
    first = np.empty(longest, np.int64)
    counts = np.empty(longest, np.int64)
    for cluster in range(len(starts) - 1):
        seen = 0
        for at in range(starts[cluster], starts[cluster + 1]):
            row = members[at]
            if values[row] < 0:
                continue
            for known in range(seen):
                if values[first[known]] == values[row]:
                    counts[known] += 1
                    break
            else:
                first[seen] = row
                counts[seen] = 1
                seen += 1
        for place in range(min(into.shape[1], seen)):
            best = 0
            for known in range(1, seen):
                if counts[known] > counts[best]:
                    best = known
            into[cluster, place] = first[best]
            counts[best] = 0


def _words(portraits: Portraits, count: _Counter) -> IntArray:
    told = portraits.words
    words = np.full((count.size, len(Word)), -1, np.int32)
    given = count.top(told[:, Word.GIVEN], 2)
    words[:, Word.GIVEN], words[:, Word.GIVEN_3] = given[:, 0], given[:, 1]
    words[:, Word.GIVEN_2] = count.top(told[:, Word.GIVEN_2])[:, 0]
    root, birth = count.top(told[:, Word.ROOT], 3), count.top(told[:, Word.BIRTH_ROOT], 2)
    words[:, Word.ROOT] = root[:, 0]
    others = np.stack([birth[:, 0], birth[:, 1], root[:, 1], root[:, 2]], axis=1)
    others[others == root[:, :1]] = -1
    chosen = others[np.arange(count.size), np.argmax(others >= 0, axis=1)]
    words[:, Word.BIRTH_ROOT] = np.where(chosen >= 0, chosen, birth[:, 0])
    for word in (Word.FAMILY, Word.FAMILY_FIRST, Word.FATHER):
        words[:, word] = count.top(told[:, word])[:, 0]
    places = told[:, Word.PLACE :]
    # The three words of a place are counted as one value: by their hash, without its sign.
    whole = mixed(list(places.T)) & np.iinfo(np.int64).max
    rows = count.top_rows(np.where(places[:, 0] >= 0, whole, -1))[:, 0]
    words[:, Word.PLACE :] = np.where((rows >= 0)[:, None], places[rows], -1)
    return words


def _years(portraits: Portraits, count: _Counter) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Exact years: the commonest if it stands twice among three or more, else the median; then the others."""
    year = np.full((count.size, 2), np.nan, np.float32)
    kind = np.zeros(count.size, np.int8)
    for level in (1, 2):
        chosen = np.flatnonzero(portraits.year_kind == level)
        if not len(chosen):
            continue
        means = portraits.year[chosen, 0]
        middle = _medians(count.cluster[chosen], means, count.size)
        if level == 2:
            middle = _commonest(count, portraits, chosen, middle)
        has = ~np.isnan(middle)
        year[has, 0], year[has, 1], kind[has] = middle[has], _SPREAD[level], level
    return year, kind


def _medians(owner: LongArray, value: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """The upper median of the values of each owner, float32 [size]; NaN where there are none."""
    sort = np.lexsort((value, owner))
    owner, value = owner[sort], value[sort]
    begins = np.searchsorted(owner, np.arange(size))
    ends = np.searchsorted(owner, np.arange(size), side="right")
    found = np.full(size, np.nan, np.float32)
    has = ends > begins
    found[has] = value[((begins + ends) // 2)[has]]
    return found


def _commonest(
    count: _Counter, portraits: Portraits, chosen: LongArray, middle: NDArray[np.float32]
) -> NDArray[np.float32]:
    values = np.full(len(portraits), -1, np.int64)
    values[chosen] = portraits.year[chosen, 0].astype(np.int64)
    best = count.top(values)[:, 0]
    hits = np.bincount(count.cluster[chosen], best[count.cluster[chosen]] == values[chosen], count.size)
    all_told = np.bincount(count.cluster[chosen], minlength=count.size)
    return np.where((all_told > 2) & (hits > 1), best, middle).astype(np.float32)


def _registrations(portraits: Portraits, cluster: LongArray, size: int) -> tuple[LongArray, LongArray]:
    owner = cluster[np.repeat(np.arange(len(portraits)), np.diff(portraits.registration_starts))]
    sort = np.lexsort((portraits.registrations, owner))
    owner, value = owner[sort], portraits.registrations[sort]
    fresh = np.ones(len(owner), bool)
    fresh[1:] = (owner[1:] != owner[:-1]) | (value[1:] != value[:-1])
    counts = np.bincount(owner[fresh], minlength=size)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), value[fresh]


def _lists(lists: Lists, cluster: LongArray, size: int) -> Lists:
    """The relatives of all rows of a cluster, as clusters, the most often told first."""
    owner = cluster[np.repeat(np.arange(len(cluster)), lists.lengths())]
    row = cluster[lists.rows]
    other = owner != row
    owner, row, strength = owner[other], row[other], lists.strength[other].astype(np.int64)
    pair = owner.astype(np.int64) * size + row
    values, which, counts = np.unique(pair, return_inverse=True, return_counts=True)
    best = np.zeros(len(values), np.int64)
    np.maximum.at(best, which, strength)
    return listed(values // max(size, 1), values % max(size, 1), best, -counts, size)


def _lifted(row: LongArray, cluster: LongArray) -> LongArray:
    return np.where(row >= 0, cluster[row], -1)


def _codes(portraits: Portraits, count: _Counter) -> NDArray[np.uint8]:
    codes = np.zeros((count.size, *portraits.codes.shape[1:]), np.uint8)
    for at in range(codes.shape[1]):
        values, number = np.unique(portraits.codes[:, at], axis=0, return_inverse=True)
        filled = np.where(portraits.codes[:, at, 0] > 0, number.ravel(), -1)
        best = count.top(filled)[:, 0]
        codes[:, at] = np.where((best >= 0)[:, None], values[best], 0)
    return codes


def _categories(portraits: Portraits, count: _Counter) -> LongArray:
    columns = [count.top(portraits.categories[:, at])[:, 0] for at in range(portraits.categories.shape[1])]
    return np.stack(columns, axis=1) if columns else np.zeros((count.size, 0), np.int64)
