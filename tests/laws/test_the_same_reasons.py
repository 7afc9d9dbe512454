"""Law 5 in the register: the same pair has the same score and reasons at the counter, in the queue, on the page of the person
and in the answers to programs."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from api.conftest import asks, reviewer_asks, token_for
from ojaq.registry.desk.selectors import find
from ojaq.registry.families.selectors import person_page
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.identity.selectors.asking import Question
from ojaq.registry.identity.services import resolve
from ojaq.registry.review.selectors import pair as pair_of
from registry.identity import community
from registry.identity.community import parents, person

__all__ = ["asks", "reviewer_asks", "token_for"]
pytestmark = pytest.mark.django_db
FATHER, MOTHER, HUSBAND = {"given": "Əli", "family": "Məmmədov"}, {"given": "Fatma"}, {"given": "Rəşid"}


def gulnara_again():
    """Gülnarə as a stranger to the register would be asked for: she, her parents and her husband, nobody else."""
    people = [
        person("n1", "Гюльнара", "Мамедова", sex="female", born="1957", origin="Tutluca"),
        {"ref": "n2", "name": FATHER, "sex": "male"},
        {"ref": "n3", "name": MOTHER, "sex": "female"},
        {"ref": "n4", "name": HUSBAND},
    ]
    ties = [*parents("n1", "n2", "n3"), {"couple": ["n1", "n4"]}]
    return community.testimony("gulnara again", people, ties)


@pytest.fixture
def told_twice(told, operator):
    """The counter's answer before the testimony came, and then the judgement that joined the two."""
    told(*community.strangers())
    known = told(community.gulnara())[community.gulnara()["id"], "p1"]
    resolve(by=operator)
    asked = gulnara_again()
    question = Question(
        asked["people"][0], FATHER, MOTHER, HUSBAND, language="az", recorded_on=asked["recorded_on"]
    )
    cards = find(questions=[question], viewer=operator)[0]
    card = next(one for one in cards if one.number == Belonging.objects.get(mention=known).person_id)
    new = told(asked)[asked["id"], "n1"]
    resolve(by=operator)
    return card, Judgement.objects.get(low=known, high=new)


def test_one_pair_one_reckoning_on_the_page_and_for_programs(told_twice, operator, reviewer_asks):
    card, joined = told_twice
    assert joined.verdict == "same"
    page = person_page(number=card.number, viewer=operator)
    shown = next(one for one in page.judgements if one.id == joined.pk)
    assert {reason.code for reason in shown.reasons} >= {"father.agrees", "mother.agrees", "spouse.agrees"}
    assert shown.reasons == card.reasons
    assert shown.weighed.millibits == card.millibits
    told = reviewer_asks("GET", f"/persons/{card.number}").json()["judgements"]
    assert next(one for one in told if one["id"] == joined.pk)["reasons"] == _plain(card.reasons)


def test_a_doubt_has_in_the_queue_the_reasons_of_the_counter(told_twice, operator, reviewer_asks):
    card, joined = told_twice
    Judgement.objects.filter(pk=joined.pk).update(verdict="unsure")
    Belonging.objects.filter(mention=joined.high_id).update(person=_another_person(card.number))
    shown = pair_of(judgement=joined.pk, viewer=operator)
    assert shown.reasons == card.reasons
    assert shown.weighed.millibits == card.millibits
    assert reviewer_asks("GET", f"/reviews/{joined.pk}").json()["reasons"] == _plain(card.reasons)


def test_the_reckoning_stands_as_picture_and_figures_in_the_queue_and_on_the_page(
    told_twice, reviewer_client
):
    card, joined = told_twice
    pages = [reviewer_client.get(f"/judgements/{joined.pk}/reasons", headers={"HX-Request": "true"})]
    Judgement.objects.filter(pk=joined.pk).update(verdict="unsure")
    Belonging.objects.filter(mention=joined.high_id).update(person=_another_person(card.number))
    pages.append(reviewer_client.get(f"/review/{joined.pk}"))
    for page in pages:
        told = page.content.decode()
        assert told.count("oj-fall-bar") > len(card.reasons)
        assert f"{card.reasons[0].weight:+.1f}" in told
        assert "style=" not in told


def _plain(reasons):
    return [asdict(reason) for reason in reasons]


def _another_person(number):
    return Belonging.objects.exclude(person=number).order_by("pk").first().person
