"""Belief passing between pairs: equal fathers make equal sons likelier, and the other way round.

Every message is bounded by the tables below, so a wrong tie cannot overrule everything else.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.evidence import EdgeKind, Edges
from ojaq.core.matching.hands import lean, shared_out
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.weights import MILLI, Weights

FloatArray = NDArray[np.float64]
ITERATIONS, DAMPING, SETTLED = 5, 0.3, 0.1
PATIENCE, BEYOND_HOPE = 2, -12.0
"""After so many turns a pair so far from being one person, in bits, is left as it is: most are, and none of them comes back."""
_SPOUSE, _SIBLING, _SILENT = int(EdgeKind.SPOUSE), int(EdgeKind.SIBLING), -1e9
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
    # A pair without an edge stays as it is; the others are few enough to be walked again and again.
    bits = evidence / MILLI
    starts, incoming = _incoming(edges.first, edges.second, len(pairs))
    graph = _Graph(starts, incoming, edges.first, edges.second, edges.kind, edges.strength)
    rows = (pairs // max(size, 1)).astype(np.int32), (pairs % max(size, 1)).astype(np.int32)
    total, after = bits.copy(), bits.copy()
    messages, fresh = np.zeros((2 * len(edges.first), 2)), np.zeros((2 * len(edges.first), 2))
    for step in range(ITERATIONS):
        turn = partial(_turn, graph, *rows, psi, step, bits, total, messages, after, fresh)
        moved = shared_out(len(pairs), turn)
        total, after, messages, fresh = after, total, fresh, messages
        if max(moved) < SETTLED:
            break
    return total, messages


class _Graph(NamedTuple):
    """Messages that come in at each pair, `incoming[starts[i]:starts[i + 1]]` in order of number, and the edges."""

    starts: LongArray
    incoming: LongArray
    first: LongArray
    second: LongArray
    kind: IntArray
    strength: IntArray


@njit(cache=True, nogil=True)
def _incoming(first, second, size):  # type: ignore[no-untyped-def]
    """(starts, messages) by target."""
    count = len(first)
    starts = np.zeros(size + 1, np.int64)
    for edge in range(count):
        starts[second[edge] + 1] += 1
        starts[first[edge] + 1] += 1
    for pair in range(size):
        starts[pair + 1] += starts[pair]
    filled = starts[:-1].copy()
    messages = np.empty(2 * count, np.int32)
    for message in range(2 * count):
        target = second[message] if message < count else first[message - count]
        messages[filled[target]] = message
        filled[target] += 1
    return starts, messages


@lean
def _turn(graph, left, right, psi, step, bits, total, messages, after, fresh, start, stop):  # type: ignore[no-untyped-def]
    """All messages to the pairs from `start` to `stop` anew; how far the beliefs moved. Nothing that another part reads is
    written, so parts may be walked at once."""
    count, farthest, keep = len(graph.first), 0.0, DAMPING if step else 0.0
    for pair in range(start, stop):
        begin, end = graph.starts[pair], graph.starts[pair + 1]
        if begin == end:
            continue
        if step >= PATIENCE and total[pair, 0] - max(total[pair, 1], total[pair, 2]) < BEYOND_HOPE:
            if step == PATIENCE:
                _left_as_it_is(pair, graph.incoming[begin:end], total, messages, after, fresh)
            continue
        for at in range(begin, end):
            message = graph.incoming[at]
            turned = message >= count
            edge = message - count if turned else message
            back = message - count if turned else message + count
            source = graph.second[edge] if turned else graph.first[edge]
            fresh[message, 0], fresh[message, 1] = _message(
                total[source, 0] - messages[back, 0],
                total[source, 1] - messages[back, 1],
                total[source, 2],
                psi,
                graph.kind[edge],
                turned,
                graph.strength[edge] / 100.0,
            )
        if end - begin > 1:
            _silence(graph, begin, end, left, right, fresh)
        same, kin = bits[pair, 0], bits[pair, 1]
        for at in range(begin, end):
            message = graph.incoming[at]
            fresh[message, 0] = fresh[message, 0] * (1 - keep) + messages[message, 0] * keep
            fresh[message, 1] = fresh[message, 1] * (1 - keep) + messages[message, 1] * keep
            same += fresh[message, 0]
            kin += fresh[message, 1]
        farthest = max(farthest, abs(same - total[pair, 0]), abs(kin - total[pair, 1]))
        after[pair, 0], after[pair, 1] = same, kin
    return farthest


@lean
def _left_as_it_is(pair, incoming, total, messages, after, fresh):  # type: ignore[no-untyped-def]
    after[pair, 0], after[pair, 1] = total[pair, 0], total[pair, 1]
    for message in incoming:
        fresh[message, 0], fresh[message, 1] = messages[message, 0], messages[message, 1]


@lean
def _message(same, kin, stranger, psi, kind, turned, strength):  # type: ignore[no-untyped-def]
    """One message: the belief of the source without what the target said, seen through ψ, against stranger."""
    top = max(same, kin, stranger)
    one, two, three = (
        np.exp2(max(same - top, -60.0)),
        np.exp2(max(kin - top, -60.0)),
        np.exp2(max(stranger - top, -60.0)),
    )
    if turned:
        same = one * psi[kind, 0, 0] + two * psi[kind, 0, 1] + three * psi[kind, 0, 2]
        kin = one * psi[kind, 1, 0] + two * psi[kind, 1, 1] + three * psi[kind, 1, 2]
        stranger = one * psi[kind, 2, 0] + two * psi[kind, 2, 1] + three * psi[kind, 2, 2]
    else:
        same = one * psi[kind, 0, 0] + two * psi[kind, 1, 0] + three * psi[kind, 2, 0]
        kin = one * psi[kind, 0, 1] + two * psi[kind, 1, 1] + three * psi[kind, 2, 1]
        stranger = one * psi[kind, 0, 2] + two * psi[kind, 1, 2] + three * psi[kind, 2, 2]
    base = np.log2(max(stranger, 1e-18))
    return (np.log2(max(same, 1e-18)) - base) * strength, (np.log2(max(kin, 1e-18)) - base) * strength


@lean
def _silence(graph, begin, end, left, right, fresh):  # type: ignore[no-untyped-def]
    """Each child, spouse or sibling speaks once to a pair: only its best message counts."""
    for one in range(begin, end):
        if not _has_rivals(graph, graph.incoming[one]):
            continue
        for other in range(begin, end):
            if one != other and _outdone(
                graph, graph.incoming[one], graph.incoming[other], left, right, fresh
            ):
                fresh[graph.incoming[one], 1] = _SILENT
                break
    for at in range(begin, end):
        if fresh[graph.incoming[at], 1] == _SILENT:
            fresh[graph.incoming[at], 0] = 0.0
            fresh[graph.incoming[at], 1] = 0.0


@lean
def _has_rivals(graph, message):  # type: ignore[no-untyped-def]
    """Whether this comes from a spouse, a sibling or a child: of those one pair may have several."""
    count = len(graph.first)
    kind = graph.kind[message - count if message >= count else message]
    return kind in (_SPOUSE, _SIBLING) or message < count


@lean
def _outdone(graph, message, rival, left, right, fresh):  # type: ignore[no-untyped-def]
    """Whether a rival message of the same kind, from a pair that has a row in common, is the stronger one."""
    count = len(graph.first)
    edge = message - count if message >= count else message
    other = rival - count if rival >= count else rival
    if graph.kind[edge] != graph.kind[other] or not _has_rivals(graph, rival):
        return False
    strong, weak = fresh[rival, 0], fresh[message, 0]
    if strong < weak or (strong == weak and rival > message):
        return False
    a = graph.second[edge] if message >= count else graph.first[edge]
    b = graph.second[other] if rival >= count else graph.first[other]
    return left[a] == left[b] or right[a] == right[b] or left[a] == right[b] or right[a] == left[b]
