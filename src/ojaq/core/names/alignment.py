"""Which word of one name answers which word of the other, whatever their order. Compiled.

Words are paired so that the sum of their merits is greatest; two neighbouring words may answer one (Abdul
Rahman,
Abdurrahman). What is left over is counted by side. The features of a pair are weighed in `likeness.py`.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from ojaq.core.names.distance import likeness
from ojaq.core.names.knowledge import NameKnowledge
from ojaq.core.names.whole import FATHER, INITIAL, MOST_READINGS, MOST_WORDS, Names

WEIGHTS = np.array(
    (1.0, 0.5, 0.35, 0.1), np.float32
)  # of a word that is plain, a father's name, an initial, little
VARIANT = np.float32(0.93)  # two known forms of one name are at least so alike
KINDRED = np.float32(0.85)  # a name and its short form
APART = np.float32(0.5)  # different names that sound alike are at most so alike
SAME_INITIAL = np.float32(0.85)
NEAR = np.float32(0.3)  # initials whose sounds cost no more than this may be one
JOINED = np.float32(0.03)  # two words for one are a little less alike than one for one
OTHER_READING = np.float32(0.02)
WORTH = np.float32(0.35)  # words less alike than this are not paired
CLEARLY_ONE = np.float32(0.9)  # words so alike are not tried joined with their neighbours
SHORTEST_JOINED = 4
NO_WORDS = np.float32(-1.0)
NEVER = np.float32(-1e9)


class _Words(NamedTuple):
    """The columns of words that the kernels read."""

    readings: NDArray[np.int32]
    codes: NDArray[np.uint8]
    lengths: NDArray[np.int16]
    abjad: NDArray[np.bool_]
    kinds: NDArray[np.int8]
    variants: NDArray[np.int32]
    kindred: NDArray[np.int32]
    apart: NDArray[np.bool_]


class _Prices(NamedTuple):
    """What sounds cost."""

    instead: NDArray[np.float32]
    left_out: NDArray[np.float32]
    transposed: np.float32


def features(
    names: Names, left: NDArray[np.integer], right: NDArray[np.integer], knowledge: NameKnowledge
) -> NDArray[np.float32]:
    """Features float32 [p, 5] of the pairs of names `left[p]`, `right[p]` (rows of `names`)."""
    words = _Words(
        readings=names.readings,
        codes=names.codes.view(np.uint8),
        lengths=names.lengths,
        abjad=names.abjad,
        kinds=names.kinds,
        variants=names.variants,
        kindred=names.kindred,
        apart=_apart_table(knowledge),
    )
    costs = knowledge.costs
    prices = _Prices(costs.instead, costs.left_out, np.float32(costs.transposed))
    ids = np.ascontiguousarray(left, np.int64), np.ascontiguousarray(right, np.int64)
    found: NDArray[np.float32] = _features(names.names, ids[0], ids[1], words, prices)
    return found


def _apart_table(knowledge: NameKnowledge) -> NDArray[np.bool_]:
    size = 1 + max(knowledge.variants_by_form.values(), default=0)
    table = np.zeros((size, size), np.bool_)
    for one, other in (tuple(pair) for pair in knowledge.apart):
        table[one, other] = table[other, one] = True
    return table


@numba.njit(nogil=True, cache=True)
def _features(names, left, right, words, prices):  # type: ignore[no-untyped-def]
    found = np.zeros((left.shape[0], 5), np.float32)
    rows = np.zeros((3, 2 * words.codes.shape[1] + 1), np.float32)
    joined = np.zeros(2 * words.codes.shape[1], np.uint8)
    alike = np.zeros((3, MOST_WORDS, MOST_WORDS), np.float32)
    for p in range(left.shape[0]):
        a, b = names[left[p]], names[right[p]]
        n, m = _count(a), _count(b)
        if n == 0 or m == 0:
            found[p, 0] = NO_WORDS
            continue
        for i in range(n):
            for j in range(m):
                alike[0, i, j] = _words_alike(a[i], b[j], words, prices, rows)
                alike[1, i, j] = alike[2, i, j] = 0.0
        for i in range(n):
            for j in range(m):
                if i + 1 < n and max(alike[0, i, j], alike[0, i + 1, j]) < CLEARLY_ONE:
                    alike[1, i, j] = _joined_alike(a[i], a[i + 1], b[j], words, prices, rows, joined)
                if j + 1 < m and max(alike[0, i, j], alike[0, i, j + 1]) < CLEARLY_ONE:
                    alike[2, i, j] = _joined_alike(b[j], b[j + 1], a[i], words, prices, rows, joined)
        _align(a[:n], b[:m], words.kinds, alike, found[p])
    return found


@numba.njit(nogil=True, cache=True)
def _count(words):  # type: ignore[no-untyped-def]
    n = 0
    while n < words.shape[0] and words[n] >= 0:
        n += 1
    return n


@numba.njit(nogil=True, cache=True)
def _prices_of(a, b, words, prices):  # type: ignore[no-untyped-def]
    return prices.left_out[1 if words.abjad[a] or words.abjad[b] else 0]


@numba.njit(nogil=True, cache=True)
def _words_alike(a, b, words, prices, rows):  # type: ignore[no-untyped-def]
    """The likeness of two words: that of their nearest readings, or what is known of them."""
    if a == b:
        return np.float32(1.0)
    if words.kinds[a] == INITIAL or words.kinds[b] == INITIAL:
        x, y = words.codes[words.readings[a, 0], 0], words.codes[words.readings[b, 0], 0]
        return SAME_INITIAL if prices.instead[x, y] <= NEAR else np.float32(0.0)
    best = np.float32(0.0)
    if words.variants[a] >= 0 and words.variants[a] == words.variants[b]:
        best = VARIANT
    elif _kindred(words.kindred[a], words.kindred[b]):
        best = KINDRED
    left_out = _prices_of(a, b, words, prices)
    for r in range(MOST_READINGS):
        x = words.readings[a, r]
        for s in range(MOST_READINGS):
            y = words.readings[b, s]
            if x < 0 or y < 0:
                break
            one = likeness(
                words.codes[x], words.lengths[x], words.codes[y], words.lengths[y],
                prices.instead, left_out, prices.transposed, rows,
            )  # fmt: skip
            best = max(best, one - OTHER_READING if r or s else one)
    return min(best, APART) if _apart(words.variants[a], words.variants[b], words.apart) else best


@numba.njit(nogil=True, cache=True)
def _apart(one, other, apart):  # type: ignore[no-untyped-def]
    return one >= 0 and other >= 0 and apart[one, other]


@numba.njit(nogil=True, cache=True)
def _kindred(a, b):  # type: ignore[no-untyped-def]
    for one in a:
        for other in b:
            if one >= 0 and one == other:
                return True
    return False


@numba.njit(nogil=True, cache=True)
def _joined_alike(a, b, other, words, prices, rows, joined):  # type: ignore[no-untyped-def]
    """The likeness of the words a and b, said in one breath, to the word other."""
    x, y, z = words.readings[a, 0], words.readings[b, 0], words.readings[other, 0]
    n, k, m = words.lengths[x], words.lengths[y], words.lengths[z]
    if m < SHORTEST_JOINED or abs(n + k - m) > SHORTEST_JOINED:
        return np.float32(0.0)
    joined[:n] = words.codes[x, :n]
    joined[n : n + k] = words.codes[y, :k]
    left_out = _prices_of(a, other, words, prices)
    one = likeness(joined, n + k, words.codes[z], m, prices.instead, left_out, prices.transposed, rows)
    return max(one - JOINED, np.float32(0.0))


@numba.njit(nogil=True, cache=True)
def _merit(alike, weight):  # type: ignore[no-untyped-def]
    return weight * (alike - WORTH) if alike > WORTH else np.float32(-1.0)


@numba.njit(nogil=True, cache=True)
def _align(a, b, kinds, alike, out):  # type: ignore[no-untyped-def]
    """The best pairing, by dynamic programming over the words of a and the set of words of b that are taken."""
    n, m = a.shape[0], b.shape[0]
    best = np.full((n + 1, 1 << m), np.float32(NEVER), np.float32)
    came = np.zeros((n + 1, 1 << m), np.int32)
    best[0, 0] = 0.0
    for i in range(n):
        for taken in range(1 << m):
            here = best[i, taken]
            if here == NEVER:
                continue
            _better(best, came, i + 1, taken, here, taken << 8)
            for j in range(m):
                bit = 1 << j
                if taken & bit:
                    continue
                how = (taken << 8) + 4 * j
                gain = _merit(alike[0, i, j], WEIGHTS[max(kinds[a[i]], kinds[b[j]])])
                if gain > 0:
                    _better(best, came, i + 1, taken | bit, here + gain, how + 1)
                gain = _merit(alike[1, i, j], np.float32(2.0))
                if gain > 0:
                    _better(best, came, i + 2, taken | bit, here + gain, how + 2)
                gain = _merit(alike[2, i, j], np.float32(2.0))
                if gain > 0 and not taken & (bit << 1):
                    _better(best, came, i + 1, taken | bit | (bit << 1), here + gain, how + 3)
    _measure(a, b, kinds, alike, came, np.argmax(best[n]), out)


@numba.njit(nogil=True, cache=True)
def _better(best, came, i, taken, value, how):  # type: ignore[no-untyped-def]
    if value > best[i, taken]:
        best[i, taken] = value
        came[i, taken] = how


@numba.njit(nogil=True, cache=True)
def _measure(a, b, kinds, alike, came, taken, out):  # type: ignore[no-untyped-def]
    """Walk back along the best pairing and fill the features (see `likeness.expand`)."""
    worst, doubt, paired = np.float32(1.0), np.float32(0.0), np.float32(0.0)
    left_a, left_b = np.float32(0.0), np.float32(0.0)
    for j in range(b.shape[0]):
        if not taken & (1 << j):
            left_b += WEIGHTS[kinds[b[j]]]
    i = a.shape[0]
    while i > 0:
        kind, j = came[i, taken] & 3, (came[i, taken] & 255) >> 2
        taken = came[i, taken] >> 8
        if kind == 0:
            i -= 1
            left_a += WEIGHTS[kinds[a[i]]]
            continue
        i -= 2 if kind == 2 else 1
        one, weight = alike[kind - 1, i, j], WEIGHTS[max(kinds[a[i]], kinds[b[j]])]
        if weight >= WEIGHTS[FATHER]:
            worst = min(worst, one)
        doubt += weight * (np.float32(1.0) - one)
        paired += weight
    out[0], out[1], out[4] = worst, doubt, paired
    out[2], out[3] = min(left_a, left_b), max(left_a, left_b)
