"""Messages along ties are bounded, help what agrees and hurt what does not."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.matching.beliefs import passed, tables
from ojaq.core.matching.evidence import EdgeKind, Edges
from ojaq.core.matching.scoring import posterior
from ojaq.core.matching.weights import Weights

WEIGHTS = Weights((), (), (), chance=-13_000, kin=3_000, rarity=({}, {}, {}))
PSI = tables(WEIGHTS, WEIGHTS.chance)
BOUND = 2 * 20.0
"""Bits that one message can carry at most: the widest ratio in a column of the tables, with room."""


def edges(first, second, kind=EdgeKind.PARENT, strength=100):
    count = len(first)
    return Edges(
        np.array(first, np.int64),
        np.array(second, np.int64),
        np.full(count, kind, np.int32),
        np.full(count, strength, np.int32),
        np.zeros(count + 1, bool),
        np.zeros(count + 1, bool),
    )


def run(evidence, tied, pairs=(3, 14)):
    bits, messages = passed(np.array(evidence, np.int32), tied, np.array(pairs, np.int64), 10, PSI)
    return posterior(bits), messages


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(-60_000, 60_000), min_size=3, max_size=3), min_size=2, max_size=2),
    st.sampled_from(list(EdgeKind)),
)
def test_a_message_is_bounded_whatever_its_source_believes(evidence, kind):
    _, messages = run(evidence, edges([0], [1], kind))
    assert np.isfinite(messages).all()
    assert np.abs(messages).max() < BOUND


def test_equal_fathers_make_equal_sons_likelier_and_the_other_way_round():
    unsure, sure = [-13_000, -12_000, 0], [10_000, -10_000, 0]
    alone, _ = run([unsure, sure], edges([], []))
    tied, _ = run([unsure, sure], edges([0], [1]))
    assert tied[0] > alone[0]
    turned, _ = run([sure, unsure], edges([0], [1]))
    assert turned[1] > run([sure, unsure], edges([], []))[0][1]


def test_a_brother_is_not_made_the_same_person_by_an_equal_father():
    brother, father = [-20_000, -5_000, 0], [15_000, -10_000, 0]
    tied, _ = run([brother, father], edges([0], [1]))
    assert tied[0] < 0


def test_a_flagged_tie_speaks_half_as_loud():
    evidence = [[-13_000, -12_000, 0], [10_000, -10_000, 0]]
    _, whole = run(evidence, edges([0], [1]))
    _, half = run(evidence, edges([0], [1], strength=50))
    assert 0 < np.abs(half).max() < np.abs(whole).max()


def test_a_child_speaks_once_for_its_father():
    # Pair 0 is the fathers; pairs 1 and 2 both hold the child of row 4, so only the better one counts.
    evidence = [[-13_000, -12_000, 0], [9_000, -10_000, 0], [8_000, -10_000, 0]]
    pairs = [3, 45, 46]
    once, _ = run(evidence, edges([1], [0]), pairs)
    twice, _ = run(evidence, edges([1, 2], [0, 0]), pairs)
    other, _ = run(evidence, edges([1, 2], [0, 0]), [3, 45, 67])
    assert once[0] == twice[0] < other[0]
