"""Pairs worth comparing: rows that share a key, in blocks whose size is bounded."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.components import connected
from ojaq.core.matching.hands import each, lean
from ojaq.core.matching.keys import decade_of, key_kinds, mixed, place_of, traits
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.portraits import Portraits, Word
from ojaq.core.matching.tokens import Tokens

CAP = 14
"""Rows of a block that are all compared with each other; a larger block is split by a further field. With 30 two to three times
as many pairs are compared, more a mention the larger the population; pair F1 is the same to within noise (docs/figures.md)."""
CLOSED = 30
"""Rows that strong pairs connect and that are compared each with each, unless there are more of them."""
HELD = 50_000_000
"""Pairs that wait to be sorted among those that were found before."""


def candidate_pairs(portraits: Portraits, tokens: Tokens, *, cap: int = CAP) -> LongArray:
    """Sorted pairs, int64 [n], each `lower row * M + higher row`, that share a key and may be one person."""
    splitters = _splitters(portraits, tokens)
    order = np.argsort(np.argsort(portraits.stable, kind="stable"), kind="stable")

    def of_kind(hashed: Callable[[], tuple[LongArray, IntArray]]) -> LongArray:
        return _block_pairs(*hashed(), splitters, order, cap, portraits)

    kinds = (hashed for _, hashed in key_kinds(portraits, tokens))
    found = [np.zeros(0, np.int64)]
    for pairs in each(kinds, of_kind, len(portraits)):
        found.append(pairs)
        if sum(map(len, found[1:])) > HELD:
            # What several kinds of keys find is held once: a large register would not fit otherwise.
            found = [once(np.concatenate(found))]
    return once(np.concatenate(found))


def closed(portraits: Portraits, pairs: LongArray) -> LongArray:
    """All pairs of rows that are connected by these pairs, where at most `CLOSED` rows are: no joining is then
    judged with one half of its pairs unseen."""
    size = max(len(portraits), 1)
    label = connected(pairs // size, pairs % size, len(portraits))
    order = np.argsort(label, kind="stable").astype(np.int32)
    starts = np.flatnonzero(np.diff(label[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    small = (sizes > 2) & (sizes <= CLOSED)
    return once(_all_pairs(order, starts[small], sizes[small], *_forbidding(portraits)))


def possible(portraits: Portraits, left: LongArray, right: LongArray) -> LongArray:
    """The pairs of these rows that neither share a registration nor contradict in sex; sorted, each once."""
    sex = portraits.sex
    fits = (sex[left] == 0) | (sex[right] == 0) | (sex[left] == sex[right])
    fits &= left != right
    pairs = once(coded(left[fits], right[fits], len(portraits)))
    return pairs[~share_registration(portraits, pairs)]


def share_registration(portraits: Portraits, pairs: LongArray) -> NDArray[np.bool_]:
    """bool [n]: pairs whose rows stand in one registration; such rows are different people."""
    left, right = pairs // max(len(portraits), 1), pairs % max(len(portraits), 1)
    if len(portraits.registrations) == len(portraits):
        same: NDArray[np.bool_] = portraits.registrations[left] == portraits.registrations[right]
        return same
    common: NDArray[np.bool_] = _any_in_common(
        portraits.registration_starts, portraits.registrations, left, right
    )
    return common


@njit(cache=True, nogil=True)
def _any_in_common(
    starts: LongArray, values: LongArray, left: LongArray, right: LongArray
) -> NDArray[np.bool_]:
    """Whether the sorted lists of two rows have a value in common, for each pair of rows."""
    common = np.zeros(len(left), np.bool_)
    for at in range(len(left)):
        common[at] = _in_common(starts, values, left[at], right[at])
    return common


@lean
def _in_common(starts, values, left, right):  # type: ignore[no-untyped-def]
    """Whether the sorted lists of two rows have a value in common."""
    one, one_end = starts[left], starts[left + 1]
    other, other_end = starts[right], starts[right + 1]
    while one < one_end and other < other_end:
        if values[one] == values[other]:
            return True
        if values[one] < values[other]:
            one += 1
        else:
            other += 1
    return False


def once(values: LongArray) -> LongArray:
    """The values sorted, each once. NumPy's own way, by hashing, is several times slower on millions."""
    values = np.sort(values)
    fresh = np.ones(len(values), bool)
    fresh[1:] = values[1:] != values[:-1]
    return values[fresh]


