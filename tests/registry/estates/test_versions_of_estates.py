"""Versions of an estate: what stands is never changed; a new heir is proposed, in words, and the desk decides."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.estates.errors import DecidedAlready, NoSuchVersion
from ojaq.registry.estates.models import EstateVersion
from ojaq.registry.estates.selectors import cases, estate_page, notices, waiting
from ojaq.registry.estates.services import look_again, open_case, settle
from ojaq.registry.estates.written import digest_of
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.services import undo_judgement
from ojaq.registry.ledger.selectors import entries_about
from ojaq.registry.registration.models import Mention
from ojaq.registry.review.services import deciding
from registry.identity.community import number

from .conftest import cousin, granddaughter

pytestmark = pytest.mark.django_db
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


@pytest.fixture
def opened(family, reviewer):
    open_case(estate_of=family["g"], by=reviewer)
    return family


def test_the_first_version_stands_as_it_was_kept(opened, reviewer):
    (version,) = EstateVersion.objects.all()
    assert (version.number, version.stands) == (1, True)
    assert bytes(version.digest) == digest_of(version.body)
    page = estate_page(person=opened["me"], viewer=reviewer)
    assert [one.state for one in page.versions] == ["standing"]
    assert page.changed == ()
    assert [(p.regime, p.held) for p in page.readings[0].passings] == [("su-1945", 1), ("az-ssr-1964", 1)]


def test_opening_twice_is_opening_once(opened, reviewer):
    assert (
        open_case(estate_of=opened["g"], by=reviewer).pk == open_case(estate_of=opened["g"], by=reviewer).pk
    )
    assert EstateVersion.objects.count() == 1


def test_a_new_heir_is_proposed_and_nothing_that_stands_is_changed(opened, tells, reviewer, clerk):
    before = EstateVersion.objects.get()
    told = tells(cousin(), g=opened["g"])
    (proposed,) = look_again(by=clerk)
    assert (proposed.number, proposed.stands) == (2, None)
    after = EstateVersion.objects.get(pk=before.pk)
    assert (after.body, bytes(after.digest), after.stands) == (before.body, bytes(before.digest), True)
    page = estate_page(person=opened["me"], viewer=reviewer)
    assert [one.state for one in page.versions] == ["standing", "proposed"]
    shares = {one.number: one.shares[0] for one in page.versions}
    assert shares[1][str(opened["me"])] == HALF
    assert shares[2][str(opened["me"])] == QUARTER
    words = {(change.code, change.before, change.after) for change in page.proposed.changes}
    assert ("share_changed", "1/2", "1/4") in words
    assert ("heir_added", "", "1/2") in words
    assert waiting(viewer=reviewer) == 1
    assert [(one.number, one.version) for one in notices(viewer=reviewer)] == [(opened["g"], 2)]
    assert told["h"] != told["g"]


def test_looking_again_twice_proposes_once(opened, tells, clerk):
    tells(cousin(), g=opened["g"])
    assert len(look_again(by=clerk)) == 1
    assert look_again(by=clerk) == []
    assert look_again(by=clerk, estate_of=opened["g"]) == []


def test_what_is_told_of_others_makes_no_notice(opened, tells, clerk):
    document = cousin("strangers")
    document["people"][2]["name"] = {"given": "Ərik", "family": "Armudov"}
    tells(document)
    assert look_again(by=clerk) == []


def test_the_desk_decides_once_and_the_notice_is_gone(opened, tells, reviewer, clerk):
    tells(cousin(), g=opened["g"])
    (proposed,) = look_again(by=clerk)
    settle(version=proposed.pk, taken=True, by=reviewer)
    assert notices(viewer=reviewer) == []
    with pytest.raises(DecidedAlready):
        settle(version=proposed.pk, taken=False, by=reviewer)
    page = estate_page(person=opened["me"], viewer=reviewer)
    assert [one.state for one in page.versions] == ["earlier", "standing"]
    assert [len(cases(viewer=reviewer))] == [1]


def test_a_version_that_was_left_is_not_proposed_again(opened, tells, reviewer, clerk):
    tells(cousin(), g=opened["g"])
    (proposed,) = look_again(by=clerk)
    settle(version=proposed.pk, taken=False, by=reviewer)
    assert look_again(by=clerk, estate_of=opened["g"]) == []
    page = estate_page(person=opened["me"], viewer=reviewer)
    assert [one.state for one in page.versions] == ["standing", "left"]


def test_a_judgement_taken_back_takes_the_proposal_back_and_leaves_what_stands(
    opened, tells, operator, reviewer, clerk
):
    tells(cousin(), g=opened["g"])
    look_again(by=clerk)
    joining = Judgement.objects.filter(by_engine=False, taken_back_at=None).order_by("-pk").first()
    if joining is None:
        joining = Judgement.objects.filter(verdict="same", taken_back_at=None).order_by("-pk").first()
    undo_judgement(judgement=joining.pk, by=operator)
    assert look_again(by=clerk) == []
    page = estate_page(person=opened["me"], viewer=reviewer)
    assert [one.state for one in page.versions] == ["standing", "left"]
    assert page.changed == ()


def test_whoever_decides_by_a_door_need_not_remember_the_heirs(opened, told, operator, reviewer):
    """A joining by review, its undoing and its redoing each propose by themselves, or take the proposal back."""
    rows = told(cousin())
    deciding.resolve(by=operator)
    by_ref = {ref: mention for (_, ref), mention in rows.items()}
    if number(by_ref["g"]) == opened["g"]:
        joining = Judgement.objects.get(verdict="same", taken_back_at=None, high=by_ref["g"])
    else:
        anchor = Mention.objects.filter(belonging__person=opened["g"]).order_by("pk").first().pk
        joining = deciding.judge(pair=(anchor, by_ref["g"]), verdict=Verdict.SAME, reason="told", by=reviewer)
    assert waiting(viewer=reviewer) == 1
    deciding.undo_judgement(judgement=joining.pk, by=reviewer)
    assert waiting(viewer=reviewer) == 0
    deciding.redo_judgement(judgement=joining.pk, by=reviewer)
    assert waiting(viewer=reviewer) == 1


def test_one_testimony_more_of_the_same_proves_better_and_changes_no_share(opened, tells, clerk, reviewer):
    again = granddaughter()
    again["people"][0], again["people"][1] = again["people"][1], again["people"][0]
    again |= {"id": "6f2d7a3e-3f53-4a52-8a37-0a7d1f1f3f11", "registrant": "b"}
    tells(again, g=opened["g"])
    assert look_again(by=clerk) == []
    assert estate_page(person=opened["me"], viewer=reviewer).changed == ()


def test_keeping_and_deciding_need_the_role_and_are_logged(opened, analyst, clerk, reviewer):
    with pytest.raises(NotPermitted):
        open_case(estate_of=opened["g"], by=clerk)
    with pytest.raises(NotPermitted):
        settle(version=1, taken=True, by=clerk)
    for read in (notices, cases, waiting):
        with pytest.raises(NotPermitted):
            read(viewer=analyst)
    with pytest.raises(NoSuchVersion):
        settle(version=999_999, taken=True, by=reviewer)
    assert entries_about(kind="person", number=str(opened["g"])).filter(act="keep-estate").count() == 1
