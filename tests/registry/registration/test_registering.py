"""Law 1: a registration, once kept, is never lost, changed or doubled."""

from __future__ import annotations

from uuid import UUID

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry import vault
from ojaq.registry.access.models import Consent, Office
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.errors import OtherWordsStand, RegistrationRefused, WasWithdrawn
from ojaq.registry.registration.filing import DOCUMENT
from ojaq.registry.registration.models import (
    Departure,
    Flag,
    Mention,
    Quarantined,
    Registration,
    State,
    StatedLoss,
    Supersession,
    Tie,
    Wish,
)
from ojaq.registry.registration.reading import read_content
from ojaq.registry.registration.selectors import figures, kept_testimonies, registration_of
from ojaq.registry.registration.services import (
    Verdict,
    decide_supersession,
    register,
    register_many,
    take_back,
    withdraw,
)

pytestmark = pytest.mark.django_db


def test_a_testimony_is_kept_once_with_open_columns_and_a_sealed_document(told, clerk):
    document = told(
        departures=[
            {"people": ["p1", "p2"], "from": "Tutluca", "when": "1988-11/1988-12", "wave": "1988-1991"}
        ],
        losses=[{"ref": "l1", "kind": "dwelling", "holders": [{"person": "p2", "share": "1/2"}]}],
        wishes=[{"person": "p1", "intention": "hope_one_day", "conditions": ["security_safety"]}],
        contacts=[{"person": "p1", "kind": "phone", "value": "+994"}],
        statement="in my own words",
    )
    row = register(testimony=document, by=clerk)
    again = register(testimony=document, by=clerk)
    assert again.pk == row.pk
    assert Registration.objects.count() == 1
    father, daughter = Mention.objects.get(ref="p2"), Mention.objects.get(ref="p1")
    assert (father.given, father.born, father.born_from.year, father.born_to.year) == (
        "Sargis",
        "192X",
        1920,
        1929,
    )
    assert daughter.registrant
    assert not father.registrant
    tie = Tie.objects.get()
    assert (tie.kind, tie.a_id, tie.b_id, tie.nature, tie.flagged) == (
        "parent",
        father.pk,
        daughter.pk,
        "birth",
        False,
    )
    assert set(Departure.objects.get().people.all()) == {father, daughter}
    assert StatedLoss.objects.get().holders == [{"mention": father.pk, "share": "1/2"}]
    assert Wish.objects.get().mention == daughter
    assert Consent.objects.get().purpose == "register"
    opened = vault.open_sealed(registration=row.uuid, place=DOCUMENT, sealed=bytes(row.document))
    assert opened == read_content(document, channel="counter").canonical
    assert b"own words" not in bytes(row.document)
    assert Entry.objects.filter(act="register").count() == 1


def test_other_words_under_the_same_id_go_into_quarantine_and_overwrite_nothing(told, clerk):
    document = told()
    row = register(testimony=document, by=clerk)
    for _ in range(2):
        with pytest.raises(OtherWordsStand):
            register(testimony=document | {"statement": "other"}, by=clerk)
    assert Quarantined.objects.count() == 1
    row.refresh_from_db()
    assert bytes(row.digest) == read_content(document, channel="counter").digest
    assert Mention.objects.count() == 2


def test_a_refused_one_leaves_nothing(told, clerk):
    with pytest.raises(RegistrationRefused):
        register(testimony=told(consent=[{"purpose": "register", "given": False}]), by=clerk)
    assert not Registration.objects.exists()
    assert not Entry.objects.filter(act="register").exists()


def test_a_clerk_registers_for_her_own_office_only(told, other_clerk, office):
    with pytest.raises(NotPermitted):
        register(testimony=told(), by=other_clerk)
    assert not Registration.objects.exists()


def test_an_office_nobody_knows_is_founded_by_the_operator_and_flagged_by_a_clerk(told, operator, clerk):
    register(testimony=told(office="far-away"), by=operator)
    assert Office.objects.filter(code="far-away").exists()
    register(testimony=told(office="nowhere"), by=clerk)
    assert Flag.objects.get(code="unknown-office").office.code == "nasimi-2"


def test_a_flagged_tie_is_kept_and_weakened(told, clerk, engine):
    people = [
        {"ref": "p1", "name": {"given": "A"}, "born": "1920"},
        {"ref": "p2", "name": {"given": "B"}, "born": "1950"},
    ]
    register(testimony=told(people=people), by=clerk)
    assert Tie.objects.get().flagged
    assert Flag.objects.get().code == "impossible-age"
    (kept,) = kept_testimonies(viewer=engine)
    assert kept.flagged == {0}
    assert kept.mentions == tuple(Mention.objects.order_by("position").values_list("pk", flat=True))


def test_two_of_one_batch_with_one_id_see_each_other(told, operator):
    first = told()
    documents = [
        read_content(each, channel="import") for each in (first, first, first | {"statement": "other"})
    ]
    outcomes = register_many(documents=documents, by=operator)
    assert [outcome.verdict for outcome in outcomes] == [
        Verdict.NEW,
        Verdict.ALREADY_THERE,
        Verdict.QUARANTINED,
    ]


