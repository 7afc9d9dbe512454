"""The compiled distance is that of the formula, symmetric, and the same for one pair and for many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.names import (
    ALPHABET,
    LONGEST_SOUND,
    NameKnowledge,
    Token,
    build_knowledge,
    encode_sounds,
    similarities,
    similarity,
    skeleton,
    skeleton_sibilants_as_velars,
    skeleton_without_velars,
)
from ojaq.core.names.costs import INDEX
from ojaq.resources.names import tables

KNOWN = build_knowledge(tables())
sounds = st.text(ALPHABET, min_size=1, max_size=LONGEST_SOUND)


def plainly(x: str, y: str, abjad: bool, known: NameKnowledge) -> float:
    """The formula of the reference, written as it is read."""
    costs = known.costs
    drop = [float(c) for c in costs.left_out[int(abjad)]]
    d = np.zeros((len(x) + 1, len(y) + 1))
    for i in range(len(x) + 1):
        for j in range(len(y) + 1):
            ways = [0.0] if i == j == 0 else []
            if i:
                ways.append(d[i - 1, j] + drop[INDEX[x[i - 1]]])
            if j:
                ways.append(d[i, j - 1] + drop[INDEX[y[j - 1]]])
            if i and j:
                ways.append(d[i - 1, j - 1] + float(costs.instead[INDEX[x[i - 1]], INDEX[y[j - 1]]]))
            if i > 1 and j > 1 and x[i - 1] == y[j - 2] and x[i - 2] == y[j - 1]:
                ways.append(d[i - 2, j - 2] + costs.transposed)
            d[i, j] = min(ways)
    whole = sum(drop[INDEX[c]] for c in x) + sum(drop[INDEX[c]] for c in y)
    return float(min(max(1 - 2 * d[-1, -1] / max(whole, 0.1), 0), 1))


@settings(deadline=None)
@given(sounds, sounds, st.booleans())
def test_the_kernel_is_the_formula(x: str, y: str, abjad: bool) -> None:
    ours = similarity(Token("", x, abjad, ""), Token("", y, False, ""), KNOWN)
    theirs = plainly(x, y, abjad, KNOWN)
    assert ours == pytest.approx(theirs, abs=1e-4) or (ours == pytest.approx(0.7) and theirs < 0.7)


@settings(deadline=None)
@given(sounds, sounds, st.booleans(), st.booleans())
def test_similarity_is_symmetric_bounded_and_one_for_itself(x: str, y: str, p: bool, q: bool) -> None:
    a, b = Token("", x, p, ""), Token("", y, q, "")
    assert similarity(a, b, KNOWN) == similarity(b, a, KNOWN)
    assert 0.0 <= similarity(a, b, KNOWN) <= 1.0
    assert similarity(a, a, KNOWN) == 1.0


@settings(deadline=None)
@given(st.lists(st.tuples(sounds, st.booleans()), min_size=2, max_size=8))
def test_many_pairs_score_as_each_alone(tokens: list[tuple[str, bool]]) -> None:
    codes, lengths = encode_sounds([s for s, _ in tokens])
    abjad = np.array([a for _, a in tokens])
    left, right = np.meshgrid(np.arange(len(tokens)), np.arange(len(tokens)))
    many = similarities(codes, lengths, abjad, left.ravel(), right.ravel(), KNOWN)
    made = [Token("", s, a, "") for s, a in tokens]
    assert many.tolist() == [
        similarity(made[i], made[j], KNOWN) for i, j in zip(left.ravel(), right.ravel(), strict=True)
    ]


@pytest.mark.parametrize(
    ("x", "y"), [("ali", "alia"), ("ali", "asi"), ("hasan", "hsaan"), ("murad", "murat")]
)
def test_one_slip_in_a_short_name_counts_at_least_seven_tenths(x: str, y: str) -> None:
    assert similarity(Token("", x, False, ""), Token("", y, False, ""), KNOWN) > 0.69


def test_unwritten_vowels_cost_little() -> None:
    vowels, none = Token("", "mahamad", False, ""), "mhmd"
    assert (
        similarity(vowels, Token("", none, True, ""), KNOWN)
        > 0.9
        > similarity(vowels, Token("", none, False, ""), KNOWN)
    )


@settings(deadline=None)
@given(sounds)
def test_skeletons_are_short_and_never_empty(sound: str) -> None:
    for bones in (skeleton(sound), skeleton_without_velars(sound), skeleton_sibilants_as_velars(sound)):
        assert 0 < len(bones) <= max(len(sound), 3)


def test_neighbours_share_a_skeleton() -> None:
    assert skeleton("gevorg") == skeleton("kevork")
    assert skeleton_without_velars("husein") == skeleton_without_velars("gusein")
    assert skeleton_sibilants_as_velars("Jemal") == skeleton_sibilants_as_velars("gemal")
    assert skeleton("mahmud") == skeleton("mHmwd".lower())
