"""Law 2, as arithmetic: judgements are the only truth, and any of them can be undone without loss."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ojaq.registry.identity.components import (
    Bond,
    Proposal,
    Union,
    Verdict,
    admitted,
    cut,
    given_back,
    persons,
)
from ojaq.registry.identity.errors import HeldTogether

MENTIONS = range(1, 9)
SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.filter_too_much]
pairs = st.tuples(st.sampled_from(MENTIONS), st.sampled_from(MENTIONS)).filter(lambda p: p[0] < p[1])
proposals = st.lists(st.builds(lambda p, w: Proposal(*p, w), pairs, st.integers(1, 20_000)), max_size=20)


@st.composite
def registers(draw):
    """Bonds that keep the law: people's judgements first, then what the engine was admitted to join."""
    bonds: list[Bond] = []
    for low, high in draw(st.lists(pairs, max_size=4, unique=True)):
        bonds.append(Bond(len(bonds) + 1, low, high, Verdict.DIFFERENT, True))
    for low, high in draw(st.lists(pairs, max_size=3, unique=True)):
        bonds.append(Bond(len(bonds) + 1, low, high, Verdict.SAME, False, standing=False, released=True))
    for joined in admitted(bonds, draw(proposals)):
        bonds.append(Bond(len(bonds) + 1, joined.low, joined.high, Verdict.SAME, False, joined.millibits))
    return bonds


@given(registers())
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW_MACHINE)
def test_no_chain_overrules_a_person(bonds):
    who = persons(MENTIONS, bonds)
    for bond in bonds:
        if bond.bars_engine:
            assert who[bond.low] != who[bond.high]


@given(registers(), st.randoms())
@settings(max_examples=100, deadline=None, suppress_health_check=SLOW_MACHINE)
def test_the_order_of_judgements_does_not_matter(bonds, random):
    shuffled = list(bonds)
    random.shuffle(shuffled)
    assert persons(MENTIONS, shuffled) == persons(MENTIONS, bonds)


@given(registers(), st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW_MACHINE)
def test_undo_and_redo_of_a_joining_give_back_exactly_what_was_there(bonds, data):
    joins = [bond for bond in bonds if bond.joins]
    if not joins:
        return
    taken = data.draw(st.sampled_from(joins))
    without = [replace(b, standing=False, released=True) if b is taken else b for b in bonds]
    apart = persons(MENTIONS, without)
    assert apart[taken.low] != apart[taken.high]
    assert {m for m, who in apart.items() if who in (apart[taken.low], apart[taken.high])} == {
        m for m, who in persons(MENTIONS, bonds).items() if who == persons(MENTIONS, bonds)[taken.low]
    }
    back = [replace(b, standing=True, released=False) if b.id == taken.id else b for b in without]
    assert persons(MENTIONS, back) == persons(MENTIONS, bonds)


@given(registers(), pairs, proposals)
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW_MACHINE)
def test_a_different_taken_back_gives_back_what_was_there_and_what_came_since(bonds, pair, later):
    before = persons(MENTIONS, bonds)
    try:
        gone = {bond.id for bond in cut(bonds, *pair)}
    except HeldTogether:
        return
    different = Bond(900, *pair, Verdict.DIFFERENT, True)
    parted = [replace(b, standing=False, because=900) if b.id in gone else b for b in bonds] + [different]
    assert persons(MENTIONS, parted)[pair[0]] != persons(MENTIONS, parted)[pair[1]]
    for number, joined in enumerate(admitted(parted, later), start=1000):
        parted.append(Bond(number, joined.low, joined.high, Verdict.SAME, False, joined.millibits))
    since = Union()
    for bond in parted:
        if bond.joins:
            since.join(bond.low, bond.high)
    restored = {bond.id for bond in given_back(parted, 900)}
    after = [
        replace(b, standing=b.id != 900 and (b.standing or b.id in restored), because=None) for b in parted
    ]
    who = persons(MENTIONS, after)
    assert all(who[a] == who[b] for a in MENTIONS for b in MENTIONS if since.oldest(a) == since.oldest(b))
    if not any(bond.id >= 1000 for bond in parted):
        assert who == before


@given(registers(), proposals)
@settings(max_examples=100, deadline=None, suppress_health_check=SLOW_MACHINE)
def test_resolving_again_joins_nothing_more(bonds, again):
    first = admitted(bonds, again)
    joined = [Bond(2000 + i, p.low, p.high, Verdict.SAME, False, p.millibits) for i, p in enumerate(first)]
    assert admitted(bonds + joined, again) == []


@given(registers(), proposals, st.randoms())
@settings(max_examples=100, deadline=None, suppress_health_check=SLOW_MACHINE)
def test_the_order_of_proposals_does_not_matter(bonds, offered, random):
    shuffled = list(offered)
    random.shuffle(shuffled)
    assert admitted(bonds, shuffled) == admitted(bonds, offered)
