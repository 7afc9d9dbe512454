"""People and villages as lists: everybody once, masked, narrowed by what may be asked, leaf by leaf."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.desk.selectors import people as listing
from ojaq.registry.desk.selectors.office import registrations
from ojaq.registry.desk.selectors.people import Sought, Standing, people
from ojaq.registry.desk.selectors.villages import villages
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.identity.services import judge, resolve
from ojaq.registry.identity.services.protecting import protect
from ojaq.registry.ledger.models import Entry
from ojaq.registry.places.models import Gazetteer, Place
from ojaq.registry.registration.models import Flag, Mention, Registration
from ojaq.registry.registration.services import register
from ojaq.registry.review.models import SecondOpinion
from registry.identity import community

pytestmark = pytest.mark.django_db
person, parents = community.person, community.parents


@pytest.fixture
def register_of_two_offices(registry, office, other_office, operator):
    """Three families of two offices and two villages; Tutu is told of by all of them. Answers ref -> register number."""
    source = Gazetteer.objects.create(code="test", title="A test")
    for number, name in enumerate(("Tutlu", "Uzaq"), start=1):
        Place.objects.create(gazetteer_id=f"t{number}", source=source, name=name, country="AZ")
    for at, (code, village) in enumerate((("nasimi-2", "Tutlu"), ("nasimi-2", "Uzaq"), ("avan-1", "Uzaq"))):
        people_ = [
            person(f"r{at}", f"Nar{'abc'[at]}", "Tutov", born="1950", origin=village),
            person(f"f{at}", f"Heyva{'xyz'[at]}", "Tutov", died="1990"),
            person(f"s{at}", "Tutu", "Tutova", born="1948"),
        ]
        told = community.testimony(f"family {at}", people_, parents(f"r{at}", f"f{at}"))
        register(testimony=told | {"office": code, "registrant": f"r{at}"}, by=operator)
    for name in ("Tutlu", "Uzaq"):
        Mention.objects.filter(origin=name).update(origin_place=Place.objects.get(name=name))
    resolve(by=operator)
    one, *others = Mention.objects.filter(given="Tutu").order_by("pk")
    for other in others:
        judge(pair=(one.pk, other.pk), verdict="same", reason="told", by=operator)
    return lambda: dict(Belonging.objects.values_list("mention__ref", "person_id"))


def listed(viewer, at_most=25, **sought):
    """Register numbers of all leaves, in order, and how many leaves there were."""
    found, after, leaves = [], "", 0
    while leaves < 50:
        told = people(sought=Sought(**sought), viewer=viewer, after=after, at_most=at_most)
        found += [line.number for line in told.lines]
        leaves += 1
        if not (after := told.following):
            return found, leaves
    raise AssertionError("the list does not end")


def test_everybody_stands_once_where_the_newest_testimony_tells_of_them(register_of_two_offices, clerk):
    number = register_of_two_offices()
    found, leaves = listed(clerk)
    assert leaves == 1
    assert sorted(found) == sorted(set(number.values()))
    assert found[:3] == [number["s2"], number["f2"], number["r2"]], (
        "the newest testimony, from its last person on"
    )


@pytest.mark.parametrize("at_most", [1, 2, 3, 7])
def test_leaf_by_leaf_is_the_whole_list(register_of_two_offices, clerk, at_most):
    assert listed(clerk, at_most)[0] == listed(clerk)[0]


def test_a_leaf_that_looked_long_enough_says_where_to_go_on(register_of_two_offices, clerk, monkeypatch):
    monkeypatch.setattr(listing, "_CHUNKS", (1,))
    found, leaves = listed(clerk, standing=Standing.MISSING)
    assert (found, leaves) == ([], 4)
    whole = listed(clerk)[0]
    assert len(whole) == len(set(whole)) == 7


def test_villages_offices_and_days_narrow_it(register_of_two_offices, steward, clerk):
    number = register_of_two_offices()
    assert listed(clerk, place="t1")[0] == [number["r0"]]
    assert listed(clerk, place="t2")[0] == [number["r2"], number["r1"]]
    assert listed(clerk, place="nowhere")[0] == []
    # Tutu was told of at another office since; at this one she stands where this office told of her.
    assert listed(clerk, office="nasimi-2")[0][0] == number["s1"]
    assert set(listed(clerk, office="nasimi-2")[0]) == {
        number[f"{who}{at}"] for who in "rfs" for at in (0, 1)
    }
    today = timezone.localdate()
    oldest = Registration.objects.order_by("pk").first()
    Registration.objects.filter(pk=oldest.pk).update(received_at=timezone.now() - dt.timedelta(days=9))
    week = today - dt.timedelta(days=7)
    assert number["r0"] not in listed(clerk, since=week)[0]
    assert set(listed(clerk, until=week)[0]) == {number["r0"], number["f0"], number["s0"]}
    assert listed(clerk, since=today + dt.timedelta(days=2))[0] == []


def test_standings(register_of_two_offices, clerk, reviewer):
    number = register_of_two_offices()
    Mention.objects.filter(ref="s2").update(missing="1991")
    assert set(listed(clerk, standing=Standing.REGISTERED)[0]) == {number["r0"], number["r1"], number["r2"]}
    assert number["r0"] not in listed(clerk, standing=Standing.TOLD)[0]
    assert set(listed(clerk, standing=Standing.DIED)[0]) == {number["f0"], number["f1"], number["f2"]}
    assert listed(clerk, standing=Standing.MISSING)[0] == [number["s2"]]
    assert listed(reviewer, standing=Standing.DISPUTED)[0] == []
    judged = Judgement.objects.filter(by_engine=False).first()
    SecondOpinion.objects.create(
        judgement=judged, reviewer="00000000-0000-4000-8000-000000000001", verdict="different", agrees=False,
        at=timezone.now(),
    )  # fmt: skip
    assert listed(reviewer, standing=Standing.DISPUTED)[0] == [number["s2"]]


def test_a_line_is_masked_and_names_village_decade_and_testimonies(register_of_two_offices, clerk):
    number = register_of_two_offices()
    lines = {line.number: line for line in people(sought=Sought(), viewer=clerk).lines}
    tutu, nara = lines[number["s0"]], lines[number["r0"]]
    assert (tutu.testimonies, tutu.registered, tutu.decade) == (3, False, 1940)
    assert (nara.village.text, nara.place, nara.registered) == ("Tutlu", "t1", True)
    # No office, no day, no teller, no paper: what is not a field cannot leak.
    assert set(type(nara).__slots__) == {
        "number", "name", "decade", "village", "place", "registered", "testimonies",
    }  # fmt: skip


def test_a_protected_person_is_in_no_list(register_of_two_offices, clerk, reviewer):
    number = register_of_two_offices()["r0"]
    protect(number=number, reason="danger", by=reviewer)
    for sought in ({}, {"place": "t1"}, {"standing": Standing.REGISTERED}):
        assert number not in listed(clerk, **sought)[0]


def test_every_person_shown_is_in_the_ledger_as_one_question(register_of_two_offices, clerk):
    before = Entry.objects.count()
    told = people(sought=Sought(), viewer=clerk, at_most=2)
    entry = Entry.objects.latest("id")
    assert Entry.objects.count() == before + 1
    assert (entry.act, entry.reason) == ("ask-counter", "list")
    assert [each.number for each in entry.subjects.all()] == [str(line.number) for line in told.lines]


def test_who_may_not_ask_is_told_nothing(register_of_two_offices, clerk):
    with pytest.raises(NotPermitted):
        people(sought=Sought(office="avan-1"), viewer=clerk)
    with pytest.raises(NotPermitted):
        people(sought=Sought(standing=Standing.DISPUTED), viewer=clerk)


def test_a_broken_place_in_the_list_begins_it_anew(register_of_two_offices, clerk):
    for after in ("x", "1", "1.", ".1", "1.x", "-1.2", "9" * 60):
        assert len(people(sought=Sought(), viewer=clerk, after=after).lines) == 7


def test_villages_are_counted_and_listed_in_order(register_of_two_offices, clerk):
    told = villages(viewer=clerk)
    assert [(line.place.place, line.told, line.testimonies) for line in told.lines] == [
        ("t1", 1, 1),
        ("t2", 2, 2),
    ]
    assert (told.following, told.all) == ("", 2)
    first = villages(viewer=clerk, at_most=1)
    second = villages(viewer=clerk, at_most=1, after=first.following)
    assert [line.place.place for line in (*first.lines, *second.lines)] == ["t1", "t2"]
    assert second.following == ""
    Registration.objects.filter(mentions__ref="r0").update(state="superseded")
    assert villages(viewer=clerk).lines[0].told == 0


def test_testimonies_are_narrowed_by_state_and_days(register_of_two_offices, clerk):
    newest, older = Registration.objects.filter(office__code="nasimi-2").order_by("-pk")
    Flag.objects.create(registration=older, office=older.office, code="future", raised_at=timezone.now())
    assert [line.row for line in registrations(viewer=clerk, state="flagged")[0]] == [older.pk]
    Registration.objects.filter(pk=newest.pk).update(state="superseded")
    assert [line.row for line in registrations(viewer=clerk, state="superseded")[0]] == [newest.pk]
    assert [line.row for line in registrations(viewer=clerk, state="current")[0]] == [older.pk]
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert registrations(viewer=clerk, since=tomorrow)[0] == ()
    assert len(registrations(viewer=clerk, until=tomorrow)[0]) == 2
