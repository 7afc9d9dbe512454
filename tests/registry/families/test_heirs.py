"""From a person of the register to the shares of a displaced forebear, with the line, its proof, and what was decided."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from ojaq.core.succession.errors import NoRegimeRecorded
from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.families.errors import BrokenFamily, NoDeathTold, NoEstate, NoPlaceOfLaw
from ojaq.registry.families.estate import estate_case
from ojaq.registry.families.lives import Life
from ojaq.registry.families.preferring import DateSaid
from ojaq.registry.families.selectors import heirs_of
from ojaq.registry.ledger.selectors import entries_about
from ojaq.registry.places.models import Place
from registry.identity import community

pytestmark = pytest.mark.django_db
person, parents = community.person, community.parents


def daughter(**more: Any) -> dict[str, Any]:
    """A granddaughter tells of the man who was driven out, who died in 1970 and left two sons."""
    people = [
        person("me", "Sona", sex="female", born="1950", living=True),
        person("f", "Nar", sex="male", born="1920", died="1969-05-01"),
        person("u", "Heyva", sex="male", born="1925", living=True),
        person("g", "Alça", "Tutov", sex="male", born="1890", died="1970-03-02", origin="Tutlu"),
        person("w", "Gül", sex="female", born="1895", died="1950"),
    ]
    ties = [*parents("me", "f"), *parents("f", "g", "w"), *parents("u", "g", "w"), {"couple": ["g", "w"]}]
    left = [{"people": ["g"], "from": "Tutlu", "when": "1918", "wave": "1918"}]
    return community.testimony("granddaughter", people, ties, departures=left, **more)


@pytest.fixture
def family(tells):
    return tells(daughter())


def test_the_nearest_displaced_forebear_s_estate_by_the_law_of_the_place_and_day(family, reviewer):
    found = heirs_of(person=family["me"], viewer=reviewer)
    assert (found.estate_of, found.law) == (family["g"], "AZ")
    assert found.answer["regime"] == "az-ssr-1964"
    assert {who: Fraction(share) for who, share in found.answer["shares"].items()} == {
        str(family["me"]): Fraction(1, 2),
        str(family["u"]): Fraction(1, 2),
    }
    assert [(link.parent, link.child, link.proof) for link in found.line] == [
        (family["g"], family["f"], "told"),
        (family["f"], family["me"], "told"),
    ]
    # The uncle is alive and stands beside the line: his number is shown, his name is not.
    assert {family[ref] for ref in ("g", "f", "me")} <= set(found.names)
    assert family["u"] not in found.names


def test_everybody_spoken_of_is_in_the_ledger(family, reviewer):
    heirs_of(person=family["me"], viewer=reviewer)
    for ref in ("me", "f", "u", "g"):
        assert entries_about(kind="person", number=str(family[ref])).filter(reason="heirs").count() == 1


def test_a_second_teller_corroborates_and_a_new_heir_changes_the_shares(family, tells, reviewer):
    people = [
        person("h", "Zoğal", sex="male", born="1960", living=True),
        person("a", "Alma", sex="female", born="1928", died="1960"),
        person("g", "Alça", "Tutov", sex="male", born="1890"),
        person("f", "Nar", sex="male", born="1920"),
    ]
    ties = [*parents("h", "a"), *parents("a", "g"), *parents("f", "g")]
    told = tells(community.testimony("cousin", people, ties), g=family["g"], f=family["f"])
    found = heirs_of(person=family["me"], viewer=reviewer)
    assert set(map(Fraction, found.answer["shares"].values())) == {Fraction(1, 3)}
    assert str(told["h"]) in found.answer["shares"]
    assert [(link.proof, link.testimonies) for link in found.line] == [("corroborated", 2), ("told", 1)]


def test_another_estate_and_a_chosen_regime_can_be_asked(family, reviewer):
    found = heirs_of(person=family["me"], viewer=reviewer, estate_of=family["f"], regime="jafari")
    assert (found.estate_of, found.law, found.answer["regime"]) == (family["f"], None, "jafari")


def test_what_is_not_known_is_refused_clearly(family, reviewer):
    with pytest.raises(NoEstate):
        heirs_of(person=family["g"], viewer=reviewer)
    with pytest.raises(NoDeathTold):
        heirs_of(person=family["me"], viewer=reviewer, estate_of=family["u"])
    with pytest.raises(NoPlaceOfLaw):
        heirs_of(person=family["me"], viewer=reviewer, estate_of=family["f"])
    Place.objects.update(country="TR")
    with pytest.raises(NoRegimeRecorded):
        heirs_of(person=family["me"], viewer=reviewer)
    with pytest.raises(NotPermitted):
        heirs_of(person=family["me"], viewer=Viewer(None, "nobody", frozenset(), frozenset()))


def test_a_ring_is_refused_and_sent_to_review(family, tells, reviewer):
    ring = community.testimony("ring", [person("x", "Alça"), person("y", "Sona")], parents("x", "y"))
    tells(ring, x=family["g"], y=family["me"])
    with pytest.raises(BrokenFamily):
        heirs_of(person=family["me"], viewer=reviewer, estate_of=family["g"])


TODAY = date(2026, 1, 1)


def said(year: int, testimony: int = 1) -> DateSaid:
    return DateSaid(date(year, 1, 1), date(year, 12, 31), testimony)


def case(lives: list[Life], links: list[tuple[int, int, str, int]], couples=()):
    return estate_case(1, {life.number: life for life in lives}, links, couples, law="AZ", today=TODAY)


def test_of_two_fathers_the_one_more_testimonies_name_is_taken_and_the_other_is_told():
    fathers = [Life(number, sexes={"male"}, deaths=[said(1970)]) for number in (1, 2)]
    made = case([*fathers, Life(3)], [(2, 3, "", 1), (1, 3, "birth", 2), (1, 3, "", 3)])
    assert made.body["people"]["3"]["parents"] == [{"id": "1", "kind": "birth"}]
    [choice] = made.choices
    assert (choice.what, choice.kept, choice.left, choice.reason) == ("parent", 1, (2,), "most_testimonies")


def test_adoptive_parents_stand_beside_and_step_parents_do_not():
    lives = [Life(1, deaths=[said(1970)]), Life(2), Life(3), Life(4)]
    made = case(lives, [(1, 4, "adoptive", 1), (2, 4, "birth", 1), (3, 4, "step", 1)])
    assert made.parents == {4: [(1, "adoptive"), (2, "birth")]}


def test_whoever_would_be_too_old_to_live_is_presumed_dead_and_said_to_be():
    lives = [
        Life(1, deaths=[said(1970)]),
        Life(2, births=[said(1880)]),
        Life(3),
        Life(4, births=[said(1930)]),
    ]
    made = case(lives, [(3, 2, "birth", 1)])
    assert made.presumed_dead == [2, 3]
    assert made.body["people"]["2"]["died"] == "1880-01-01/1990-12-28"
    # Of the parent nothing is told but the child: born twelve years before at the latest.
    assert made.body["people"]["3"]["died"].endswith("/1978-12-28")
    assert "died" not in made.body["people"]["4"]


def test_a_death_without_a_time_lies_between_the_last_child_and_the_telling():
    mother = Life(2, sexes={"female"}, told_dead=True, heard_dead=date(2023, 1, 23), births=[said(1930)])
    made = case([Life(1, deaths=[said(1970)]), mother, Life(3, births=[said(1955)])], [(2, 3, "birth", 1)])
    assert made.body["people"]["2"]["died"] == "1955-01-01/2023-01-23"


def test_a_marriage_that_ended_by_death_is_no_divorce():
    lives = [Life(1, deaths=[said(1970)]), Life(2), Life(3)]
    made = case(lives, [], [(1, 2, "1920", "1970", 1), (1, 3, "1910", "1915", 1)])
    ends = [(row["spouse"], row["end"]) for row in made.body["people"]["1"]["marriages"]]
    assert ends == [("2", None), ("3", "divorced")]


def test_contradicting_dates_are_decided_with_a_reason():
    made = case([Life(1, deaths=[said(1970, 1), said(1970, 2), said(1948, 3)])], [])
    [choice] = made.choices
    assert (choice.what, choice.left, choice.reason) == ("death", (3,), "most_testimonies")
    assert made.body["death"] == {"of": "1", "place_law": "AZ", "date": "1970-01-01/1970-12-31"}


def test_a_brother_told_without_parents_inherits(tells, reviewer):
    """Nobody named the parents of the two brothers: the living one stands for the dead one all the same."""
    people = [
        person("b", "Heyva", sex="male", born="1930", living=True, origin="Tutlu"),
        person("d", "Nar", sex="male", born="1925", died="1970-03-02", origin="Tutlu"),
    ]
    left = [{"people": ["d"], "from": "Tutlu", "when": "1948", "wave": "1948"}]
    document = community.testimony("brothers", people, [{"siblings": ["b", "d"]}], departures=left)
    key = tells(document)
    for regime in (None, "jafari"):
        found = heirs_of(person=key["b"], viewer=reviewer, estate_of=key["d"], regime=regime)
        assert found.answer["shares"] == {str(key["b"]): "1"}
