"""The people of a village: counted by decade, a few of each named, all of them a leaf at a time."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ojaq.registry.families.selectors import village as selecting
from ojaq.registry.families.selectors import village_generation, village_people
from ojaq.registry.identity.models import Belonging, Protection
from ojaq.registry.identity.services import resolve
from ojaq.registry.ledger.models import Entry
from ojaq.registry.places.models import Gazetteer, Place
from ojaq.registry.registration.models import Mention
from registry.identity import community

pytestmark = pytest.mark.django_db
person, parents = community.person, community.parents
NAMES = ("Alma", "Heyva", "Nar", "Ərik", "Gilas")


@pytest.fixture
def village(told, operator):
    """Five brothers and sisters of one village, a father born there, and a mother of elsewhere; one of them registered."""
    people = [
        person(f"c{at}", name, "Tutov", born=f"193{at}", origin="Tutlu") for at, name in enumerate(NAMES)
    ]
    people += [
        person("f", "Zoğal", "Tutov", born="1905", died="1970"),
        person("m", "İydə", born="1910", origin="Uzaq"),
    ]
    ties = [tie for at in range(5) for tie in parents(f"c{at}", "f", "m")]
    rows = told(community.testimony("brothers", people, ties))
    source = Gazetteer.objects.create(code="test", title="A test")
    place = Place.objects.create(gazetteer_id="t1", source=source, name="Tutlu", country="AZ")
    Mention.objects.filter(origin="Tutlu").update(origin_place=place)
    Mention.objects.filter(given="Zoğal").update(born_in_place=place)
    resolve(by=operator)
    return {ref: Belonging.objects.get(pk=mention).person_id for (_, ref), mention in rows.items()}


def test_who_says_nothing_of_a_home_is_of_the_place_of_birth(village, reviewer):
    page = village_people(place="t1", viewer=reviewer)
    assert (page.told, page.registered, page.died, page.testimonies) == (6, 1, 1, 1)
    assert [(one.decade, one.told, one.registered) for one in page.generations] == [
        (1900, 1, 0),
        (1930, 5, 1),
    ]


def test_only_who_is_named_stands_in_the_ledger(village, reviewer):
    page = village_people(place="t1", viewer=reviewer, listed=2)
    named = {one.number for generation in page.generations for one in generation.people}
    assert len(named) == 3
    assert village["c0"] in named, "whoever registered stands first"
    entry = Entry.objects.order_by("-pk").first()
    assert set(entry.subjects.values_list("kind", "number")) == {
        ("place", "t1"),
        *(("person", str(n)) for n in named),
    }


def test_leaf_by_leaf_everybody_is_named_once(village, reviewer, monkeypatch):
    monkeypatch.setattr(selecting, "LEAF", 2)
    seen, after = [], None
    for _ in range(3):
        leaf = village_generation(place="t1", decade=1930, after=after, viewer=reviewer)
        seen += [one.number for one in leaf.people]
        after = leaf.following
    assert after is None
    assert sorted(seen) == sorted(village[f"c{at}"] for at in range(5))
    assert leaf.told == 5


def test_a_protected_person_is_counted_and_never_named(village, reviewer, operator):
    anchor = Belonging.objects.filter(person_id=village["c1"]).first().mention_id
    Protection.objects.create(mention_id=anchor, since=timezone.now())
    leaf = village_generation(place="t1", decade=1930, after=None, viewer=reviewer)
    assert village["c1"] not in {one.number for one in leaf.people}
    assert village_people(place="t1", viewer=reviewer).told == 6