def test_a_correction_takes_effect_at_once_only_from_the_same_registrant(told, clerk, reviewer):
    first = told()
    register(testimony=first, by=clerk)
    second = told(supersedes=first["id"], statement="better")
    register(testimony=second, by=clerk)
    assert Registration.objects.filter(state=State.CURRENT).count() == 2
    proposed = Supersession.objects.get(decided_at=None)
    decide_supersession(supersession=proposed.pk, accept=True, by=reviewer)
    old = Registration.objects.get(uuid=first["id"])
    assert (old.state, str(old.superseded_by)) == (State.SUPERSEDED, second["id"])
    third = told(supersedes=second["id"])
    register(testimony=third, by=clerk, same_registrant=True)
    assert Registration.objects.get(uuid=second["id"]).state == State.SUPERSEDED
    assert Registration.objects.get(state=State.CURRENT).uuid == UUID(third["id"])


def test_a_withdrawal_leaves_an_empty_stone_and_stays(told, clerk, steward):
    document = told(departures=[{"people": ["p1"], "from": "Tutluca"}], statement="mine")
    row = register(testimony=document, by=clerk)
    assert withdraw(registration=row.uuid, by=steward) == [row.uuid]
    row.refresh_from_db()
    assert (row.state, row.digest, row.document, row.registrant) == (State.WITHDRAWN, None, None, "")
    for model in (Mention, Tie, Departure, Flag, Consent, Quarantined, Supersession):
        assert not model.objects.exists(), model
    with pytest.raises(vault.errors.Forgotten):
        vault.open_sealed(registration=row.uuid, place=DOCUMENT, sealed=b"\1" + bytes(40))
    with pytest.raises(WasWithdrawn):
        register(testimony=document, by=clerk)
    with pytest.raises(WasWithdrawn):
        register(testimony=document | {"statement": "again"}, by=clerk)
    assert withdraw(registration=row.uuid, by=steward) == []


def test_a_withdrawal_takes_earlier_editions_along(told, clerk, steward):
    first = told()
    register(testimony=first, by=clerk)
    second = register(testimony=told(supersedes=first["id"]), by=clerk, same_registrant=True)
    assert {str(uuid) for uuid in withdraw(registration=second.uuid, by=steward)} == {
        first["id"],
        str(second.uuid),
    }


def test_a_clerk_does_not_withdraw(told, clerk):
    row = register(testimony=told(), by=clerk)
    with pytest.raises(NotPermitted):
        withdraw(registration=row.uuid, by=clerk)
    assert Mention.objects.count() == 2


def test_what_an_import_brought_can_be_taken_back_and_brought_again(told, operator):
    run, other = UUID(int=1), UUID(int=2)
    first = told()
    register_many(documents=[read_content(first, channel="import")], by=operator)
    later = read_content(told(supersedes=first["id"]), channel="import")
    (brought,) = register_many(documents=[later], by=operator, run=run, supersede_at_once=True)
    assert Registration.objects.get(uuid=first["id"]).state == State.SUPERSEDED
    assert take_back(run=run, by=operator) == [brought.registration]
    assert take_back(run=run, by=operator) == []
    assert Registration.objects.get(uuid=first["id"]).state == State.CURRENT
    assert Registration.objects.get(uuid=later.uuid).state == State.TAKEN_BACK
    assert [kept.uuid for kept in kept_testimonies(viewer=operator)] == [UUID(first["id"])]
    (again,) = register_many(documents=[later], by=operator, run=other)
    assert (again.verdict, again.registration) == (Verdict.NEW, brought.registration)
    assert Registration.objects.get(uuid=first["id"]).state == State.SUPERSEDED


def test_after_a_take_back_the_same_id_may_come_with_better_words(told, operator):
    first = told()
    run = UUID(int=1)
    register_many(documents=[read_content(first, channel="import")], by=operator, run=run)
    take_back(run=run, by=operator)
    better = read_content(first | {"statement": "mended"}, channel="import")
    (outcome,) = register_many(documents=[better], by=operator)
    assert outcome.verdict is Verdict.NEW
    assert bytes(Registration.objects.get().digest) == better.digest
    assert Mention.objects.count() == 2


def test_a_full_record_opens_for_its_office_and_is_counted(told, clerk, other_clerk):
    row = register(testimony=told(), by=clerk)
    assert registration_of(uuid=row.uuid, viewer=clerk).content["id"] == str(row.uuid)
    assert Entry.objects.filter(act="open-registration").count() == 1
    from ojaq.registry.registration.errors import NoSuchRegistration

    for uuid in (row.uuid, UUID(int=7)):
        with pytest.raises(NoSuchRegistration):
            registration_of(uuid=uuid, viewer=other_clerk)


def test_the_figures_say_what_there_is(told, clerk, steward):
    register(
        testimony=told(people=[{"ref": "p1", "name": {"given": "A"}, "age": 300}, {"ref": "p2"}]), by=clerk
    )
    row = register(testimony=told(), by=clerk)
    withdraw(registration=row.uuid, by=steward)
    told_figures = figures(viewer=steward)
    assert (
        told_figures.registrations,
        told_figures.withdrawn,
        told_figures.mentions,
        told_figures.flagged,
    ) == (1, 1, 2, 1)
