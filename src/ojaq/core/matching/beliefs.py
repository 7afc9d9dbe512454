"""Belief passing between pairs: equal fathers make equal sons likelier, and the other way round.

Every message is bounded by the tables below, so a wrong tie cannot overrule everything else.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.evidence import EdgeKind, Edges
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.weights import MILLI, Weights

FloatArray = NDArray[np.float64]
ITERATIONS, DAMPING, SETTLED = 5, 0.3, 0.1
CHILD_OF_COUPLE = 0.35
"""Chance that two children of one couple, each told by somebody, are one child."""


def tables(weights: Weights, chance: int) -> FloatArray:
    """ψ, float64 [4, 3, 3], by `EdgeKind`: rows the first pair, columns the second (same, relative, stranger).

    Joint tables in units of the prior chance (`chance` in millibits), divided by what rows and columns
    have anyhow, so that a message tells only what the tie adds.
    """
    strangers, kin = 2.0 ** (-chance / MILLI), 2.0 ** (weights.kin / MILLI)
    kin = max(kin, 0.01)
    other_child = 1 / CHILD_OF_COUPLE - 1
    parent = [[0.97, 0.015, 0.015], [other_child, 0.6 * kin, 0.1 * kin], [0.02, 0.1 * kin, strangers]]
    spouse = [[0.88, 0.03, 0.09], [0.03, kin, 0.1 * kin], [0.09, 0.1 * kin, strangers]]
    sibling = [[0.9, 2.0, 0.05], [2.0, 0.6 * kin, 0.1 * kin], [0.05, 0.1 * kin, strangers]]
    guardian = [[0.7, 0.1, 0.2], [1.0, 0.6 * kin, 0.1 * kin], [0.3, 0.1 * kin, strangers]]
    joint = np.array([parent, spouse, sibling, guardian])
    rows, columns = joint.sum(2, keepdims=True), joint.sum(1, keepdims=True)
    psi: FloatArray = joint / rows / columns * joint.sum((1, 2), keepdims=True)
    return psi


def passed(
    evidence: IntArray, edges: Edges, pairs: LongArray, size: int, psi: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Pass beliefs along the edges. Gives bits float64 [n, 3] and messages float64 [2E, 2].

    `evidence` int32 [n, 3] in millibits; pairs `lower * size + higher`. Message e goes from the first to
    the second pair of edge e, message E + e back; columns: for same and for relative, against stranger.
    """
    bits = evidence / MILLI
    count = len(edges.first)
    source = np.concatenate([edges.first, edges.second])
    target = np.concatenate([edges.second, edges.first])
    kind = np.concatenate([edges.kind, edges.kind]).astype(np.int64)
    strength = np.concatenate([edges.strength, edges.strength]) / 100.0
    turned = np.arange(2 * count) >= count
    rivals = np.flatnonzero((kind == EdgeKind.SPOUSE) | (kind == EdgeKind.SIBLING) | ~turned)
    rivals = rivals[np.lexsort((rivals, kind[rivals], target[rivals]))]
    ends = np.stack([pairs // max(size, 1), pairs % max(size, 1)], axis=1)
    messages = np.zeros((2 * count, 2))
    return _passed(bits, source, target, kind, strength, rivals, ends, psi, messages), messages


@njit(cache=True, nogil=True)
def _passed(bits, source, target, kind, strength, rivals, ends, psi, messages):  # type: ignore[no-untyped-def]
    count = len(source) // 2
    fresh = np.zeros_like(messages)
    total = bits.copy()
    for step in range(ITERATIONS):
        for at in range(2 * count):
            back = at + count if at < count else at - count
            _message(total[source[at]], messages[back], psi[kind[at]], at >= count, strength[at], fresh[at])
        _silence(fresh, rivals, source, target, kind, ends)
        keep = DAMPING if step else 0.0
        for at in range(2 * count):
            messages[at, 0] = fresh[at, 0] * (1 - keep) + messages[at, 0] * keep
            messages[at, 1] = fresh[at, 1] * (1 - keep) + messages[at, 1] * keep
        moved = 0.0
        after = bits.copy()
        for at in range(2 * count):
            after[target[at], 0] += messages[at, 0]
            after[target[at], 1] += messages[at, 1]
        for at in range(len(bits)):
            moved = max(moved, abs(after[at, 0] - total[at, 0]), abs(after[at, 1] - total[at, 1]))
        total = after
        if moved < SETTLED:
            break
    return total


@njit(cache=True, nogil=True)
def _message(belief, answered, psi, turned, strength, into):  # type: ignore[no-untyped-def]
    """One message: the belief of the source without what the target said, seen through ψ, against stranger."""
    same, kin, stranger = belief[0] - answered[0], belief[1] - answered[1], belief[2]
    top = max(same, kin, stranger)
    one, two, three = (
        2.0 ** max(same - top, -60.0),
        2.0 ** max(kin - top, -60.0),
        2.0 ** max(stranger - top, -60.0),
    )
    if turned:
        same = one * psi[0, 0] + two * psi[0, 1] + three * psi[0, 2]
        kin = one * psi[1, 0] + two * psi[1, 1] + three * psi[1, 2]
        stranger = one * psi[2, 0] + two * psi[2, 1] + three * psi[2, 2]
    else:
        same = one * psi[0, 0] + two * psi[1, 0] + three * psi[2, 0]
        kin = one * psi[0, 1] + two * psi[1, 1] + three * psi[2, 1]
        stranger = one * psi[0, 2] + two * psi[1, 2] + three * psi[2, 2]
    base = np.log2(max(stranger, 1e-18))
    into[0] = (np.log2(max(same, 1e-18)) - base) * strength
    into[1] = (np.log2(max(kin, 1e-18)) - base) * strength


@njit(cache=True, nogil=True)
def _silence(fresh, rivals, source, target, kind, ends):  # type: ignore[no-untyped-def]
    """Each child, spouse or sibling speaks once to a pair: only its best message counts."""
    start = 0
    while start < len(rivals):
        stop = start + 1
        while (
            stop < len(rivals)
            and target[rivals[stop]] == target[rivals[start]]
            and kind[rivals[stop]] == kind[rivals[start]]
        ):
            stop += 1
        for one in range(start, stop):
            for other in range(start, stop):
                a, b = rivals[one], rivals[other]
                first, second = ends[source[a]], ends[source[b]]
                meets = (
                    first[0] == second[0]
                    or first[1] == second[1]
                    or first[0] == second[1]
                    or first[1] == second[0]
                )
                if one != other and meets and _beats(fresh, rivals, other, one):
                    fresh[a, 1] = -1e9
                    break
        for one in range(start, stop):
            if fresh[rivals[one], 1] == -1e9:
                fresh[rivals[one], 0] = 0.0
                fresh[rivals[one], 1] = 0.0
        start = stop


@njit(cache=True, nogil=True)
def _beats(fresh, rivals, one, other):  # type: ignore[no-untyped-def]
    strong, weak = fresh[rivals[one], 0], fresh[rivals[other], 0]
    return strong > weak or (strong == weak and one < other)
