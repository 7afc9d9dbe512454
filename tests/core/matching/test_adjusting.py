"""What people's answers say of the weights: little from few, nothing from none, and the right way from many."""

from __future__ import annotations

from ojaq.core.matching import Reason, Weighed, adjusted, adjustment_of, weigh
from ojaq.core.matching.adjusting import FEWEST


def pair(millibits, **worth):
    parts = [Reason(f"{field}.agrees", bits) for field, bits in worth.items()]
    return Weighed(millibits, tuple(parts))


def test_few_or_one_sided_answers_say_nothing():
    assert adjustment_of([pair(0)] * (FEWEST - 1), [True, False] * (FEWEST // 2 - 1) + [True]) is None
    assert adjustment_of([pair(0)] * FEWEST, [True] * FEWEST) is None


def test_an_engine_that_is_too_doubtful_is_moved_and_bounded():
    told = adjustment_of([pair(-2000)] * 200, [True] * 180 + [False] * 20)
    assert 1000 < told.start <= 3000
    assert set(told.percent.values()) == {100}
    assert adjustment_of([pair(0)] * 40, [True, False] * 20).start == 0


def test_a_field_that_people_overrule_says_less():
    agree, apart = pair(3000, place=3000), pair(-3000, place=-3000)
    told = adjustment_of([agree, apart] * 100, [True, False, False, True] * 50)
    assert told.percent["place"] < 80
    assert told.percent["given"] == 100


def test_adjusted_weights_have_a_version_of_their_own_and_less_to_say(resolved):
    mentions, tokens, outcome = resolved
    answers = [weigh(mentions, tokens, *join, outcome.weights) for join in outcome.joins[:40].tolist()]
    told = adjustment_of(answers, [True, False] * 20)
    other = adjusted(outcome.weights, told)
    assert other.version != outcome.weights.version
    assert (other.stranger, other.rarity) == (outcome.weights.stranger, outcome.weights.rarity)
    one, two = outcome.joins[0].tolist()
    assert weigh(mentions, tokens, one, two, other).millibits < answers[0].millibits
