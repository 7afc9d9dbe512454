"""Drawn trees: nobody is lost, nobody stands on anybody, and every walk ends."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.kinship.picture import Kindred, Picture, TreeKind, picture

KINDS = list(TreeKind)


def kindred(seed: int, size: int) -> Kindred[int]:
    chance = random.Random(seed)
    parents = {
        n: tuple(sorted(chance.sample(range(n), min(n, chance.choice((0, 1, 2, 2)))))) for n in range(size)
    }
    children: dict[int, list[int]] = {}
    partners: dict[int, list[int]] = {}
    for child, some in parents.items():
        for parent in some:
            children.setdefault(parent, []).append(child)
            partners.setdefault(parent, []).extend(
                o for o in some if o != parent and o not in partners.get(parent, [])
            )
    return Kindred(parents, partners, children)


def drawn(kind: TreeKind, seed: int, size: int = 40, **more: int) -> Picture[int]:
    chance = random.Random(seed + 1)
    sizes = {n: (float(chance.randint(60, 180)), float(chance.choice((40, 60)))) for n in range(size)}
    return picture(kind, chance.randrange(size), kindred(seed, size), sizes, **more)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 10**6))
def test_no_box_stands_on_another_and_all_are_on_the_canvas(kind: TreeKind, seed: int) -> None:
    found = drawn(kind, seed, up=6, down=6)
    for at, one in enumerate(found.places):
        assert one.x >= 0
        assert one.y >= 0
        assert one.x + one.width <= found.width
        assert one.y + one.height <= found.height
        for other in found.places[at + 1 :]:
            apart = (
                one.x + one.width <= other.x + 0.2
                or other.x + other.width <= one.x + 0.2
                or one.generation != other.generation
            )
            assert apart, (one, other)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 10**6))
def test_each_person_stands_once_and_again_says_so(kind: TreeKind, seed: int) -> None:
    found = drawn(kind, seed, up=8, down=8)
    first = [place.person for place in found.places if not place.again]
    assert len(first) == len(set(first))
    assert {place.person for place in found.places if place.again} <= set(first)
    ends = {end for stroke in found.strokes for end in (*stroke.parents, stroke.child) if end is not None}
    assert ends <= {place.person for place in found.places}


def test_everybody_below_is_drawn_when_there_is_room() -> None:
    kin = Kindred({2: (0, 1), 3: (0, 1), 4: (2,)}, {0: [1], 1: [0]}, {0: [2, 3], 1: [2, 3], 2: [4]})
    sizes = dict.fromkeys(range(5), (100.0, 40.0))
    found = picture(TreeKind.DESCENDANTS, 0, kin, sizes)
    assert [place.person for place in found.places] == [0, 1, 2, 4, 3]
    assert {(stroke.parents, stroke.child) for stroke in found.strokes} == {
        ((0, 1), None), ((0, 1), 2), ((0, 1), 3), ((2,), 4)
    }  # fmt: skip
    assert picture(TreeKind.ANCESTORS, 4, kin, sizes).places[-1].generation == -2
    up = picture(TreeKind.HOURGLASS, 2, kin, sizes)
    assert {place.person: place.generation for place in up.places} == {2: 0, 4: 1, 0: -1, 1: -1}


@pytest.mark.parametrize("kind", KINDS)
def test_where_more_is_told_the_box_says_so(kind: TreeKind) -> None:
    kin = Kindred({n: (n - 1,) for n in range(1, 30)}, {}, {n: [n + 1] for n in range(29)})
    found = picture(kind, 15, kin, dict.fromkeys(range(30), (50.0, 20.0)), up=3, down=3)
    assert sum(place.more for place in found.places) == (2 if kind is TreeKind.HOURGLASS else 1)
    assert not found.cut


def test_a_ring_and_a_million_children_end() -> None:
    ring = Kindred({0: (1,), 1: (0,)}, {}, {0: [1], 1: [0]})
    assert len(picture(TreeKind.HOURGLASS, 0, ring, {0: (10.0, 10.0), 1: (10.0, 10.0)}).places) <= 4
    many = Kindred({}, {}, {0: range(1, 5000)})
    found = picture(TreeKind.DESCENDANTS, 0, many, dict.fromkeys(range(5000), (10.0, 10.0)), most=100)
    assert len(found.places) == 100
    assert found.cut
    assert found.places[0].more