def coded(left: LongArray, right: LongArray, size: int) -> LongArray:
    """int64 [n]: `lower * size + higher`."""
    return np.minimum(left, right).astype(np.int64) * size + np.maximum(left, right)


def located(within: LongArray, pairs: LongArray) -> LongArray:
    """int64 [n]: where each pair stands in `within` (sorted), -1 where it does not."""
    if not len(within):
        return np.full(len(pairs), -1, np.int64)
    at = np.minimum(np.searchsorted(within, pairs), len(within) - 1)
    return np.where(within[at] == pairs, at, -1)


def _splitters(portraits: Portraits, tokens: Tokens) -> list[LongArray]:
    """What a block that is too large is split by, in turn; -1 where unknown."""
    plain = traits(portraits, tokens, 0)
    table = np.append(tokens.table().skeletons[0], -1)
    family = plain.root
    for word in (Word.KIN_FATHER, Word.KIN_CHILD):
        family = np.where(family >= 0, family, table[portraits.words[:, word]])
    return [family, decade_of(portraits), place_of(portraits, tokens), plain.father]


def _block_pairs(
    key: LongArray,
    row: IntArray,
    splitters: list[LongArray],
    order: LongArray,
    cap: int,
    portraits: Portraits,
) -> LongArray:
    """Pairs within equal keys that may be one person, some twice; blocks over the cap go on to the next splitter."""
    found, forbidding = [], _forbidding(portraits)
    for splitter in [*splitters, None]:
        sort = np.argsort(key)
        key, row = key[sort], row[sort]
        starts, sizes = _blocks(key)
        small = (sizes > 1) & (sizes <= cap)
        found.append(_all_pairs(row, starts[small], sizes[small], *forbidding))
        large = np.repeat(sizes > cap, sizes)
        if not large.any():
            break
        key, row = key[large], row[large]
        if splitter is None:
            left, right = _neighbours(key, row, order, cap)
            found.append(possible(portraits, left, right))
        else:
            key = mixed([key, splitter[row]])
    return np.concatenate(found)


def _blocks(key: LongArray) -> tuple[LongArray, LongArray]:
    """Where each run of equal keys begins, and how long it is."""
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return starts, np.diff(np.append(starts, len(key)))


def _forbidding(portraits: Portraits) -> tuple[NDArray[np.int8], LongArray, LongArray]:
    """What forbids two rows to be one person: sexes, and lists of registrations."""
    return portraits.sex, portraits.registration_starts, portraits.registrations


@njit(cache=True, nogil=True)
def _all_pairs(row, starts, sizes, sex, registration_starts, registrations):  # type: ignore[no-untyped-def]
    """Coded pairs of all rows of each block that neither share a registration nor contradict in sex."""
    room = 0
    for size in sizes:
        room += size * (size - 1) // 2
    pairs = np.empty(room, np.int64)
    count = 0
    for block in range(len(starts)):
        for one in range(starts[block], starts[block] + sizes[block]):
            for other in range(starts[block], one):
                low, high = np.int64(min(row[one], row[other])), np.int64(max(row[one], row[other]))
                if sex[low] > 0 and sex[high] > 0 and sex[low] != sex[high]:
                    continue
                if _in_common(registration_starts, registrations, low, high):
                    continue
                pairs[count] = low * len(sex) + high
                count += 1
    return pairs[:count].copy()


def _neighbours(key: LongArray, row: IntArray, order: LongArray, cap: int) -> tuple[LongArray, LongArray]:
    """What no field can split is walked in a fixed order, each row beside the next few: never dropped."""
    sort = np.lexsort((order[row], key))
    key, row = key[sort], row[sort]
    left, right = [], []
    for step in range(1, min(cap // 2, len(row) - 1) + 1):
        same = key[step:] == key[:-step]
        left.append(row[:-step][same].astype(np.int64))
        right.append(row[step:][same].astype(np.int64))
    return np.concatenate(left), np.concatenate(right)
