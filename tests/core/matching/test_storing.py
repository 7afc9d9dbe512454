"""What the register stores comes back as it was: packed mentions, tokens, weights."""

from __future__ import annotations

import json

import numpy as np
import pytest

from core.matching.fictional_village import coded
from ojaq.core import names
from ojaq.core.matching import Tokens, Weights, hands, keys, keys_of, pack, resolve, unpack
from ojaq.core.matching.keys import key_sets
from ojaq.core.matching.nearness import Nearness
from ojaq.core.matching.portraits import portray


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


def test_a_fork_and_its_base_grow_apart_and_a_fork_of_a_fork_holds_both(village, code, knowledge):
    _, tokens = code(village.documents)
    base = Tokens(knowledge, tokens.rows())
    size, fork = len(base), base.fork()
    assert (base._add(("bbb", False, -1)), fork._add(("fff", False, -1))) == (size, size)
    assert fork._add(("bbb", False, -1)) == size + 1
    assert [sound for _, sound, _, _ in fork.rows(size)] == ["fff", "bbb"]
    assert [sound for _, sound, _, _ in base.rows(size - 1)] == [base.rows()[size - 1][1], "bbb"]
    again = fork.fork()
    assert again.rows() == fork.rows()
    assert again._add(tokens.rows()[3][1:]) == 3
    np.testing.assert_array_equal(again.table().skeletons, Tokens(knowledge, again.rows()).table().skeletons)


def test_a_stored_key_is_the_hash_of_its_columns_where_all_are_known():
    columns = [np.array([5, -1, 7, 1 << 61]), np.array([2, 3, -1, 9])]
    key, row = keys._hashed(columns, None, 4)
    assert row.tolist() == [0, 3]
    known = [*(column[[0, 3]] for column in columns), np.full(2, 4)]
    np.testing.assert_array_equal(key, keys.mixed(known))


def test_weights_survive_json_and_keep_their_version(village, code):
    mentions, tokens = code(village.documents)
    weights = resolve(mentions, tokens).weights
    back = Weights.from_json(weights.to_json())
    assert back.version == weights.version
    assert back.to_json() == weights.to_json()
    assert all(isinstance(bits, int) for table in back.same for bits in table)
    np.testing.assert_array_equal(back.rarity_by_token(tokens), weights.rarity_by_token(tokens))
    broken = {**json.loads(weights.to_json()), "format": "weights/9"}
    with pytest.raises(ValueError, match="weights/2"):
        Weights.from_json(json.dumps(broken))


def test_the_stored_keys_are_those_of_the_batch(resolved):
    mentions, tokens, _ = resolved
    portraits = portray(mentions, np.zeros(0, np.int32))
    batch = {
        pair
        for _, key, row in key_sets(portraits, tokens, counter=True)
        for pair in zip(key.tolist(), row.tolist(), strict=True)
    }
    stored = list(zip(*(column.tolist() for column in keys_of(mentions, tokens)), strict=True))
    assert len(stored) == len(batch)
    assert set(stored) == batch


def test_what_one_question_remembers_does_not_change_the_next(resolved):
    mentions, tokens, _ = resolved
    numbers = np.unique(mentions.words[mentions.words >= 0])[:40].tolist()
    plain = Nearness(tokens)
    fresh = [plain.of(one, other) for one in numbers for other in numbers]
    for _ in range(2):
        fork = tokens.fork()
        lasting = Nearness.lasting(fork)
        assert [lasting.of(one, other) for one in numbers for other in numbers] == fresh


def test_a_word_of_one_question_only_is_forgotten_with_it(resolved, knowledge):
    _, tokens, _ = resolved
    said = []
    for sound in ("qurban", "ziyafat"):
        fork = tokens.fork()
        own = fork.number(names.read_words(sound, None, knowledge)[0])
        assert own >= fork.shared
        lasting, plain = Nearness.lasting(fork), Nearness(fork)
        said.append([lasting.of(own, other) for other in range(20)])
        assert said[-1] == [plain.of(own, other) for other in range(20)]
    assert said[0] != said[1]


def test_a_dictionary_goes_on_with_what_its_fork_numbered(village, code, knowledge):
    _, plain = code(village.documents)
    grown, early = Tokens(knowledge), []
    for start in range(0, len(village.documents), 40):
        early.append(grown.fork())
        fork = grown.fork()
        coded(village.documents[start : start + 40], fork)
        fork.settle()
        grown = fork
    assert grown.rows() == plain.rows()
    np.testing.assert_array_equal(grown.table().skeletons, plain.table().skeletons)
    assert len(early[1]) == early[1].shared < len(grown)
    word = names.read_words("Ziyafət", None, knowledge)[0]
    assert early[1].number(word) == early[1].shared
    assert grown.number(word) == len(plain)


def test_several_hands_resolve_as_one_does(resolved, monkeypatch):
    mentions, tokens, one = resolved
    monkeypatch.setattr(hands, "FOR_SEVERAL", 10)
    several = resolve(mentions, tokens)
    assert one.weights == several.weights
    for field in ("label", "joins", "join_millibits", "pairs", "pair_probability"):
        np.testing.assert_array_equal(getattr(one, field), getattr(several, field))


def test_a_small_memory_forgets_pairs_and_mixes_none_up(knowledge):
    tokens, sounds = Tokens(knowledge), "abdgikmnrsz"
    for one in sounds:
        for other in sounds:
            tokens.number(names.read_words(f"{one}a{other}ur", None, knowledge)[0])
    few, many = Nearness(tokens, remembered=1), Nearness(tokens)
    assert len(few.tables.memory) < len(tokens) ** 2 / 2
    for one in range(len(tokens)):
        for other in range(one):
            assert few.of(one, other) == many.of(one, other) == few.of(other, one)
