"""Clustering joins what belongs together and refuses what cannot be."""

from __future__ import annotations

import numpy as np
import pytest

from ojaq.core.matching.clustering import clustered
from ojaq.core.matching.components import LARGEST, components


@pytest.fixture
def portraits(code):
    """Makes portraits of so many men, one to a registration, with changes."""
    from dataclasses import replace

    from ojaq.core.matching.portraits import portray

    def run(count, **changes):
        documents = [{"id": "x", "people": [{"ref": "p", "name": {"given": "Əli"}}], "ties": []}] * count
        mentions, tokens = code(documents)
        made = portray(mentions, np.zeros(len(tokens), np.int32))
        return replace(made, **changes) if changes else made

    return run


def labels(portraits, scored, **held):
    size = len(portraits)
    rows = sorted((min(a, b) * size + max(a, b), bits) for a, b, bits in scored)
    pairs = np.array([code for code, _ in rows], np.int64)
    bits = np.array([value for _, value in rows], np.int32)
    return clustered(portraits, pairs, bits, **held).tolist()


def test_good_pairs_are_joined_and_bad_ones_are_not(portraits):
    assert labels(portraits(4), [(0, 1, 5000), (2, 3, -5000)]) == [0, 0, 2, 3]


def test_a_bridge_does_not_make_a_chain(portraits):
    # Two tight pairs and one weak link between them: what was never compared speaks against.
    assert labels(portraits(4), [(0, 1, 9000), (2, 3, 9000), (1, 2, 1000)]) == [0, 0, 2, 2]


def test_one_registration_opposite_sex_and_far_years_are_refused(portraits):
    chain = [(0, 1, 9000), (1, 2, 9000), (0, 2, 9000)]
    assert labels(portraits(3), chain) == [0, 0, 0]
    sexes = portraits(3, sex=np.array([1, 0, 2], np.int8))
    assert len(set(labels(sexes, chain))) == 2
    told = portraits(3, registrations=np.array([7, 8, 7]))
    assert len(set(labels(told, chain))) == 2
    years = np.array([[1900, 0.6], [np.nan, np.nan], [1930, 0.6]], np.float32)
    far = portraits(3, year=years, year_kind=np.array([2, 0, 2], np.int8))
    assert len(set(labels(far, chain))) == 2
    born_after_death = portraits(
        3, year=years, year_kind=np.array([0, 0, 2], np.int8), died=np.array([1910, 0, 0], np.int16)
    )
    assert len(set(labels(born_after_death, chain))) == 2


def test_held_apart_and_together(portraits):
    chain = [(0, 1, 9000), (1, 2, 9000), (0, 2, 9000)]
    apart = np.array([[0, 2]])
    found = labels(portraits(3), chain, apart=apart)
    assert found[0] != found[2]
    assert labels(portraits(3), [], together=np.array([[0, 2]])) == [0, 1, 0]
    crossed = labels(portraits(3), chain, apart=apart, together=np.array([[0, 1], [1, 2]]))
    assert crossed[0] != crossed[2]


def test_a_huge_component_is_cut_at_its_weakest_pairs():
    count = 3 * LARGEST
    left, right = np.arange(count - 1), np.arange(1, count)
    bits = np.where(right % LARGEST == 0, 500, 9000).astype(np.int32)
    found = components(left, right, bits, 0, np.arange(count))
    assert np.bincount(found).max() <= LARGEST
    assert len(set(found.tolist())) == 3


def test_what_cannot_fall_apart_is_cut_in_order():
    count = 2 * LARGEST + 10
    bits = np.full(count - 1, 25_000, np.int32)
    found = components(np.arange(count - 1), np.arange(1, count), bits, 0, np.arange(count))
    assert np.bincount(found).max() <= LARGEST
