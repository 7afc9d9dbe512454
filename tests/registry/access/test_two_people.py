"""What two people do: asked by one, answered by another in a log-in of their own, for exactly this, used once, in time."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import Act, Viewer, operator
from ojaq.registry.access.errors import (
    AlreadyAnswered,
    NeedsSecondPerson,
    NoSuchApproval,
    SamePerson,
    SameSession,
    StaleApproval,
)
from ojaq.registry.access.models import Account, Approval, Grant
from ojaq.registry.access.policy import SECOND
from ojaq.registry.access.services import accounts
from ojaq.registry.access.services.approving import Proposal, answer_proposal, ask_second, second_person
from ojaq.registry.ledger.models import Entry
from registry.access.live_registry import go_live, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.trust("T8.5")]
EXPORT = Proposal(act=Act.EXPORT, subjects=(("export", "roll"),), payload={"purpose": "register"})


@pytest.fixture
def live(registry: object) -> None:
    go_live()


@pytest.fixture
def asker(live: None) -> Viewer:
    return somebody("asker", "steward")


@pytest.fixture
def other(live: None) -> Viewer:
    return somebody("other", "steward")


def do(by: Viewer, proposal: Proposal = EXPORT) -> None:
    with transaction.atomic():
        second_person(proposal=proposal, by=by)


def test_in_rehearsal_one_person_tries_everything(registry: object) -> None:
    do(operator())
    do(somebody("asker", "steward"))


def test_alone_nothing_is_done(asker: Viewer) -> None:
    with pytest.raises(NeedsSecondPerson) as refusal:
        do(asker)
    assert refusal.value.proposal == EXPORT
    ask_second(proposal=EXPORT, by=asker)
    with pytest.raises(NeedsSecondPerson):
        do(asker)


def test_two_people_do_it_once(asker: Viewer, other: Viewer) -> None:
    """The control of all refusals below: this is how it goes through."""
    asked = ask_second(proposal=EXPORT, by=asker)
    assert ask_second(proposal=EXPORT, by=asker).pk == asked.pk
    answer_proposal(approval=asked.pk, granted=True, by=other)
    do(asker)
    with pytest.raises(NeedsSecondPerson):
        do(asker)
    assert [*Entry.objects.order_by("id").values_list("act", "reason")] == [
        ("approve", "asked"),
        ("approve", "granted"),
    ]


def test_nobody_is_their_own_second_person(asker: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    again = somebody("asker", session="another log-in of the same person")
    for by in (asker, again):
        with pytest.raises(SamePerson):
            answer_proposal(approval=asked.pk, granted=True, by=by)


def test_the_database_too_refuses_the_same_person(asker: Viewer) -> None:
    from django.db import IntegrityError

    asked = ask_second(proposal=EXPORT, by=asker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=asked.pk).update(answered_by=asker.account, granted=True)


def test_two_people_do_not_share_a_log_in(asker: Viewer, other: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    with pytest.raises(SameSession):
        answer_proposal(approval=asked.pk, granted=True, by=somebody("other", session="session of asker"))


def test_an_answer_that_is_late_or_old_holds_nothing(asker: Viewer, other: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    past = timezone.now() - dt.timedelta(seconds=1)
    Approval.objects.update(until=past)
    with pytest.raises(StaleApproval):
        answer_proposal(approval=asked.pk, granted=True, by=other)
    anew = ask_second(proposal=EXPORT, by=asker)
    answer_proposal(approval=anew.pk, granted=True, by=other)
    Approval.objects.update(until=past)
    with pytest.raises(NeedsSecondPerson):
        do(asker)


def test_what_changed_meanwhile_was_not_agreed_to(asker: Viewer, other: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    answer_proposal(approval=asked.pk, granted=True, by=other)
    for changed in (
        Proposal(EXPORT.act, EXPORT.subjects, {"purpose": "publish"}),
        Proposal(EXPORT.act, (("export", "registrations"),), EXPORT.payload),
        Proposal(Act.WITHDRAW, EXPORT.subjects, EXPORT.payload),
    ):
        with pytest.raises(NeedsSecondPerson):
            do(asker, changed)
    do(asker)


def test_an_answer_is_for_whoever_asked(asker: Viewer, other: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    answer_proposal(approval=asked.pk, granted=True, by=other)
    with pytest.raises(NeedsSecondPerson):
        do(somebody("third", "steward"))


def test_only_the_right_role_agrees(asker: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    for role in ("clerk", "reviewer", "administrator", "analyst"):
        with pytest.raises(NotPermitted):
            answer_proposal(approval=asked.pk, granted=True, by=somebody(role, role))
    with pytest.raises(NotPermitted):
        answer_proposal(approval=asked.pk, granted=True, by=operator())
    with pytest.raises(NotPermitted):
        ask_second(proposal=EXPORT, by=somebody("a-clerk", "clerk"))


@pytest.mark.parametrize("how", ["closed", "role taken"])
def test_whoever_may_no_more_has_not_agreed(asker: Viewer, other: Viewer, how: str) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    answer_proposal(approval=asked.pk, granted=True, by=other)
    if how == "closed":
        Account.objects.filter(username="other").update(is_active=False)
    else:
        Grant.objects.filter(account__username="other").delete()
    with pytest.raises(NeedsSecondPerson):
        do(asker)


def test_no_is_an_answer_and_is_not_changed(asker: Viewer, other: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker)
    answer_proposal(approval=asked.pk, granted=False, by=other)
    with pytest.raises(AlreadyAnswered):
        answer_proposal(approval=asked.pk, granted=True, by=somebody("third", "steward"))
    with pytest.raises(NeedsSecondPerson):
        do(asker)
    with pytest.raises(NoSuchApproval):
        answer_proposal(approval=asked.pk + 1, granted=True, by=other)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_heard(asker: Viewer, other: Viewer) -> None:
    asked = ask_second(proposal=EXPORT, by=asker).pk
    third = somebody("third", "steward")
    start, heard = threading.Barrier(2), list[str]()

    def answer(by: Viewer, granted: bool) -> Callable[[], None]:
        def run() -> None:
            start.wait()
            try:
                answer_proposal(approval=asked, granted=granted, by=by)
                heard.append("heard")
            except AlreadyAnswered:
                heard.append("late")
            finally:
                connections.close_all()

        return run

    threads = [threading.Thread(target=answer(other, True)), threading.Thread(target=answer(third, False))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(heard) == ["heard", "late"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_it_at_once_one_goes_through(asker: Viewer, other: Viewer) -> None:
    answer_proposal(approval=ask_second(proposal=EXPORT, by=asker).pk, granted=True, by=other)
    start, done = threading.Barrier(2), list[str]()

    def use() -> None:
        start.wait()
        try:
            do(asker)
            done.append("done")
        except NeedsSecondPerson:
            done.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=use) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(done) == ["done", "refused"]


def test_rights_change_by_two_and_close_by_one(live: None) -> None:
    administrator, steward = somebody("admin", "administrator"), somebody("other", "steward")
    somebody("lala", "clerk", scope="own")

    def give() -> None:
        accounts.grant(username="lala", role="reviewer", office="nasimi-2", by=administrator)

    with pytest.raises(NeedsSecondPerson) as refusal:
        give()
    asked = ask_second(proposal=refusal.value.proposal, by=administrator)
    answer_proposal(approval=asked.pk, granted=True, by=steward)
    # Somebody changes what she holds: what was agreed to is not what would be done any more.
    held = Grant.objects.get(account__username="lala")
    Grant.objects.filter(pk=held.pk).update(scope="all")
    with pytest.raises(NeedsSecondPerson):
        give()
    Grant.objects.filter(pk=held.pk).update(scope="own")
    give()
    assert Grant.objects.filter(account__username="lala").count() == 2
    accounts.disable_account(username="lala", by=administrator)


def test_every_act_of_two_is_refused_to_one() -> None:
    """The table names roles that exist and may answer at all."""
    from ojaq.registry.access import POLICY

    for act, roles in SECOND.items():
        assert roles <= POLICY[Act.APPROVE].roles
        assert act in POLICY
