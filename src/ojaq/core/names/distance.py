"""How alike two sounds are: a weighted edit distance, compiled, for one pair or for millions.

Similarity = 1 - 2d / (W_a + W_b), with d the weighted distance (sounds taken for one another, left out, transposed)
and W what leaving out the whole token would cost. Short names would suffer from one slip, so one plain edit
counts at
least 0.70.
"""

from __future__ import annotations

from collections.abc import Sequence

import numba
import numpy as np
from numpy.typing import NDArray

from ojaq.core.names.costs import INDEX
from ojaq.core.names.knowledge import NameKnowledge, Token
from ojaq.core.names.sounds import LONGEST_SOUND

Codes = NDArray[np.int8]
ONE_EDIT = np.float32(0.70)
SHORTEST_FOR_ONE_EDIT = 3


def encode_sounds(sounds: Sequence[str]) -> tuple[Codes, NDArray[np.int16]]:
    """Sounds as int8 codes [n, 16] (0 pads) and their lengths int16 [n].

    Strange symbols become 0, longer sounds are cut.
    """
    codes = np.zeros((len(sounds), LONGEST_SOUND), np.int8)
    lengths = np.zeros(len(sounds), np.int16)
    for row, sound in enumerate(sounds):
        cut = sound[:LONGEST_SOUND]
        codes[row, : len(cut)] = [INDEX.get(one, 0) for one in cut]
        lengths[row] = len(cut)
    return codes, lengths


def similarities(
    codes: Codes,
    lengths: NDArray[np.int16],
    abjad: NDArray[np.bool_],
    left_ids: NDArray[np.integer],
    right_ids: NDArray[np.integer],
    knowledge: NameKnowledge,
) -> NDArray[np.float32]:
    """Similarity 0..1, float32 [p], of the tokens `left_ids[p]` and `right_ids[p]` (rows of `codes`)."""
    costs = knowledge.costs
    found: NDArray[np.float32] = _similarities(
        codes.view(np.uint8),  # unsigned indices spare the kernel a check for negative ones
        lengths,
        np.ascontiguousarray(abjad, np.bool_),
        np.ascontiguousarray(left_ids, np.int64),
        np.ascontiguousarray(right_ids, np.int64),
        costs.instead,
        costs.left_out,
        np.float32(costs.transposed),
    )
    return found


def similarity(a: Token, b: Token, knowledge: NameKnowledge) -> float:
    """Similarity 0..1 of two tokens by sound alone: the same arithmetic as `similarities`.

    Two silent tokens are 0.
    """
    codes, lengths = encode_sounds((a.sound, b.sound))
    abjad = np.array((a.abjad, b.abjad))
    return float(similarities(codes, lengths, abjad, np.array((0,)), np.array((1,)), knowledge)[0])


@numba.njit(nogil=True, cache=True)
def _similarities(codes, lengths, abjad, left, right, instead, left_out, transposed):  # type: ignore[no-untyped-def]
    found = np.zeros(left.shape[0], np.float32)
    rows = np.zeros((3, codes.shape[1] + 1), np.float32)
    for p in range(left.shape[0]):
        a, b = left[p], right[p]
        costs = left_out[1 if abjad[a] or abjad[b] else 0]
        found[p] = likeness(codes[a], lengths[a], codes[b], lengths[b], instead, costs, transposed, rows)
    return found


@numba.njit(nogil=True, cache=True)
def likeness(x, n, y, m, instead, left_out, transposed, rows):  # type: ignore[no-untyped-def]
    """Similarity of the codes x[:n] and y[:m]; `rows` is a scratch float32 [3, >= m + 1]."""
    if n == 0 or m == 0:
        return np.float32(0.0)
    whole = _whole(x, n, left_out) + _whole(y, m, left_out)
    distance = _distance(x, n, y, m, instead, left_out, transposed, rows)
    alike = np.float32(1.0) - np.float32(2.0) * distance / max(whole, np.float32(0.1))
    if alike < ONE_EDIT and min(n, m) >= SHORTEST_FOR_ONE_EDIT and _one_edit(x, n, y, m):
        return ONE_EDIT
    return min(max(alike, np.float32(0.0)), np.float32(1.0))


@numba.njit(nogil=True, cache=True)
def _whole(x, n, left_out):  # type: ignore[no-untyped-def]
    total = np.float32(0.0)
    for i in range(n):
        total += left_out[x[i]]
    return total


@numba.njit(nogil=True, cache=True)
def _distance(x, n, y, m, instead, left_out, transposed, rows):  # type: ignore[no-untyped-def]
    before, last, now = 0, 1, 2
    rows[last, 0] = 0.0
    for j in range(m):
        rows[last, j + 1] = rows[last, j] + left_out[y[j]]
    for i in range(n):
        one = x[i]
        dropped = left_out[one]
        left = rows[last, 0] + dropped
        rows[now, 0] = left
        for j in range(m):
            other = y[j]
            best = min(
                rows[last, j] + instead[one, other], rows[last, j + 1] + dropped, left + left_out[other]
            )
            if i and j and one == y[j - 1] and x[i - 1] == other:
                best = min(best, rows[before, j - 1] + transposed)
            rows[now, j + 1] = left = best
        before, last, now = last, now, before
    return rows[last, m]


@numba.njit(nogil=True, cache=True)
def _one_edit(x, n, y, m):  # type: ignore[no-untyped-def]
    """Whether one insertion, deletion, substitution or transposition makes x[:n] and y[:m] equal."""
    if abs(n - m) > 1:
        return False
    start = 0
    while start < min(n, m) and x[start] == y[start]:
        start += 1
    end = 0
    while end < min(n, m) - start and x[n - 1 - end] == y[m - 1 - end]:
        end += 1
    left, right = n - start - end, m - start - end
    if max(left, right) <= 1:
        return True
    return left == 2 and right == 2 and x[start] == y[start + 1] and x[start + 1] == y[start]
