"""What waits is asked once, settled as a whole, given back as a whole; second opinions change nobody."""

from __future__ import annotations

import sys

import pytest
from django.db import connection
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.errors import OneTestimony
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.identity.services import undo_judgement
from ojaq.registry.ledger.models import Entry
from ojaq.registry.review import selectors, services
from ojaq.registry.review.errors import JudgedMeanwhile, NothingWaits
from ojaq.registry.review.models import SecondOpinion, WaitingPair

pytestmark = pytest.mark.django_db


def asked(viewer) -> list[int]:
    services.rank_waiting(by=viewer)
    return [line.judgement for line in selectors.queue(viewer=viewer).lines]


def who() -> dict[int, int]:
    return dict(Belonging.objects.values_list("mention_id", "person_id"))


def test_what_settles_most_is_asked_first_and_the_count_equals_the_list(doubt, reviewer):
    order = asked(reviewer)
    assert order == [doubt.first, doubt.elsewhere]
    assert selectors.waiting_pairs() == len(order)


def test_one_answer_settles_every_pair_of_the_same_two_and_undone_gives_them_back(doubt, reviewer):
    before = asked(reviewer)
    made = services.answer_pair(judgement=doubt.first, verdict=Verdict.DIFFERENT, by=reviewer)
    assert asked(reviewer) == [doubt.elsewhere]
    assert selectors.waiting_pairs() == 1
    undo_judgement(judgement=made.judgement, by=reviewer)
    assert asked(reviewer) == before


def test_a_pair_behind_another_is_asked_when_it_is_left_alone(doubt, reviewer):
    asked(reviewer)
    Judgement.objects.filter(pk=doubt.first).update(taken_back_at=timezone.now())
    assert asked(reviewer) == [doubt.elsewhere, doubt.second]
    assert selectors.waiting_pairs() == 2


def test_an_answer_that_cannot_be_is_refused_and_changes_nothing(doubt, reviewer):
    # Mother and daughter of one testimony can never be one: the answer is refused and nothing is changed.
    before, waiting = who(), asked(reviewer)
    with pytest.raises(OneTestimony):
        services.answer_pair(judgement=doubt.elsewhere, verdict=Verdict.SAME, by=reviewer)
    assert (who(), asked(reviewer)) == (before, waiting)


def test_unsure_is_asked_no_more_but_stays_open(doubt, reviewer):
    services.answer_pair(judgement=doubt.elsewhere, verdict=Verdict.UNSURE, by=reviewer)
    assert doubt.elsewhere not in asked(reviewer)
    left = selectors.pairs_left_open(viewer=reviewer)
    assert len(left) == 1
    services.answer_pair(judgement=left[0].judgement, verdict=Verdict.DIFFERENT, by=reviewer)
    assert selectors.pairs_left_open(viewer=reviewer) == ()


def test_sent_twice_it_is_one_answer_and_another_answer_comes_too_late(doubt, reviewer):
    first = services.answer_pair(judgement=doubt.first, verdict=Verdict.DIFFERENT, by=reviewer)
    again = services.answer_pair(judgement=doubt.first, verdict=Verdict.DIFFERENT, by=reviewer)
    assert not again.again
    assert Judgement.objects.filter(by_engine=False).count() == 1
    assert selectors.last_judged(viewer=reviewer).judgement == first.judgement
    with pytest.raises(JudgedMeanwhile):
        services.answer_pair(judgement=doubt.first, verdict=Verdict.SAME, by=reviewer)
    with pytest.raises(NothingWaits):
        services.answer_pair(judgement=10**9, verdict=Verdict.SAME, by=reviewer)


def test_a_second_opinion_is_asked_blindly_counted_and_changes_nobody(doubt, reviewer, second_reviewer):
    services.plan_review(pairs_a_day=60, again_in_hundred=50, by=reviewer)
    for judgement in (doubt.first, doubt.elsewhere):
        services.answer_pair(judgement=judgement, verdict=Verdict.DIFFERENT, by=reviewer)
    made = list(Judgement.objects.filter(by_engine=False).values_list("pk", flat=True))
    before = who()
    for judgement in made:
        shown = selectors.pair(judgement=judgement, viewer=second_reviewer)
        assert shown.verdict == ""
        verdict = Verdict.DIFFERENT if judgement == made[0] else Verdict.SAME
        assert services.answer_pair(judgement=judgement, verdict=verdict, by=second_reviewer).again
    assert who() == before
    agreed = selectors.agreement(viewer=reviewer)
    assert (agreed.twice, agreed.alike) == (2, 1)
    dispute = selectors.disputes(viewer=reviewer)[0]
    assert (dispute.first, dispute.second) == ("different", "same")
    services.settle_dispute(opinion=dispute.opinion, verdict=Verdict.DIFFERENT, by=reviewer)
    assert selectors.disputes(viewer=reviewer) == ()
    assert who() == before


def test_nobody_gives_a_second_opinion_about_their_own_answer(doubt, reviewer):
    services.plan_review(pairs_a_day=60, again_in_hundred=50, by=reviewer)
    for judgement in (doubt.first, doubt.elsewhere):
        services.answer_pair(judgement=judgement, verdict=Verdict.DIFFERENT, by=reviewer)
    assert asked(reviewer) == []
    assert not SecondOpinion.objects.exists()


def test_the_two_sides_say_what_each_testimony_says(doubt, family, reviewer):
    pair = selectors.pair(judgement=doubt.elsewhere, viewer=reviewer)
    sides = {side.mention: side for side in (pair.low, pair.high)}
    assert set(sides) == {family["she"], family["her mother"]}
    hers = sides[family["she"]]
    assert hers.own_telling
    assert hers.told["father"]
    assert hers.told["mother"]
    assert sides[family["her mother"]].told["child"]
    entry = Entry.objects.filter(act="open-review").latest("id")
    subjects = set(entry.subjects.values_list("kind", "number"))
    assert {("person", str(hers.number)), ("judgement", str(doubt.elsewhere))} <= subjects


def test_a_clerk_opens_no_review(doubt, clerk):
    for ask in (
        lambda: selectors.queue(viewer=clerk),
        lambda: selectors.pair(judgement=doubt.first, viewer=clerk),
        lambda: services.answer_pair(judgement=doubt.first, verdict=Verdict.SAME, by=clerk),
        lambda: services.plan_review(pairs_a_day=1, again_in_hundred=1, by=clerk),
    ):
        with pytest.raises(NotPermitted):
            ask()
    assert not Judgement.objects.filter(by_engine=False).exists()


def test_the_queue_goes_on_where_it_ended_without_gap_or_repetition(doubt, reviewer, monkeypatch):
    monkeypatch.setattr(sys.modules[selectors.queue.__module__], "WALKED", 1)
    whole, seen, after = asked(reviewer), [], None
    while True:
        part = selectors.queue(viewer=reviewer, after=after, at_most=1)
        seen += [line.judgement for line in part.lines]
        after = part.following
        if after is None:
            break
    assert seen == whole
    assert len(whole) == 2


def test_the_order_is_walked_along_its_index(doubt, reviewer):
    """However many pairs wait, the first cost the same: nothing is sorted."""
    from ojaq.registry.review.pages import Place
    from ojaq.registry.review.selectors.queue import _behind

    for after in (None, Place(2, 7)):
        plan = _behind(after)[:5].explain()
        assert "TEMP B-TREE" not in plan
        assert connection.vendor != "sqlite" or "waiting_pair_in_order" in plan


def test_the_order_is_derived_and_comes_back(doubt, reviewer):
    before = asked(reviewer)
    WaitingPair.objects.all().delete()
    assert asked(reviewer) == before
