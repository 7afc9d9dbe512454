"""What the design keeps and flags is never refused."""

from __future__ import annotations

import pytest

from ojaq.registry.registration.reading import Document, read


def _who(ref, **facts):
    return {"ref": ref, "name": {"given": ref}} | facts


FLAGGED = {
    "a child older than its father": (
        [_who("p1", born="1920"), _who("p2", born="1950")], [{"parent": "p2", "child": "p1"}], "impossible-age", {0},
    ),
    "a mother of seven": (
        [_who("p1", born="1957"), _who("p2", born="1950")], [{"parent": "p2", "child": "p1"}], "impossible-age", {0},
    ),
    "two hundred years": ([_who("p1", age=200), _who("p2")], [], "impossible-age", set()),
    "a life of 130 years": ([_who("p1", born="1800", died="1930"), _who("p2")], [], "impossible-age", set()),
    "died before birth": ([_who("p1", born="1957", died="1950"), _who("p2")], [], "dates-contradict", set()),
    "living and dead": ([_who("p1", living=True, died="1950"), _who("p2")], [], "dates-contradict", set()),
    "born tomorrow": ([_who("p1", born="2030"), _who("p2")], [], "future-date", set()),
    "two fathers by birth": (
        [_who("p1"), _who("p2", sex="male"), _who("p3", sex="male")],
        [{"parent": "p2", "child": "p1"}, {"parent": "p3", "child": "p1"}], "sexes-contradict", {0, 1},
    ),
    "three parents": (
        [_who("p1"), _who("p2"), _who("p3"), _who("p4")],
        [{"parent": p, "child": "p1"} for p in ("p2", "p3", "p4")], "more-than-two-parents", {0, 1, 2},
    ),
    "a tie told twice": ([_who("p1"), _who("p2")], [{"parent": "p2", "child": "p1"}] * 2, "repeated-tie", {0, 1}),
    "married to oneself": ([_who("p1"), _who("p2")], [{"couple": ["p1", "p1"]}], "tie-with-oneself", {0}),
    "a tie of no known kind": ([_who("p1"), _who("p2")], [{"godparent": "p1"}], "unknown-tie", {0}),
    "a sex nobody knows": ([_who("p1", sex="f"), _who("p2")], [], "unknown-code", set()),
    "a nature nobody knows": (
        [_who("p1"), _who("p2")], [{"parent": "p2", "child": "p1", "nature": "milk"}], "unknown-code", set(),
    ),
    "two scripts in a word": ([{"ref": "p1", "name": {"given": "Mаro"}}, _who("p2")], [], "two-scripts-in-one-word", set()),
}  # fmt: skip


@pytest.mark.parametrize(("people", "ties", "code", "weak"), FLAGGED.values(), ids=FLAGGED.keys())
def test_it_is_kept_as_told_and_flagged(told, line, people, ties, code, weak):
    document = told(people=people, ties=ties)
    answer = read(line(document))
    assert isinstance(answer, Document)
    assert answer.content == document
    doubts = {doubt.code: doubt for doubt in answer.doubts}
    assert set(doubts) == {code}
    assert doubts[code].ties == weak


@pytest.mark.parametrize(
    ("people", "ties"),
    [
        ([_who("p1", born="1957~"), _who("p2", born="1948~")], [{"parent": "p2", "child": "p1"}]),
        ([_who("p1", born="../1980"), _who("p2", born="1950/..")], [{"parent": "p2", "child": "p1"}]),
        ([_who("p1", born="1957", age=66), _who("p2", sex="male"), _who("p3", sex="female")],
         [{"parent": "p2", "child": "p1"}, {"parent": "p3", "child": "p1"}]),
    ],
)  # fmt: skip
def test_what_may_well_be_is_not_flagged(told, line, people, ties):
    people = [*people, *([] if any(p["ref"] == "p4" for p in people) else [_who("p4")])]
    answer = read(line(told(people=people, ties=ties)))
    assert isinstance(answer, Document)
    assert answer.doubts == ()


def test_adoptive_parents_beside_birth_parents_are_not_too_many(told, line):
    people = [_who(ref) for ref in ("p1", "p2", "p3", "p4", "p5")]
    natures = {"p2": "birth", "p3": "birth", "p4": "adoptive", "p5": "step"}
    ties = [{"parent": parent, "child": "p1", "nature": nature} for parent, nature in natures.items()]
    answer = read(line(told(people=people, ties=ties)))
    assert isinstance(answer, Document)
    assert answer.doubts == ()


def test_fields_nobody_knows_are_kept_and_told(told, line):
    document = told(hobby="chess")
    document["people"][0]["name"]["nickname"] = "Maro"
    answer = read(line(document))
    assert isinstance(answer, Document)
    assert set(answer.unknown) == {"hobby", "people[0].name.nickname"}
    assert answer.content == document


def test_many_siblings_do_not_become_millions_of_ties(told, line):
    people = [_who(f"p{number}") for number in range(2000)]
    answer = read(line(told(people=people, ties=[{"siblings": [p["ref"] for p in people]}])))
    assert isinstance(answer, Document)
    assert len(answer.ties) == 1999
