"""The score against counting by hand, mention by mention and pair by pair."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.rehearsal import Labels, read_identities, score

mentions = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), min_size=1, max_size=25)


def labels(numbers: list[int], keys: list[tuple[str, str]]) -> Labels:
    return Labels(tuple(keys), np.asarray(numbers, dtype=np.int64))


def by_hand(truth: dict, found: dict) -> dict[str, float]:
    pairs = list(combinations(truth, 2))
    true = {pair for pair in pairs if truth[pair[0]] == truth[pair[1]]}
    said = {pair for pair in pairs if found[pair[0]] == found[pair[1]]}
    precision = len(true & said) / len(said) if said else 1.0
    recall = len(true & said) / len(true) if true else 1.0
    b3p = b3r = 0.0
    for one, person in truth.items():
        of_true = {other for other in truth if truth[other] == person}
        of_found = {other for other in truth if found[other] == found[one]}
        b3p += len(of_true & of_found) / len(of_found) / len(truth)
        b3r += len(of_true & of_found) / len(of_true) / len(truth)
    groups = [frozenset(k for k in truth if truth[k] == value) for value in set(truth.values())]
    answers = {frozenset(k for k in truth if found[k] == value) for value in set(found.values())}
    exact = sum(group in answers for group in groups) / len(groups)
    return {
        "pair_precision": precision,
        "pair_recall": recall,
        "b3_precision": b3p,
        "b3_recall": b3r,
        "persons_exact": exact,
    }


@given(mentions)
@settings(max_examples=120, deadline=None)
def test_the_score_is_what_counting_by_hand_gives(drawn: list[tuple[int, int, bool]]) -> None:
    keys = [("r", f"p{at}") for at in range(len(drawn))]
    answered = [at for at, one in enumerate(drawn) if one[2]]
    truth = labels([one[0] for one in drawn], keys)
    found = labels([drawn[at][1] for at in answered], [keys[at] for at in answered])
    hand_found = {
        key: (("said", drawn[at][1]) if drawn[at][2] else ("alone", at)) for at, key in enumerate(keys)
    }
    expected = by_hand({key: drawn[at][0] for at, key in enumerate(keys)}, hand_found)
    result = score(truth, found)
    for name, value in expected.items():
        assert getattr(result, name) == pytest.approx(value), name
    assert result.unanswered == len(drawn) - len(answered)
    assert sum(line.pairs for line in result.by_size) == sum(
        hand_found[a] == hand_found[b] for a, b in combinations(keys, 2)
    )


def test_the_truth_scores_one_and_a_wrong_joining_less() -> None:
    truth = read_identities(["registration,ref,person\n", "a,p1,1\n", "b,p1,1\n", "c,p1,2\n"])
    perfect = score(truth, truth)
    assert (perfect.pair_f1, perfect.b3_f1, perfect.persons_exact) == (1.0, 1.0, 1.0)
    joined = score(truth, read_identities(["person,registration,ref\n", "x,a,p1\n", "x,b,p1\n", "x,c,p1\n"]))
    assert joined.pair_precision == pytest.approx(1 / 3)
    assert joined.by_size[1].precision == pytest.approx(1 / 3)
    assert joined.persons_exact == 0


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["registration,ref\n"], "no column person"),
        (["registration,ref,person\n", "a,p1\n"], "row 1 is short"),
        (["registration,ref,person\n", "a,p1,1\n", "a,p1,2\n"], "twice"),
        ([], "no column"),
    ],
)
def test_unreadable_identities_are_refused_with_the_reason(lines: list[str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_identities(lines)
