"""Candidates: what shares a key is compared, blocks are bounded, nothing is dropped silently."""

from __future__ import annotations

import numpy as np

from ojaq.core.matching import keys_of
from ojaq.core.matching.blocking import CAP, candidate_pairs, share_registration
from ojaq.core.matching.portraits import portray


def village_of_namesakes(count):
    name = {"given": "Əli", "family": "Əliyev"}
    return [
        {"id": "x", "people": [{"ref": "p", "name": name, "sex": "male"}], "ties": []} for _ in range(count)
    ]


def test_namesakes_beyond_the_cap_still_meet_their_neighbours(code):
    count = 500
    mentions, tokens = code(village_of_namesakes(count))
    portraits = portray(mentions, np.zeros(len(tokens), np.int32))
    pairs = candidate_pairs(portraits, tokens)
    assert len(pairs) <= count * CAP
    assert set(pairs // count) | set(pairs % count) == set(range(count))


def test_pairs_come_once_and_never_from_one_registration_or_both_sexes(village, code):
    mentions, tokens = code(village.documents)
    portraits = portray(mentions, np.zeros(len(tokens), np.int32))
    pairs = candidate_pairs(portraits, tokens)
    left, right = pairs // len(mentions), pairs % len(mentions)
    assert (np.diff(pairs) > 0).all()
    assert (left < right).all()
    assert not share_registration(portraits, pairs).any()
    sexes = portraits.sex[left] * portraits.sex[right]
    assert not (sexes == 2).any()


def test_keys_are_the_same_in_another_dictionary_and_another_script(code):
    def alone(given, family, language):
        name = {"given": given, "family": family, "language": language}
        mentions, tokens = code([{"id": "x", "people": [{"ref": "p", "name": name}], "ties": []}])
        return set(keys_of(mentions, tokens)[0].tolist())

    latin = alone("Vaqif", "Nağıyev", "az")
    assert latin == alone("Vaqif", "Nağıyev", "az")
    assert latin & alone("Вагиф", "Нагиев", "ru")
    assert not latin & alone("Tofiq", "Kərimov", "az")
