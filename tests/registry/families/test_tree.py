"""Drawn trees: who stands in them, what is open to whom, and what leaves the register."""

from __future__ import annotations

import pytest

from ojaq.core.kinship.picture import TreeKind
from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.families.selectors.tree import tree_of
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.services import judge, resolve
from ojaq.registry.ledger.models import Entry
from registry.identity import community
from registry.identity.community import number

pytestmark = pytest.mark.django_db


def sona(**more):
    """Sona tells of four generations: two forebears dead, her father with two wives, her living daughter."""
    person = community.person
    people = [
        person("s", "Sona", sex="female", born="1985", living=True),
        person("f", "Nar", sex="male", born="1955", living=True),
        person("m", "Alma", sex="female", born="1957", died="2001"),
        person("w", "Gilas", sex="female", born="1960", living=True),
        person("h", "Zoğal", sex="male", born="1980", living=True),
        person("g", "Heyva", sex="male", born="1910", died="1990"),
        person("c", "Badam", sex="female", born="2010", living=True),
    ]
    ties = [
        *community.parents("s", "f", "m"),
        *community.parents("h", "f", "w"),
        *community.parents("f", "g"),
        *community.parents("c", "s"),
        {"couple": ["f", "m"]},
        {"couple": ["f", "w"]},
    ]
    return community.testimony("sona", people, ties, **more)


@pytest.fixture
def tree(told, operator):
    document = sona()
    rows = told(document)
    resolve(by=operator)
    return {ref: number(mention) for (_, ref), mention in rows.items()}


def test_each_kind_draws_its_people(tree, clerk):
    def drawn(kind: TreeKind, ref: str = "s", **more: int) -> set[str]:
        found = tree_of(number=tree[ref], viewer=clerk, kind=kind, **more)
        return {name for name, who in tree.items() if who in found.people}

    assert drawn(TreeKind.ANCESTORS) == {"s", "f", "m", "g"}
    assert drawn(TreeKind.DESCENDANTS, "f") == {"f", "m", "w", "s", "h", "c"}
    assert drawn(TreeKind.HOURGLASS) == {"s", "f", "m", "g", "c"}
    assert drawn(TreeKind.LINE, "c", down=6) >= {"c", "s", "f", "g", "m", "w", "h"}
    assert tree_of(number=tree["s"], viewer=clerk, kind=TreeKind.LINE).head == tree["g"]


def test_half_siblings_hang_on_their_own_mothers(tree, clerk):
    found = tree_of(number=tree["f"], viewer=clerk, kind=TreeKind.DESCENDANTS)
    assert set(found.kin.partners[tree["f"]]) == {tree["m"], tree["w"]}
    assert set(found.kin.parents[tree["h"]]) == {tree["f"], tree["w"]}
    assert found.evidence[tree["f"], tree["h"]] == "told"


def test_the_living_of_other_offices_are_masked_and_the_dead_are_not(tree, clerk, other_clerk):
    open_to_own = tree_of(number=tree["s"], viewer=clerk)
    assert not any(person.masked for person in open_to_own.people.values())
    found = tree_of(number=tree["s"], viewer=other_clerk)
    assert {name for name, who in tree.items() if who in found.people and found.people[who].masked} == {
        "s",
        "f",
        "c",
    }
    for person in found.people.values():
        assert person.masked == (not person.name.text)
        assert not person.masked or person.years == (None, None)
    subjects = set(Entry.objects.order_by("-id").first().subjects.values_list("number", flat=True))
    assert subjects == {str(tree[name]) for name in "smg"}


def test_out_of_the_register_go_only_the_dead_and_who_agreed(told, operator, clerk):
    agreed = [{"purpose": each, "given": True, "on": "2023-01-23"} for each in ("register", "trace_family")]
    document = sona(consent=agreed)
    rows = told(document)
    resolve(by=operator)
    key = {ref: number(mention) for (_, ref), mention in rows.items()}
    found = tree_of(number=key["s"], viewer=clerk, leaving=True)
    assert {ref for ref, who in key.items() if who in found.people and not found.people[who].masked} == {
        "s",
        "m",
        "g",
    }


def test_two_fathers_one_is_drawn_and_the_other_is_named(told, operator, clerk):
    first = community.testimony(
        "first",
        [community.person("c", "Sona", born="1950"), community.person("a", "Nar", sex="male", died="1980")],
        community.parents("c", "a"),
    )
    second = community.testimony(
        "second",
        [community.person("c", "Sona", born="1950"), community.person("b", "Heyva", sex="male", died="1970")],
        community.parents("c", "b"),
    )
    rows = told(first, second)
    resolve(by=operator)
    pair = (rows[first["id"], "c"], rows[second["id"], "c"])
    if number(pair[0]) != number(pair[1]):
        judge(pair=pair, verdict=Verdict.SAME, reason="told", by=operator)
    child, kept, left = (number(rows[d["id"], ref]) for d, ref in ((first, "c"), (first, "a"), (second, "b")))
    found = tree_of(number=child, viewer=clerk, kind=TreeKind.ANCESTORS)
    assert found.kin.parents[child] == [kept]
    assert found.aside == {child: (left,)}
    assert found.evidence[kept, child] == "contradicted"


def test_a_name_is_taken_in_the_readers_letters_where_somebody_wrote_it_so(family, clerk):
    found = tree_of(number=number(family["she"]), viewer=clerk, script="Cyrl")
    assert found.people[number(family["she"])].name.text == "Гюльнара Али кызы Мамедова"
    as_told = tree_of(number=number(family["she"]), viewer=clerk)
    assert as_told.people[number(family["she"])].name.text == "Gülnarə Əli qızı Məmmədova"


def test_nobody_without_a_role(tree):
    with pytest.raises(NotPermitted):
        tree_of(number=tree["s"], viewer=Viewer(None, "", frozenset(), frozenset()))
