"""Households of a village and the standing of a person, from testimonies; and households as somebody stated them."""

from __future__ import annotations

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.families.errors import NoPeopleGiven, NoSourceGiven, NoTimeGiven, StandsAlready
from ojaq.registry.families.models import HouseholdMember, HouseholdStatement
from ojaq.registry.families.selectors.households import households_at
from ojaq.registry.families.selectors.standing import standing_of
from ojaq.registry.families.services import put_back_household, state_household, take_back_household
from ojaq.registry.identity.selectors import answering
from ojaq.registry.identity.services import resolve
from ojaq.registry.ledger.models import Entry
from ojaq.registry.ledger.selectors import entries_about
from ojaq.registry.places.models import Gazetteer, Place
from ojaq.registry.registration.models import Departure, Mention
from ojaq.registry.registration.services import withdraw
from registry.identity import community
from registry.identity.community import number

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(told, operator):
    """A family of three generations leaves Tutlu in 1988; the grandfather was driven out in 1918 and had come back."""
    source = Gazetteer.objects.create(code="test", title="test")
    place = Place.objects.create(gazetteer_id="t1", source=source, name="Tutlu", country="AZ")
    person = community.person
    people = [
        person("s", "Sona", sex="female", born="1985", origin="Tutlu"),
        person("f", "Nar", sex="male", born="1955", origin="Tutlu"),
        person("m", "Alma", sex="female", born="1957", origin="Tutlu"),
        person("g", "Heyva", sex="male", born="1910", died="1990", origin="Tutlu"),
        person("c", "Badam", sex="female", born="1995"),
    ]
    ties = [
        *community.parents("s", "f", "m"),
        *community.parents("f", "g"),
        *community.parents("c", "s"),
        {"couple": ["f", "m"], "from": "1980"},
    ]
    departures = [
        {"people": ["s", "f", "m", "g"], "from": "Tutlu", "when": "1988", "wave": "1988-1991"},
        {"people": ["g"], "from": "Tutlu", "when": "1918", "wave": "1918-1921"},
    ]
    document = community.testimony("house", people, ties, departures=departures)
    rows = told(document)
    resolve(by=operator)
    Mention.objects.filter(origin="Tutlu").update(origin_place=place)
    Departure.objects.update(left_place=place)
    return {
        "document": document,
        **{name: number(rows[document["id"], name]) for name in ("s", "f", "m", "g", "c")},
    }


def test_who_lived_under_one_roof_when_most_left(village, reviewer):
    found = households_at(place="t1", viewer=reviewer)
    assert found.year == 1988
    assert found.years == ((1918, 1), (1988, 4))
    [house] = found.households
    assert {member.number for member in house.members} == {village[name] for name in "fmsg"}
    by_number = {member.number: member for member in house.members}
    assert [(g.rule, g.by) for g in by_number[village["g"]].grounds] == [("left_together", village["f"])]
    assert {g.rule for g in by_number[village["s"]].grounds} == {"child_at_home"}
    assert all(g.testimonies == 1 for member in house.members for g in member.grounds)
    named = set(Entry.objects.order_by("-id").first().subjects.values_list("kind", "number"))
    assert named == {("place", "t1"), *(("person", str(village[name])) for name in "fmsg")}


def test_another_year_has_other_households(village, reviewer):
    before = households_at(place="t1", viewer=reviewer, year=1960)
    assert (before.households[0].members[0].number, len(before.households)) == (village["g"], 1)
    assert {m.number for m in before.households[0].members} == {village["g"], village["f"]}
    assert households_at(place="t1", viewer=reviewer, year=1995).households == ()


def state(village, by, **other):
    given = {
        "place": "t1", "when": "1987", "people": [village["f"], village["m"]], "source_kind": "household_book",
        "source": "Household book of Tutlu, page 14", "by": by,
    }  # fmt: skip
    return state_household(**given | other)


def test_a_statement_stands_beside_what_is_reckoned_and_can_be_turned(village, clerk, reviewer):
    before = households_at(place="t1", viewer=reviewer, year=1987)
    made = state(village, clerk)
    after = households_at(place="t1", viewer=reviewer, year=1987)
    assert [house.members for house in after.households] == [house.members for house in before.households]
    assert after.households[0].stated == (made.pk,)
    [stated] = after.stated
    assert (stated.source, stated.source_kind) == ("Household book of Tutlu, page 14", "household_book")
    assert (stated.author, stated.standing, stated.when) == ("Clerk", True, "1987")
    assert [member.number for member in stated.members] == [village["f"], village["m"]]
    take_back_household(statement=made.pk, by=clerk)
    with pytest.raises(StandsAlready):
        take_back_household(statement=made.pk, by=clerk)
    assert [each.standing for each in households_at(place="t1", viewer=reviewer).stated] == [False]
    assert households_at(place="t1", viewer=reviewer, year=1987).households == before.households
    put_back_household(statement=made.pk, by=clerk)
    assert households_at(place="t1", viewer=reviewer, year=1987) == after
    assert entries_about(kind="household", number=str(made.pk)).count() == 3


def test_nothing_is_stated_without_people_time_source_or_permission(village, clerk, other_clerk):
    for fault, other in (
        (NoTimeGiven, {"when": "long ago"}), (NoTimeGiven, {"when": ""}), (NoPeopleGiven, {"people": []}),
        (NoSourceGiven, {"source": "  "}), (NoSourceGiven, {"source_kind": "rumour"}),
    ):  # fmt: skip
        with pytest.raises(fault):
            state(village, clerk, **other)
    nobody = Viewer(None, "", frozenset(), frozenset())
    with pytest.raises(NotPermitted):
        state(village, nobody)
    made = state(village, clerk)
    with pytest.raises(NotPermitted):
        take_back_household(statement=made.pk, by=other_clerk)
    assert HouseholdStatement.objects.count() == 1
    assert households_at(place="t1", viewer=other_clerk).stated[0].source is None


def test_a_withdrawal_takes_its_words_out_of_statements(village, clerk, steward):
    state(village, clerk)
    withdraw(registration=village["document"]["id"], reason="asked", by=steward)
    assert HouseholdMember.objects.count() == 0
    assert households_at(place="t1", viewer=clerk).stated == ()


def test_standing_is_told_with_its_line_and_its_waves(village, reviewer):
    own, grand = standing_of(number=village["f"], viewer=reviewer)
    assert (own.generation, [left.wave for left in own.left]) == (0, ["1988-1991"])
    assert (grand.generation, [left.wave for left in grand.left]) == (1, ["1918-1921", "1988-1991"])
    assert [link.number for link in grand.line] == [village["g"], village["f"]]
    assert [link.testimonies for link in grand.line] == [0, 1]
    child = standing_of(number=village["c"], viewer=reviewer)
    assert [(each.generation, each.line[0].number) for each in child] == [
        (1, village["s"]), (2, village["f"]), (2, village["m"]), (3, village["g"])
    ]  # fmt: skip
    subjects = set(Entry.objects.order_by("-id").first().subjects.values_list("number", flat=True))
    assert subjects == {str(village[name]) for name in "csfmg"}
    with pytest.raises(NotPermitted):
        standing_of(number=village["c"], viewer=Viewer(None, "", frozenset(), frozenset()))
    assert answering(number=village["c"]) == village["c"]
