"""Households and standing: rules that hold for any family."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.kinship import Dweller, Ground, ParentLink, Wed, family_graph, households, standings

HOME = [
    Dweller("father", (1920, 1920), (1999, 1999)),
    Dweller("mother", (1925, 1925)),
    Dweller("son", (1950, 1950)),
    Dweller("wife", (1952, 1952)),
    Dweller("grandchild", (1975, 1975)),
    Dweller("daughter", (1955, 1955)),
]
COUPLES = [Wed("father", "mother"), Wed("son", "wife", 1972)]
PARENTS = [
    ParentLink(parent, child)
    for parent, child in [("father", "son"), ("mother", "son"), ("father", "daughter"), ("mother", "daughter"),
                          ("son", "grandchild"), ("wife", "grandchild")]
]  # fmt: skip


def under_one_roof(year: int, *, leavings: tuple[frozenset[str], ...] = ()) -> list[set[str]]:
    return [{m.person for m in each.members} for each in households(year, HOME, COUPLES, PARENTS, leavings)]


def test_children_stay_until_they_marry() -> None:
    assert {"father", "mother", "son", "daughter"} in under_one_roof(1970)
    assert under_one_roof(1980) == [{"father", "mother", "daughter"}, {"son", "wife", "grandchild"}]


def test_whoever_has_a_child_is_no_child_at_home() -> None:
    people = [Dweller("g", (1920, 1920)), Dweller("p", (1945, 1945)), Dweller("c", (1970, 1970))]
    links = [ParentLink("g", "p"), ParentLink("p", "c")]
    found = households(1975, people, parents=links)
    assert [{m.person for m in each.members} for each in found] == [{"g"}, {"p", "c"}]
    step = households(1975, people, parents=[links[0], ParentLink("p", "c", "step")])
    assert [{m.person for m in each.members} for each in step] == [{"g", "p", "c"}]


def test_a_widow_who_left_with_her_son_lived_with_him() -> None:
    alone = [each for each in HOME if each.person not in ("father", "daughter")]
    together = frozenset({"mother", "son", "wife"})
    found = households(1988, alone, COUPLES, PARENTS, [together])
    assert [{m.person for m in each.members} for each in found] == [{"mother", "son", "wife", "grandchild"}]
    mother = next(m for m in found[0].members if m.person == "mother")
    assert mother.grounds == ((Ground.LEFT_TOGETHER, "son"),)
    apart = households(1988, alone, COUPLES, PARENTS)
    assert {"mother"} in [{m.person for m in each.members} for each in apart]


def test_nobody_is_counted_before_birth_after_death_or_after_leaving() -> None:
    assert {"grandchild"} not in under_one_roof(1974)
    assert not any("father" in roof for roof in under_one_roof(2000))
    gone = households(
        1990, [Dweller("a", left=1988), Dweller("b", left=1990), Dweller("c", born=(None, 1880))]
    )
    assert [[m.person for m in each.members] for each in gone] == [["b"]]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(1900, 2000))
def test_everybody_who_was_there_lives_under_exactly_one_roof(seed: int, year: int) -> None:
    chance = random.Random(seed)
    people = [
        Dweller(n, (b := chance.randint(1880, 1990), b), left=chance.choice((None, 1950))) for n in range(30)
    ]
    couples = [Wed(*chance.sample(range(30), 2)) for _ in range(8)]
    parents = [ParentLink(*sorted(chance.sample(range(30), 2))) for _ in range(20)]
    leaving = frozenset(chance.sample(range(30), 6))
    found = households(year, people, couples, parents, [leaving])
    counted = [member.person for each in found for member in each.members]
    assert sorted(counted) == [each.person for each in people if each.was_there(year)]
    for each in found:
        if len(each.members) > 1:
            assert sum(not member.grounds for member in each.members) < len(each.members)


def lineage(*natures: str) -> object:
    return family_graph(ParentLink(at + 1, at, nature) for at, nature in enumerate(natures))  # type: ignore[arg-type]


def test_standing_goes_down_the_generations_and_names_the_line() -> None:
    found = standings(lineage("birth", "not_stated", "adoptive"), 0, {3: ["1918"], 1: ["1988"]})  # type: ignore[arg-type]
    assert [(each.generation, each.displaced, each.line, each.episodes) for each in found] == [
        (1, 1, (1, 0), ("1988",)),
        (3, 3, (3, 2, 1, 0), ("1918",)),
    ]


def test_step_and_foster_parents_hand_on_nothing_and_farther_is_told_on_demand() -> None:
    assert standings(lineage("step"), 0, {1: ["1988"]}) == []  # type: ignore[arg-type]
    assert standings(lineage("foster"), 0, {1: ["1988"]}) == []  # type: ignore[arg-type]
    long = lineage(*["birth"] * 5)
    assert standings(long, 0, {5: ["1905"]}) == []  # type: ignore[arg-type]
    assert [each.generation for each in standings(long, 0, {5: ["1905"]}, farthest=5)] == [5]  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_standing_is_the_same_under_other_names_and_a_ring_ends(seed: int) -> None:
    chance = random.Random(seed)
    links = [ParentLink(*chance.sample(range(12), 2)) for _ in range(14)]
    told = {who: ["w"] for who in chance.sample(range(12), 4)}
    first = standings(family_graph(links), 0, told)
    renamed = standings(
        family_graph(ParentLink(f"x{link.parent}", f"x{link.child}") for link in links),
        "x0", {f"x{who}": some for who, some in told.items()},
    )  # fmt: skip
    assert [(s.generation, tuple(f"x{n}" for n in s.line)) for s in first] == [
        (s.generation, s.line) for s in renamed
    ]
    assert len({s.displaced for s in first}) == len(first)
