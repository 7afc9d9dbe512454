"""Kinship: ways between persons, in words, and families that cannot be."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.kinship import (
    FamilyGraph,
    Fault,
    ParentLink,
    Step,
    common_ancestors,
    family_graph,
    impossible_families,
    in_words,
    kin_words,
    relation,
    rings,
)
from ojaq.resources.kinship import languages, words

SEX = {
    "F": "male",
    "M": "female",
    "U": "male",
    "K": "female",
    "W": "female",
    "E": "male",
    "G": "male",
    "H": "female",
    "S": "male",
}


def small_family() -> FamilyGraph[str]:
    """E is the son of F and M; U is F's brother, K is U's daughter; W is E's wife, S their son; H is F's half-sister."""
    pairs = [
        ("G", "F"),
        ("N", "F"),
        ("G", "U"),
        ("N", "U"),
        ("U", "K"),
        ("F", "E"),
        ("M", "E"),
        ("E", "S"),
        ("W", "S"),
        ("G", "H"),
        ("X", "H"),
    ]
    return family_graph([ParentLink(p, c) for p, c in pairs], couples=[("E", "W"), ("F", "M")], sex=SEX)


@pytest.mark.parametrize(
    ("ego", "alter", "phrase"),
    [
        ("E", "F", "father"),
        ("E", "K", "father's brother's daughter"),
        ("K", "E", "father's brother's son"),
        ("E", "G", "father's father"),
        ("G", "S", "son's son's son"),
        ("E", "W", "wife"),
        ("W", "F", "husband's father"),
        ("F", "W", "son's wife"),
        ("F", "H", "half-sister"),
        ("E", "E", "the same person"),
    ],
)
def test_a_relation_in_english(ego: str, alter: str, phrase: str) -> None:
    found = relation(small_family(), ego, alter)
    assert found is not None
    assert in_words(found.steps, kin_words(words("en"))) == phrase


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("az", "əmisinin qızı"),
        ("hy", "հորեղբոր դուստր"),
        ("ru", "дочь брата отца"),
        ("tr", "amcasının kızı"),
        ("ka", "მამის ძმის ქალიშვილი"),
        ("fa", "دختر برادر پدر"),
        ("en", "father's brother's daughter"),
    ],
)
def test_the_same_relation_in_each_language(language: str, phrase: str) -> None:
    found = relation(small_family(), "E", "K")
    assert found is not None
    assert in_words(found.steps, kin_words(words(language))) == phrase


def test_every_language_has_every_step() -> None:
    for language in languages():
        known = kin_words(words(language))
        assert set(known.plain) == set(known.owning) == {step.value for step in Step}


def test_strangers_have_no_relation() -> None:
    assert relation(small_family(), "E", "nobody") is None


def random_tree(seed: int, size: int = 60) -> FamilyGraph[int]:
    chance = random.Random(seed)
    links = [
        ParentLink(p, c)
        for c in range(2, size)
        for p in chance.sample(range(c), k=min(c, chance.randint(0, 2)))
    ]
    couples = [tuple(chance.sample(range(size), 2)) for _ in range(size // 4)]
    return family_graph(
        links, couples=couples, sex={n: chance.choice(("male", "female")) for n in range(size)}
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 59), st.integers(0, 59))
def test_a_relation_can_be_turned_round(seed: int, one: int, other: int) -> None:
    graph = random_tree(seed)
    there, back = relation(graph, one, other), relation(graph, other, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert len(there.steps) == len(back.steps)
        assert (there.way[0], there.way[-1]) == (back.way[-1], back.way[0])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_ancestors_and_descendants_mirror(seed: int) -> None:
    graph = random_tree(seed)
    for who in range(0, 60, 7):
        assert all(who in {d for _, d in graph.descendants(above)} for _, above in graph.ancestors(who))


def test_a_ring_is_found_and_no_walk_loops() -> None:
    graph = family_graph(
        [ParentLink("A", "B"), ParentLink("B", "C"), ParentLink("C", "A"), ParentLink("A", "D")]
    )
    assert rings(graph) == [("A", "B", "C")]
    assert {who for _, who in graph.ancestors("A")} == {"B", "C"}
    assert relation(graph, "A", "D") is not None


def test_a_tree_has_no_ring() -> None:
    assert all(rings(random_tree(seed)) == [] for seed in range(50))


def test_impossible_families_are_named() -> None:
    links = [ParentLink(p, "C") for p in ("P1", "P2", "P3")] + [ParentLink("M", "B"), ParentLink("O", "L")]
    graph = family_graph(links, sex={"M": "female", "O": "female"})
    years = {"M": (1950, 1950), "B": (1955, 1955), "O": (1850, 1860), "L": (1930, 1930)}
    assert {(fault.fault, fault.people[0]) for fault in impossible_families(graph, years)} == {
        (Fault.PARENTS, "C"),
        (Fault.YOUNG, "B"),
        (Fault.OLD, "L"),
    }


def test_a_rough_year_alone_accuses_nobody() -> None:
    graph = family_graph([ParentLink("M", "B")])
    assert impossible_families(graph, {"M": (1930, 1950), "B": (1955, 1960)}) == []


def test_a_contradiction_keeps_both_parents() -> None:
    links = [ParentLink("F1", "C", "birth", "testimony 1"), ParentLink("F2", "C", "birth", "testimony 2")]
    graph = family_graph(links, sex={"F1": "male", "F2": "male"})
    assert graph.parents("C") == ["F1", "F2"]
    assert [fault.fault for fault in impossible_families(graph, {})] == [Fault.SAME_SEX_PARENTS]


def test_told_brothers_of_unknown_parents_are_kin_with_all_who_come_from_them() -> None:
    """Nobody named the parents of A and B; their children are cousins all the same."""
    graph = family_graph(
        [ParentLink("A", "a"), ParentLink("B", "b")],
        siblings=[("A", "B"), ("B", "C")],
        sex={"A": "male", "B": "male", "b": "female", "C": "female"},
    )
    found = relation(graph, "a", "b")
    assert found is not None
    assert in_words(found.steps, kin_words(words("en"))) == "father's brother's daughter"
    assert (found.way, found.common) == (("a", "A", "B", "b"), ())
    aunt = relation(graph, "a", "C")
    assert aunt is not None
    assert in_words(aunt.steps, kin_words(words("en"))) == "father's sister"


def test_told_siblings_with_a_named_parent_have_no_unknown_one() -> None:
    graph = family_graph([ParentLink("P", "A"), ParentLink("P", "B")], siblings=[("A", "B")])
    assert graph.unknown == {}


@pytest.mark.parametrize("nature", ["step", "foster"])
def test_a_step_or_foster_parent_makes_no_kin_by_blood(nature: str) -> None:
    links = [
        ParentLink("S", "E", nature),  # type: ignore[arg-type]
        ParentLink("S", "K"),
        ParentLink("M", "E"),
        ParentLink("G", "S"),
    ]
    graph = family_graph(links, couples=[("S", "M")], sex={"S": "male", "M": "female", "G": "male"})
    assert graph.siblings("E") == []
    assert common(graph, "E", "K") == set()
    found = relation(graph, "E", "S")
    assert found is not None
    assert in_words(found.steps, kin_words(words("en"))) == "mother's husband"
    assert relation(graph, "E", "G") is None


def common(graph: FamilyGraph[str], one: str, other: str) -> set[str]:
    return {row[2] for row in common_ancestors(graph, one, other)}


def test_an_adopted_child_is_kin() -> None:
    graph = family_graph([ParentLink("F", "A", "adoptive"), ParentLink("F", "B")], sex={"A": "male"})
    found = relation(graph, "B", "A")
    assert found is not None
    assert in_words(found.steps, kin_words(words("en"))) == "brother"
