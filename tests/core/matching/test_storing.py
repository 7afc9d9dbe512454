"""What the register stores comes back as it was: packed mentions, tokens, weights."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ojaq.core.matching import Tokens, Weights, pack, resolve, unpack


def test_packed_mentions_come_back_with_their_ties(village, code):
    mentions, _ = code(village.documents)
    back = unpack(pack(mentions))
    for name in (
        "stable",
        "registration",
        "sex",
        "words",
        "numeral",
        "year",
        "year_kind",
        "day",
        "died",
        "place",
    ):
        np.testing.assert_array_equal(getattr(back, name), getattr(mentions, name))
    assert sorted(map(tuple, back.ties.tolist())) == sorted(map(tuple, mentions.ties.tolist()))


def test_ties_to_mentions_that_are_not_loaded_are_left_out(village, code):
    mentions, _ = code(village.documents[:1])
    assert len(unpack(pack(mentions)[:1]).ties) == 0
    assert len(unpack([])) == 0


def test_bytes_of_another_layout_are_refused():
    with pytest.raises(ValueError, match="packed mentions"):
        unpack([b"12345"])


def test_a_dictionary_comes_back_with_the_same_numbers(village, code, knowledge):
    _, tokens = code(village.documents)
    back = Tokens(knowledge, tokens.rows())
    assert back.rows() == tokens.rows()
    np.testing.assert_array_equal(back.table().skeletons, tokens.table().skeletons)
    fork = back.fork()
    fork._add(("kztpl", False, -1))
    assert len(fork) == len(back) + 1
    assert fork.table().codes.shape[0] == len(fork)
    with pytest.raises(ValueError, match="order of their numbers"):
        Tokens(knowledge, tokens.rows()[1:])


def test_weights_survive_json_and_keep_their_version(village, code):
    mentions, tokens = code(village.documents)
    weights = resolve(mentions, tokens).weights
    back = Weights.from_json(weights.to_json())
    assert back.version == weights.version
    assert back.to_json() == weights.to_json()
    assert all(isinstance(bits, int) for table in back.same for bits in table)
    np.testing.assert_array_equal(back.rarity_by_token(tokens), weights.rarity_by_token(tokens))
    broken = {**json.loads(weights.to_json()), "format": "weights/9"}
    with pytest.raises(ValueError, match="weights/1"):
        Weights.from_json(json.dumps(broken))
