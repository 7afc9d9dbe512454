"""Who is one person, as arithmetic: small cases a person can check by hand."""

import pytest

from ojaq.registry.identity.components import (
    Bond,
    Proposal,
    Verdict,
    admitted,
    cut,
    given_back,
    parted_by,
    persons,
)
from ojaq.registry.identity.errors import HeldTogether


def same(number, low, high, *, bits=10, human=False, **more):
    return Bond(number, low, high, Verdict.SAME, human, bits * 1000, **more)


def different(number, low, high, **more):
    return Bond(number, low, high, Verdict.DIFFERENT, True, **more)


def test_the_oldest_mention_names_the_person():
    assert persons([1, 2, 3, 4], [same(1, 2, 3), same(2, 3, 4)]) == {1: 1, 2: 2, 3: 2, 4: 2}


def test_what_was_taken_back_joins_nobody():
    assert persons([1, 2], [same(1, 1, 2, standing=False)]) == {1: 1, 2: 2}


def test_an_unsure_judgement_joins_nobody():
    assert persons([1, 2], [Bond(1, 1, 2, Verdict.UNSURE, True)]) == {1: 1, 2: 2}


def test_the_engine_may_not_overrule_a_person_through_a_chain():
    bonds = [different(1, 1, 4), same(2, 1, 2)]
    proposals = [Proposal(2, 3, 9000), Proposal(3, 4, 8000)]
    assert admitted(bonds, proposals) == [Proposal(2, 3, 9000)]


def test_the_engine_may_not_say_again_what_a_person_took_back():
    bonds = [same(1, 1, 2, standing=False, released=True)]
    assert admitted(bonds, [Proposal(1, 2, 50_000), Proposal(1, 3, 9), Proposal(2, 3, 8)]) == [
        Proposal(1, 3, 9)
    ]


def test_a_persons_same_may_stand_where_the_engine_was_released():
    bonds = [same(1, 1, 2, standing=False, released=True)]
    assert parted_by(bonds, 1, 2) is None
    assert parted_by(bonds, 1, 2, engine=True) is bonds[0]


def test_the_weakest_joining_of_the_chain_gives_way():
    bonds = [same(1, 1, 2, bits=20), same(2, 2, 3, bits=4), same(3, 3, 4, bits=9), same(4, 1, 9)]
    assert [bond.id for bond in cut(bonds, 1, 4)] == [2]


def test_every_chain_is_cut():
    bonds = [same(1, 1, 2, bits=5), same(2, 2, 4, bits=9), same(3, 1, 3, bits=7), same(4, 3, 4, bits=6)]
    assert sorted(bond.id for bond in cut(bonds, 1, 4)) == [1, 4]


def test_peoples_own_joinings_are_not_cut():
    with pytest.raises(HeldTogether):
        cut([same(1, 1, 2, human=True), same(2, 2, 3, human=True)], 1, 3)


def test_taking_a_different_back_gives_its_joinings_back():
    bonds = [different(9, 1, 3), same(1, 1, 2), same(2, 2, 3, standing=False, because=9)]
    assert [bond.id for bond in given_back(bonds, 9)] == [2]


def test_what_another_different_forbids_stays_taken_back():
    bonds = [different(9, 1, 3), different(8, 2, 3), same(2, 2, 3, standing=False, because=9)]
    assert given_back(bonds, 9) == []
