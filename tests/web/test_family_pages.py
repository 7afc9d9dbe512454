"""Pages of families: trees on the page and on paper, households, joinings, what cannot be."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from django.utils import translation

from ojaq.registry.families.models import HouseholdStatement
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.services import resolve
from ojaq.registry.places.models import Gazetteer, Place
from ojaq.registry.registration.models import Departure, Mention
from registry.identity import community
from registry.identity.community import number
from registry.identity.conftest import family, told

__all__ = ["family", "told"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["hourglass", "ancestors", "descendants", "line", "nonsense"])
def test_a_tree_is_drawn_listed_and_handed_to_the_library(family, reviewer_client, kind):
    she = number(family["she"])
    page = reviewer_client.get(reverse("tree", args=[she]), {"kind": kind, "depth": "4"})
    assert page.status_code == 200
    text = page.content.decode()
    handed = json.loads(page.context["page"].told)
    assert str(she) in handed["boxes"]
    assert {indi["id"] for indi in handed["indis"]} == set(handed["boxes"])
    families = {fam["id"]: fam for fam in handed["fams"]}
    for indi in handed["indis"]:
        assert set(indi["fams"]) <= set(families)
        assert "famc" not in indi or indi["id"] in families[indi["famc"]]["children"]
    assert text.count("<rect") >= len(handed["boxes"])
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)", text)


def test_a_mirrored_drawing_has_the_same_boxes_on_the_other_side(family, reviewer):
    from ojaq.registry.families.selectors.tree import tree_of
    from ojaq.web.drawing.tree import draw
    from ojaq.web.shown.tree import written_in_boxes

    tree = tree_of(number=number(family["she"]), viewer=reviewer)
    there, back = (draw(tree, written_in_boxes(tree), most=99, mirrored=turned) for turned in (False, True))
    for one, other in zip(there.boxes, back.boxes, strict=True):
        assert one.x + one.width == pytest.approx(back.width - other.x, abs=0.2)
        assert one.y == other.y


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru"])
def test_a_tree_on_paper_in_every_language(family, reviewer_client, language):
    she = number(family["she"])
    with translation.override(language):
        reviewer_client.cookies["ojaq_language"] = language
        paper = reviewer_client.get(reverse("tree-pdf", args=[she]))
        picture = reviewer_client.get(reverse("tree-svg", args=[she]))
    assert (paper.status_code, paper["Content-Type"], paper.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    assert b"<svg" in picture.content
    assert b"<script" not in picture.content


def test_what_leaves_names_no_living_person_who_did_not_agree(family, reviewer_client):
    from ojaq.registry.families.selectors.tree import tree_of  # the values of the paper, before they are set
    from ojaq.web.views.tree import _values

    she = number(family["she"])
    on_page = reviewer_client.get(reverse("tree", args=[she])).content.decode()
    assert "Gülnarə" in on_page
    from ojaq.registry.access.models import Account
    from ojaq.registry.access.selectors import viewer_of

    viewer = viewer_of(Account.objects.get(username="reviewer"))
    values = _values(tree_of(number=she, viewer=viewer, leaving=True))
    assert "Gülnarə" not in json.dumps(values, ensure_ascii=False)


def test_a_joining_shows_both_sides_and_the_person_page_leads_there(family, reviewer_client):
    she = number(family["she"])
    page = reviewer_client.get(reverse("person", args=[she])).content.decode()
    judgement = Judgement.objects.filter(verdict="same", low__belonging__person=she).first()
    address = reverse("joining", args=[judgement.pk])
    assert address in page
    joined = reviewer_client.get(address).content.decode()
    assert "Gülnarə Əli qızı Məmmədova" in joined
    assert "Гюльнара Али кызы Мамедова" in joined


def test_impossible_families_are_a_page_of_reviewers(told, operator, reviewer_client):
    told(
        community.testimony(
            "young",
            [
                community.person("c", "Sona", born="1950"),
                community.person("m", "Gül", born="1953", sex="female"),
            ],
            community.parents("c", "m"),
        )
    )
    resolve(by=operator)
    page = reviewer_client.get(reverse("impossible")).content.decode()
    assert "3 years younger" in page
    assert "Sona" in page


def test_a_household_is_stated_on_the_page_taken_back_and_put_back(told, operator, clerk_client):
    place = Place.objects.create(
        gazetteer_id="t1",
        source=Gazetteer.objects.create(code="test", title="test"),
        name="Tutlu",
        country="AZ",
    )
    people = [
        community.person("a", "Nar", born="1950", origin="Tutlu"),
        community.person("b", "Alma", origin="Tutlu"),
    ]
    document = community.testimony(
        "pair",
        people,
        [{"couple": ["a", "b"]}],
        departures=[{"people": ["a", "b"], "from": "Tutlu", "when": "1988"}],
    )
    rows = told(document)
    resolve(by=operator)
    Mention.objects.update(origin_place=place)
    Departure.objects.update(left_place=place)
    numbers = [str(number(rows[document["id"], ref])) for ref in "ab"]
    address = reverse("households", args=["t1"])
    assert "Nar" in clerk_client.get(address).content.decode()
    form = reverse("household-state", args=["t1"])
    missing = clerk_client.post(
        form, {"offered": numbers, "person": numbers, "when": "", "kind": "telling", "source": "s"}
    )
    assert missing.status_code == 400
    assert numbers[0] in missing.content.decode()
    sent = {
        "person": numbers[:1],
        "others": numbers[1],
        "when": "1988",
        "kind": "document",
        "source": "Paper 7",
    }
    assert clerk_client.post(form, sent).status_code == 302
    statement = HouseholdStatement.objects.get()
    assert "Paper 7" in clerk_client.get(address).content.decode()
    back = clerk_client.post(
        reverse("household-take-back", args=[statement.pk]), {"place": "t1", "year": "1988"}
    )
    assert back["Location"].endswith("?done=taken-back&year=1988")
    assert "<del>" in clerk_client.get(address).content.decode()
    clerk_client.post(reverse("household-put-back", args=[statement.pk]), {"place": "t1"})
    assert "<del>" not in clerk_client.get(address).content.decode()
