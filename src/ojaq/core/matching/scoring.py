"""Three classes for a pair: the same person, another person of the same family, strangers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.comparing import Compared
from ojaq.core.matching.evidence import Edges
from ojaq.core.matching.hands import lean, shared_out
from ojaq.core.matching.levels import Field
from ojaq.core.matching.mentions import IntArray
from ojaq.core.matching.weights import MILLI, Weights

PROFILE_CHANCE = -1737
"""Among profiles fewer pairs are one person: the prior is taken times 0.3, in millibits."""

WITHIN, ACROSS = (4.474, 0.356), (-2.916, 0.227)
"""Log2 odds of a pair being one person, (start, worth of a bit of T): within one cluster, and across two. What clustering
decided says more than T alone. Fitted once, on rehearsals whose truth is known (a community, cuts of two trees, a registry
of another generator), and frozen; checked on four others: docs/matching.md."""
UNSEEN, MOST_BITS = -2_000, 20.0
"""T in millibits that a pair counts with that was never weighed; bits beyond which T says nothing more."""

PINNED = np.array([[25_000, 0, 0], [-25_000, 0, -6_000]], np.int32)
"""Evidence of a profile beside itself (one person) and of two profiles of one registration (they are not)."""


def potentials(
    compared: Compared,
    weights: Weights,
    *,
    edges: Edges | None = None,
    profiles: bool = False,
) -> IntArray:
    """Evidence for same, relative and stranger, int32 [n, 3] in millibits, priors included.

    A rare given name that agrees counts against relatives and strangers, a rare family or father's name
    against strangers. `edges`: where the fathers are a pair of their own they speak for themselves; where a
    parent is, the relatives that the two might be are siblings.
    """
    chance = weights.chance + (PROFILE_CHANCE if profiles else 0)
    starts = np.array([chance, chance + weights.kin, 0], np.int32)
    levels, rare, worth = compared.levels, compared.rare, weights.worth
    silent = np.zeros(0, bool)
    siblings, father_known = (edges.siblings, edges.father_known) if edges is not None else (silent, silent)
    evidence = np.empty((len(levels), 3), np.int32)

    def part(start: int, stop: int) -> None:
        some = slice(start, stop)
        _weigh(
            levels[some],
            rare[some],
            worth,
            starts,
            siblings[some],
            father_known[some],
            int(Field.FATHER),
            evidence[some],
        )

    shared_out(len(levels), part)
    return evidence


@lean
def _weigh(levels, rare, worth, starts, siblings, father_known, father, evidence):  # type: ignore[no-untyped-def]
    for at in range(len(levels)):
        kin = 3 if len(siblings) and siblings[at] else 1
        fathers = len(father_known) > 0 and father_known[at]
        same, relative, stranger = starts[0], starts[1], starts[2]
        for column in range(levels.shape[1]):
            level = levels[at, column]
            if column == father and fathers:
                continue
            same += worth[0, column, level]
            relative += worth[kin, column, level]
            stranger += worth[2, column, level]
        evidence[at, 0] = same
        evidence[at, 1] = relative - rare[at, 0]
        evidence[at, 2] = stranger - rare[at, 0] - rare[at, 1] - (0 if fathers else rare[at, 2])


def posterior(bits: NDArray[np.float64]) -> IntArray:
    """T, int32 [n] in millibits: same against relative and stranger together; `bits` float64 [n, 3]."""
    millibits = np.empty(len(bits), np.int32)
    shared_out(len(bits), lambda start, stop: _posterior(bits[start:stop], millibits[start:stop]))
    return millibits


@lean
def _posterior(bits, millibits):  # type: ignore[no-untyped-def]
    for at in range(len(bits)):
        top, less = max(bits[at, 1], bits[at, 2]), min(bits[at, 1], bits[at, 2])
        other = top + np.log2(1.0 + np.exp2(less - top))
        millibits[at] = np.int32(np.round(MILLI * (bits[at, 0] - other)))


def probability(millibits: IntArray, temper: float) -> NDArray[np.float64]:
    """Probability of being one person, float64 [n], of T in millibits: a tempered logistic."""
    chance: NDArray[np.float64] = 1.0 / (1.0 + np.exp2(-np.clip(millibits / MILLI / temper, -60, 60)))
    return chance


def settled_probability(millibits: IntArray, within: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Probability of being one person after clustering, float64 [n]: over one half exactly where `within` one cluster."""
    bits = np.clip(millibits / MILLI, -MOST_BITS, MOST_BITS)
    odds = np.where(within, WITHIN[0] + WITHIN[1] * bits, ACROSS[0] + ACROSS[1] * bits)
    chance = 1.0 / (1.0 + np.exp2(-odds))
    settled: NDArray[np.float64] = np.where(within, np.maximum(chance, 0.501), np.minimum(chance, 0.499))
    return settled
