"""Law 2 and the law of numbers, in the database: judgements are the only truth, and old numbers always answer."""

import pytest

from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.errors import AlreadyTakenBack, HeldApart, OneTestimony, StillStanding
from ojaq.registry.identity.models import Belonging, Judgement, Person
from ojaq.registry.identity.selectors import answering
from ojaq.registry.identity.services import judge, redo_judgement, resolve, resolve_all, undo_judgement
from ojaq.registry.ledger.models import Entry
from registry.identity import community


def who() -> dict[int, int]:
    return dict(Belonging.objects.values_list("mention_id", "person_id"))


def joining(mention: int) -> Judgement:
    return Judgement.objects.filter(verdict="same", high=mention).get()


def test_undo_and_redo_give_back_exactly_what_was_there(family, reviewer):
    before, row = who(), joining(family["his sister"])
    undo_judgement(judgement=row.pk, by=reviewer, reason="two-people")
    assert who()[family["she"]] != who()[family["his sister"]]
    assert {m: p for m, p in who().items() if m != family["his sister"]} == {
        m: p for m, p in before.items() if m != family["his sister"]
    }
    redo_judgement(judgement=row.pk, by=reviewer)
    assert who() == before


def test_a_later_fact_stays_with_its_side(family, told, reviewer, operator):
    row = joining(family["his sister"])
    again = community.vagif()
    again["id"] = "00000000-0000-0000-0000-00000000000b"
    later = told(again)[again["id"], "d"]
    resolve(by=operator)
    assert who()[later] == who()[family["she"]]
    before = who()
    undo_judgement(judgement=row.pk, by=reviewer)
    assert who()[family["she"]] != who()[family["his sister"]]
    assert who()[later] in (who()[family["she"]], who()[family["his sister"]])
    redo_judgement(judgement=row.pk, by=reviewer)
    assert who() == before


def test_the_engine_never_says_again_what_a_person_took_back(family, reviewer, operator):
    undo_judgement(judgement=joining(family["his sister"]).pk, by=reviewer)
    parted = who()
    resolve(by=operator)
    assert who() == parted
    resolve_all(by=operator)
    assert who()[family["she"]] != who()[family["his sister"]]


def test_a_persons_different_cuts_the_engine_and_undoing_it_heals(family, reviewer, operator):
    before = who()
    made = judge(
        pair=(family["he"], family["her brother"]),
        verdict=Verdict.DIFFERENT,
        reason="seen-together",
        by=reviewer,
    )
    assert who()[family["he"]] != who()[family["her brother"]]
    resolve_all(by=operator)
    assert who()[family["he"]] != who()[family["her brother"]]
    with pytest.raises(HeldApart):
        judge(pair=(family["he"], family["her brother"]), verdict=Verdict.SAME, reason="one", by=reviewer)
    undo_judgement(judgement=made.pk, by=reviewer)
    assert who()[family["he"]] == who()[family["her brother"]] == before[family["he"]]


def test_old_numbers_always_answer(family, told, reviewer):
    stranger = community.testimony("alone", [community.person("q", "Ziba", "Tanınmaz", born="1900")], [])
    alone = told(stranger)[stranger["id"], "q"]
    resolve(by=reviewer)
    number, hers = who()[alone], who()[family["she"]]
    made = judge(pair=(alone, family["she"]), verdict=Verdict.SAME, reason="she-said-so", by=reviewer)
    assert answering(number=number) == answering(number=hers) == hers
    undo_judgement(judgement=made.pk, by=reviewer)
    assert (answering(number=number), answering(number=hers)) == (number, hers)
    for row in Person.objects.exclude(anchor=None):
        assert answering(number=row.number) == who()[row.anchor_id]


def test_two_people_of_one_testimony_are_never_one(family, reviewer):
    with pytest.raises(OneTestimony):
        judge(
            pair=(family["she"], family["her brother"]), verdict=Verdict.SAME, reason="mistake", by=reviewer
        )
    with pytest.raises(OneTestimony):
        judge(pair=(family["she"], family["he"]), verdict=Verdict.SAME, reason="mistake", by=reviewer)


def test_every_judgement_is_kept_and_in_the_ledger(family, reviewer):
    row = joining(family["his sister"])
    undo_judgement(judgement=row.pk, by=reviewer, reason="two-people")
    with pytest.raises(AlreadyTakenBack):
        undo_judgement(judgement=row.pk, by=reviewer)
    assert Judgement.objects.filter(pk=row.pk).exists()
    redo_judgement(judgement=row.pk, by=reviewer)
    with pytest.raises(StillStanding):
        redo_judgement(judgement=row.pk, by=reviewer)
    acts = [entry.act for entry in Entry.objects.order_by("-id")[:2]]
    assert acts == ["redo-judgement", "undo-judgement"]


def test_judging_everybody_anew_twice_changes_nothing_the_second_time(family, operator):
    resolve_all(by=operator)
    before, judged = who(), Judgement.objects.count()
    done = resolve_all(by=operator)
    assert who() == before
    assert Judgement.objects.count() == judged
    assert (done.figures["joined"], done.figures["taken-back"]) == (0, 0)
