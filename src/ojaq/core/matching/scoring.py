"""Three classes for a pair: the same person, another person of the same family, strangers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.comparing import Compared
from ojaq.core.matching.evidence import Edges
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
    levels, rare = compared.levels, compared.rare
    chance = weights.chance + (PROFILE_CHANCE if profiles else 0)
    evidence = np.empty((len(levels), 3), np.int32)
    tables = (weights.same, weights.relative, weights.stranger)
    for column, start in enumerate((chance, chance + weights.kin, 0)):
        total = np.full(len(levels), start, np.int32)
        for at, table in enumerate(tables[column]):
            worth = np.array(table, np.int32)[levels[:, at]]
            if column == 1 and edges is not None:
                of_siblings = np.array(weights.sibling[at], np.int32)[levels[:, at]]
                worth = np.where(edges.siblings, of_siblings, worth)
            if at == Field.FATHER and edges is not None:
                worth[edges.father_known] = 0
            total += worth
        evidence[:, column] = total
    father = rare[:, 2] if edges is None else np.where(edges.father_known, 0, rare[:, 2])
    evidence[:, 1] -= rare[:, 0]
    evidence[:, 2] -= rare[:, 0] + rare[:, 1] + father
    return evidence


def posterior(bits: NDArray[np.float64]) -> IntArray:
    """T, int32 [n] in millibits: same against relative and stranger together; `bits` float64 [n, 3]."""
    top = np.maximum(bits[:, 1], bits[:, 2])
    other = top + np.log2(np.exp2(bits[:, 1] - top) + np.exp2(bits[:, 2] - top))
    millibits: IntArray = np.round(MILLI * (bits[:, 0] - other)).astype(np.int32)
    return millibits


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
