"""Probabilities after clustering: ordered by T, and on the side where the clusters are."""

from __future__ import annotations

import numpy as np

from ojaq.core.matching.scoring import settled_probability

BITS = np.arange(-60_000, 60_001, 500, dtype=np.int32)


def test_they_rise_with_the_evidence_within_and_across():
    for within in (True, False):
        chances = settled_probability(BITS, np.full(len(BITS), within))
        assert (np.diff(chances) >= 0).all()
        assert chances[0] < chances[-1]


def test_over_one_half_is_said_of_pairs_of_one_cluster_and_of_no_others():
    assert (settled_probability(BITS, np.ones(len(BITS), bool)) > 0.5).all()
    assert (settled_probability(BITS, np.zeros(len(BITS), bool)) < 0.5).all()


def test_pairs_of_an_outcome_agree_with_its_persons(resolved):
    _, _, outcome = resolved
    one = outcome.label[outcome.pairs[:, 0]] == outcome.label[outcome.pairs[:, 1]]
    assert ((outcome.pair_probability > 0.5) == one).all()
    assert (np.diff(outcome.unsure_probability) <= 0).all()
