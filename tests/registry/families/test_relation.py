"""How two persons are related across testimonies, and families that cannot be."""

from __future__ import annotations

import pytest

from ojaq.core.kinship import Fault
from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.families.health import findings
from ojaq.registry.families.selectors import impossible, impossible_in_register, relation_between
from ojaq.registry.finding import Standing
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.errors import NoSuchPerson
from ojaq.registry.identity.models import Person
from ojaq.registry.identity.services import judge, resolve
from ojaq.registry.ledger.selectors import entries_about
from registry.identity import community
from registry.identity.community import number

pytestmark = pytest.mark.django_db


@pytest.fixture
def cousins(told, operator):
    """Two testimonies: she tells of her grandmother, he too; a reviewer joins the grandmothers."""
    people = community.person
    hers = community.testimony(
        "hers",
        [
            people("s", "Sona", sex="female", born="1950"),
            people("f", "Nar", sex="male", born="1925"),
            people("g", "Gül", sex="female", born="1900"),
        ],
        [*community.parents("s", "f"), *community.parents("f", "g")],
    )
    his = community.testimony(
        "his",
        [
            people("h", "Heyva", sex="male", born="1955"),
            people("m", "Alma", sex="female", born="1930"),
            people("g", "Гюль", sex="female", born="1900"),
            people("w", "Badam", sex="female", born="1956"),
        ],
        [*community.parents("h", "m"), *community.parents("m", "g"), {"couple": ["h", "w"]}],
    )
    rows = told(hers, his)
    resolve(by=operator)
    key = {
        name: rows[document["id"], ref]
        for document, names in ((hers, "sona:s nar:f gul:g"), (his, "heyva:h alma:m gul2:g badam:w"))
        for name, ref in (each.split(":") for each in names.split())
    }
    if number(key["gul"]) != number(key["gul2"]):
        judge(pair=(key["gul"], key["gul2"]), verdict=Verdict.SAME, reason="told", by=operator)
    return key


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "father's half-sister's son"), *((code, None) for code in ("az", "hy", "ru", "tr", "ka", "fa"))],
)
def test_kin_across_two_testimonies_is_said_in_words(cousins, reviewer, language, words):
    found = relation_between(
        one=number(cousins["sona"]), other=number(cousins["heyva"]), viewer=reviewer, language=language
    )
    assert found.steps == ("father", "half_sister", "son") or found.steps == ("father", "sister", "son")
    assert found.common == (number(cousins["gul"]),)
    assert found.words
    assert found.language == language
    assert found.unreviewed is (language != "en")


def test_by_marriage_and_the_other_way_round(cousins, reviewer):
    found = relation_between(one=number(cousins["gul"]), other=number(cousins["badam"]), viewer=reviewer)
    assert found.by_marriage
    assert found.steps == ("daughter", "son", "wife")
    back = relation_between(one=number(cousins["badam"]), other=number(cousins["gul"]), viewer=reviewer)
    assert back.steps == ("husband", "mother", "mother")


def test_strangers_have_no_way_between_them(cousins, told, operator, reviewer):
    rows = told(community.testimony("alone", [community.person("x", "Zoğal")], []))
    resolve(by=operator)
    found = relation_between(one=number(cousins["sona"]), other=number(*rows.values()), viewer=reviewer)
    assert (found.words, found.way) == ("", ())


def test_both_readings_are_in_the_ledger(cousins, reviewer):
    numbers = [number(cousins[name]) for name in ("sona", "alma")]
    relation_between(one=numbers[0], other=numbers[1], viewer=reviewer)
    for one in numbers:
        assert entries_about(kind="person", number=str(one)).filter(reason="relation").count() == 1


def test_nobody_without_a_role_and_no_unknown_number(cousins, reviewer):
    with pytest.raises(NoSuchPerson):
        relation_between(one=1, other=number(cousins["sona"]), viewer=reviewer)
    nobody = Viewer(None, "nobody", frozenset(), frozenset())
    with pytest.raises(NotPermitted):
        relation_between(one=number(cousins["sona"]), other=number(cousins["alma"]), viewer=nobody)


def test_a_possible_register_is_well(cousins):
    assert [finding.standing for finding in findings()] == [Standing.WELL]


def test_a_mother_younger_than_her_child_is_found_with_the_people(told, operator, reviewer, clerk):
    rows = told(
        community.testimony(
            "young",
            [
                community.person("c", "Sona", born="1950"),
                community.person("m", "Gül", born="1948", sex="female"),
            ],
            community.parents("c", "m"),
        )
    )
    resolve(by=operator)
    [found] = impossible_in_register(viewer=reviewer).faults
    assert (found.fault, found.years) == (Fault.YOUNG, 2)
    assert found.people == tuple(number(mention) for mention in rows.values())
    assert [finding.code for finding in findings()] == ["families.parent-too-young"]
    for one in found.people:
        assert entries_about(kind="person", number=str(one)).filter(reason="impossible-families").exists()
    with pytest.raises(NotPermitted):
        impossible_in_register(viewer=clerk)


def test_a_ring_after_a_joining_is_found(told, operator, reviewer):
    first = community.testimony(
        "one", [community.person("a", "Nar"), community.person("b", "Heyva")], community.parents("a", "b")
    )
    second = community.testimony(
        "two", [community.person("b", "Heyva"), community.person("a", "Nar")], community.parents("b", "a")
    )
    rows = told(first, second)
    resolve(by=operator)
    for ref in "ab":
        pair = (rows[first["id"], ref], rows[second["id"], ref])
        if number(pair[0]) != number(pair[1]):
            judge(pair=pair, verdict=Verdict.SAME, reason="told", by=operator)
    assert [each.fault for each in impossible_in_register(viewer=reviewer).faults] == [Fault.RING]
    assert "families.own-ancestor" in {finding.code for finding in findings()}


def test_what_is_examined_in_parts_is_what_is_examined_at_once(told, operator, reviewer, monkeypatch):
    """A ring of two people and a child too old for its mother, whichever of them comes into which part."""
    test_a_ring_after_a_joining_is_found(told, operator, reviewer)
    told(
        community.testimony(
            "old",
            [
                community.person("c", "Sona", born="1950"),
                community.person("m", "Gül", born="1948", sex="female"),
            ],
            community.parents("c", "m"),
        )
    )
    resolve(by=operator)
    monkeypatch.setattr(impossible, "AT_ONCE", 1)
    monkeypatch.setattr(impossible, "AT_MOST", 1)
    found, following = [], None
    for _ in range(Person.objects.count()):
        page = impossible_in_register(viewer=reviewer, before=following)
        found += [each.fault for each in page.faults]
        following = page.following
    assert following is None
    assert (
        sorted(found) == sorted(each.fault for each in impossible.impossible()) == [Fault.RING, Fault.YOUNG]
    )
