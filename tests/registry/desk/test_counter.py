"""The counter's answer: right, masked, and in the ledger before it leaves."""

from dataclasses import asdict

import pytest

from ojaq.registry.desk.selectors import counter_answer, find
from ojaq.registry.desk.warming import warm
from ojaq.registry.identity.models import Protection
from ojaq.registry.identity.selectors import Question
from ojaq.registry.ledger.models import Entry
from registry.identity.community import number

LINE = "Мамедова Гюльнара Али кызы, 1957, Tutluca"


def test_she_is_found_from_another_script_with_reasons(family, clerk):
    answer = counter_answer(question=LINE, viewer=clerk)
    best = answer.cards[0]
    assert best.number == number(family["she"])
    assert best.verdict == "same"
    assert (best.birth_decade, best.village.text, best.registered) == (1950, "Tutluca", True)
    assert {said.text for said in best.parents} == {"Əli", "Fatma"}
    assert any(reason.code == "given.agrees" and reason.weight > 0 for reason in best.reasons)
    assert all(reason.text for reason in best.reasons)


def test_a_mother_named_beside_her_becomes_a_reason(family, clerk):
    answer = counter_answer(question="Гюльнара Мамедова", mother="Fatma", viewer=clerk)
    assert answer.cards[0].number == number(family["she"])
    assert any("Fatma" in reason.text for reason in answer.cards[0].reasons)


def test_nobody_fits_is_an_answer(family, clerk):
    assert counter_answer(question="Xristofor Kolumb, 1451, Genova", viewer=clerk).cards == ()


def test_a_protected_person_never_appears(family, clerk):
    from django.utils import timezone

    Protection.objects.create(mention_id=family["his sister"], since=timezone.now())
    cards = counter_answer(question=LINE, viewer=clerk, least=0.0).cards
    assert number(family["she"]) not in [card.number for card in cards]


def test_a_card_holds_nothing_that_is_masked(family, told, clerk):
    card = counter_answer(question=LINE, viewer=clerk).cards[0]
    words = str(asdict(card))
    for secret in ("1957", "nasimi-2", "2023", "Vaqif", "Rəşid", "p1"):
        assert secret not in words.replace("1957, ", "")


def test_one_entry_names_everybody_shown(family, clerk):
    before = Entry.objects.count()
    answer = counter_answer(question=LINE, viewer=clerk, least=0.0)
    entries = list(Entry.objects.order_by("-id")[: Entry.objects.count() - before])
    assert len(entries) == 1
    named = {number for kind, number in entries[0].subjects.values_list("kind", "number") if kind == "person"}
    assert named == {str(card.number) for card in answer.cards}


def test_no_entry_no_answer(family, clerk, monkeypatch):
    def broken(**_):
        raise OSError("disk full")

    monkeypatch.setattr("ojaq.registry.identity.selectors.asking.record_many", broken)
    with pytest.raises(OSError, match="disk full"):
        counter_answer(question=LINE, viewer=clerk)


def test_warming_asks_about_nobody(family, clerk):
    before = Entry.objects.count()
    warm()
    assert Entry.objects.count() == before
    assert counter_answer(question=LINE, viewer=clerk).cards


def test_a_relative_who_is_known_leads_to_the_person_asked_for(family, clerk):
    question = Question({"name": {"given": "Gülnarə"}}, spouse={"given": "Rəşid", "family": "Məmmədov"})
    cards = find(questions=[question], viewer=clerk)[0]
    assert number(family["she"]) in [card.number for card in cards]
