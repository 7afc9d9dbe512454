"""A family is kept while it is told, and registered once, however often it is sent."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.desk.errors import (
    AlreadyRegistered,
    NameTooLong,
    NoSuchDraft,
    NothingAgreed,
    OpenElsewhere,
)
from ojaq.registry.desk.form import fresh
from ojaq.registry.desk.models import Draft, Objection, Receipt
from ojaq.registry.desk.selectors import (
    bearers,
    draft_lines,
    draft_of,
    held,
    looks_like_a_number,
    receipt_of,
)
from ojaq.registry.desk.services import begin, keep, object_to, receive, register_family, throw_away
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.number import read_number
from ojaq.registry.registration.models import Flag, KeyedDigest, Mention, Registration, State
from ojaq.registry.vault.models import SealedKey

pytestmark = pytest.mark.django_db
WORDS = {"register": "May we keep it?"}


def agreed(**fields: Any) -> dict[str, Any]:
    return {
        **fresh(language="az", name="Məmmədova Gülnarə Əli qızı", born="1957"),
        "consent": {"register": "yes"},
        **fields,
    }


@pytest.fixture
def draft(clerk, registry):
    return begin(form=agreed(), by=clerk)


def test_what_is_typed_is_sealed_at_once_and_opened_by_nobody_else(draft, clerk, other_clerk) -> None:
    keep(draft=draft.uuid, change=lambda form: {**form, "statement": "Dağ kəndi"}, hand="a", seen=0, by=clerk)
    row = Draft.objects.get(uuid=draft.uuid)
    assert "Dağ".encode() not in bytes(row.sealed)
    assert draft_of(draft=draft.uuid, viewer=clerk).form["statement"] == "Dağ kəndi"
    assert [line.name for line in draft_lines(viewer=clerk)] == ["Məmmədova Gülnarə Əli qızı"]
    assert draft_lines(viewer=other_clerk) == []
    for act in (
        lambda: draft_of(draft=draft.uuid, viewer=other_clerk),
        lambda: throw_away(draft=draft.uuid, by=other_clerk),
    ):
        with pytest.raises(NoSuchDraft):
            act()


def test_a_page_that_another_one_overtook_is_refused_unless_it_goes_on_anyway(draft, clerk) -> None:
    def kept(hand: str, seen: int, **more: bool) -> int:
        return keep(
            draft=draft.uuid, change=lambda form: form, hand=hand, seen=seen, by=clerk, **more
        ).version

    assert kept("first", 0) == 1
    assert kept("second", 1) == 2
    with pytest.raises(OpenElsewhere):
        kept("first", 1)
    # An answer that was lost on the way is no other page: the same hand goes on.
    assert kept("second", 1) == 3
    assert kept("first", 1, anyway=True) == 4


def test_sent_twice_is_stored_once(draft, clerk) -> None:
    first = register_family(draft=draft.uuid, words=WORDS, by=clerk)
    second = register_family(draft=draft.uuid, words=WORDS, by=clerk)
    assert (first.registration, first.receipt, first.numbers) == (
        second.registration,
        second.receipt,
        second.numbers,
    )
    assert Registration.objects.count() == Receipt.objects.count() == 1
    assert set(first.numbers) == {"p1"}
    row = Draft.objects.get(uuid=draft.uuid)
    assert row.sealed is None
    assert not SealedKey.objects.filter(registration=draft.uuid).exists()
    with pytest.raises(AlreadyRegistered):
        keep(draft=draft.uuid, change=lambda form: form, hand="a", seen=0, by=clerk)


def test_a_testimony_sent_again_by_a_program_has_one_receipt(clerk, registry) -> None:
    testimony = {
        "ojaq": "registration/1", "id": str(uuid4()), "people": [{"ref": "p1", "name": {"given": "Leyla"}}],
        "consent": [{"purpose": "register", "given": True}],
    }  # fmt: skip
    assert receive(testimony=testimony, by=clerk) == receive(testimony=testimony, by=clerk)


def test_without_the_yes_to_keeping_nothing_is_stored_and_nothing_lost(clerk, registry) -> None:
    for form, refusal in (
        (agreed(consent={}), NothingAgreed),
        (agreed(consent={"register": "no"}), NothingAgreed),
        (agreed(people=[{"ref": "p1", "name": "ə" * 100_000}]), NameTooLong),
    ):
        made = begin(form=form, by=clerk)
        with pytest.raises(refusal):
            register_family(draft=made.uuid, words=WORDS, by=clerk)
        assert draft_of(draft=made.uuid, viewer=clerk).form == form
    assert not Registration.objects.exists()


def test_thrown_away_is_gone_with_its_key(draft, clerk) -> None:
    throw_away(draft=draft.uuid, by=clerk)
    assert not Draft.objects.exists()
    assert not SealedKey.objects.filter(registration=draft.uuid).exists()


def test_a_correction_stands_at_once_or_waits(draft, clerk) -> None:
    first = register_family(draft=draft.uuid, words=WORDS, by=clerk).registration
    for correction, state, waits in (("other", State.CURRENT, True), ("same", State.SUPERSEDED, False)):
        made = begin(form=agreed(supersedes=str(first.uuid), correction=correction), by=clerk)
        second = register_family(draft=made.uuid, words=WORDS, by=clerk)
        first.refresh_from_db()
        assert first.state == state
        assert receipt_of(number=second.receipt, viewer=clerk).waits is waits


def test_what_a_clerk_recognised_is_asked_of_a_reviewer_and_a_reviewers_word_joins(
    clerk, reviewer, registry
) -> None:
    known = register_family(draft=begin(form=agreed(), by=clerk).uuid, words=WORDS, by=clerk).numbers["p1"]
    stranger = agreed(people=[{"ref": "p1", "name": "Xyzgrb Qwvtkl", "born": "1957"}])
    asked = register_family(draft=begin(form=stranger, by=clerk, continues=known).uuid, words=WORDS, by=clerk)
    assert asked.numbers["p1"] != known
    assert Judgement.objects.get(verdict="unsure", reason="said-at-the-desk").reviewer == clerk.account
    joined = register_family(
        draft=begin(form=stranger, by=reviewer, continues=known).uuid, words=WORDS, by=reviewer
    )
    assert joined.numbers["p1"] == known


def test_everything_held_is_told_without_the_teller_and_objected_to(draft, clerk, other_clerk) -> None:
    people = [{"ref": "p1", "name": "Vəliyev Rasim"}, {"ref": "p2", "name": "Vəliyeva Leyla"}]
    form = agreed(
        people=people, ties=[{"parent": "p1", "child": "p2"}], statement="secret words", phone="055"
    )
    received = register_family(draft=begin(form=form, by=clerk).uuid, words=WORDS, by=clerk)
    own = held(number=received.numbers["p1"], viewer=clerk).mentions[0]
    assert own.own
    assert own.testimony["statement"] == "secret words"
    assert held(number=received.numbers["p1"], viewer=other_clerk).mentions[0].testimony is None
    of_another = held(number=received.numbers["p2"], viewer=clerk)
    assert read_number(of_another.number) == received.numbers["p2"]
    assert "secret" not in str(of_another)
    assert "Rasim" not in str(of_another)
    mention = Mention.objects.get(ref="p2")
    object_to(mention=mention.pk, words="I am not Leyla", by=clerk)
    assert b"Leyla" not in bytes(Objection.objects.get().words)
    assert Flag.objects.get(code="objection").fields == ["people[1]"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("055 123 45 67", True),
        ("+994 55 1234567", True),
        ("AZE-1234567", True),
        ("aze 1234567", True),
        ("055 123 45 68", False),
    ],
)
def test_found_by_phone_and_paper_that_stand_nowhere_open(clerk, registry, typed: str, found: bool) -> None:
    people = [
        {"ref": "p1", "name": "Vəliyev Rasim", "document_kind": "passport", "document_number": "AZE 1234567"}
    ]
    made = begin(form=agreed(people=people, phone="055 123-45-67"), by=clerk)
    received = register_family(draft=made.uuid, words=WORDS, by=clerk)
    assert looks_like_a_number(typed)
    bearing = [each.number for each in bearers(typed=typed, viewer=clerk)]
    assert bearing == ([received.numbers["p1"]] if found else [])
    assert KeyedDigest.objects.count() == 2
    assert all(b"1234567" not in bytes(row.digest) for row in KeyedDigest.objects.all())


def test_who_may_not_register_keeps_nothing(registry, engine, office) -> None:
    with pytest.raises(NotPermitted):
        begin(form=agreed(), by=engine)
