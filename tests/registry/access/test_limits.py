"""A stolen log-in does not carry the register away: at most 200 people a day in full, an alarm before, whatever the page."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from ojaq.registry.access import Act, limits
from ojaq.registry.access.errors import TooManyOpened, TooManyQuestions
from ojaq.registry.access.models import Account, Alarm, Office
from ojaq.registry.families.selectors import person_page
from ojaq.registry.ledger import Deed, record, record_many
from ojaq.registry.ledger.entry import Actor
from ojaq.registry.ledger.models import Entry, EntrySubject
from registry.access.crowd import crowd
from registry.access.live_registry import go_live, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.trust("T8.4")]


def seen(account: UUID) -> set[str]:
    """The register numbers that an account ever opened."""
    rows = EntrySubject.objects.filter(entry__actor=account, kind="person", entry__act=Act.OPEN_PERSON)
    return set(rows.values_list("number", flat=True))


def scrape(client: Client, people: list[tuple[UUID, int]]) -> list[int]:
    """Whatever a browser that is logged in can get: every number in turn, and guesses between."""
    answers = []
    for _, number in people:
        answers.append(client.get(f"/people/{number}").status_code)
        client.get(f"/people/{number + 1}")
    return answers


def test_a_stolen_log_in_opens_two_hundred_people_and_rings(office: Office) -> None:
    go_live()
    people = crowd(230, office)
    clerk = somebody("clerk", "clerk", scope="own")
    assert clerk.account is not None
    refused = 0
    for _, number in people[:150]:
        record(act=Act.OPEN_PERSON, by=clerk, subjects=[("person", str(number))])
    for _, number in people[150:]:
        try:
            person_page(number=number, viewer=clerk, explained=False)
        except TooManyOpened:
            refused += 1
    assert (len(seen(clerk.account)), refused) == (200, 30)
    alarm = Alarm.objects.get(kind="many-opened")
    # It rang at the hundred and sixtieth, with the entry itself: no watcher comes later.
    assert (alarm.account, alarm.figures) == (clerk.account, {"opened": 160})


def test_whatever_page_and_whatever_log_in_the_count_is_one(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPENED_A_DAY", 10)
    go_live()
    people = crowd(14, office)
    clerk = somebody("clerk", "clerk", scope="own")
    assert clerk.account is not None
    client.force_login(Account.objects.get(username="clerk"))
    answers = scrape(client, people)
    assert answers == [200] * 10 + [409] * 4
    assert len(seen(clerk.account)) == 10
    assert "Speak with your steward" in client.get(f"/people/{people[-1][1]}").content.decode()
    # Another log-in, another process: the count stands in the database. What was opened before says nothing new.
    again = Client()
    again.force_login(Account.objects.get(username="clerk"))
    assert set(scrape(again, people[-3:])) == {409}
    assert again.get(f"/people/{people[0][1]}").status_code == 200


def test_without_the_guard_everything_is_carried_away(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same scraper, where nobody is asked before an entry is written."""
    from ojaq.registry.ledger import guards

    monkeypatch.setattr(guards, "_guards", [])
    monkeypatch.setattr(limits, "OPENED_A_DAY", 20)
    go_live()
    people = crowd(30, office)
    somebody("clerk", "clerk", scope="own")
    client.force_login(Account.objects.get(username="clerk"))
    assert scrape(client, people).count(200) == 30


def test_in_rehearsal_nothing_is_limited(
    registry: object, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPENED_A_DAY", 3)
    clerk = somebody("clerk", "clerk")
    for _, number in crowd(6, office):
        person_page(number=number, viewer=clerk)


def test_what_one_took_in_oneself_that_day_is_not_counted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPENED_A_DAY", 3)
    go_live()
    clerk = somebody("clerk", "clerk")
    people = crowd(8, office)
    record_many(
        deeds=[Deed(act=Act.REGISTER, subjects=[("registration", str(uuid))]) for uuid, _ in people[:4]],
        by=clerk,
    )
    for _, number in people[:7]:
        person_page(number=number, viewer=clerk)
    with pytest.raises(TooManyOpened):
        person_page(number=people[7][1], viewer=clerk)
    person_page(number=people[0][1], viewer=clerk)


def test_yesterday_is_over(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OPENED_A_DAY", 2)
    go_live()
    clerk = somebody("clerk", "clerk")
    people = crowd(4, office)
    for _, number in people[:2]:
        person_page(number=number, viewer=clerk)
    with pytest.raises(TooManyOpened):
        person_page(number=people[2][1], viewer=clerk)
    # A ledger is never changed: it is the clock of the question that is moved.
    tomorrow = timezone.now() + dt.timedelta(hours=25)
    monkeypatch.setattr(limits.timezone, "now", lambda: tomorrow)
    person_page(number=people[2][1], viewer=clerk)


def test_a_page_that_names_many_does_not_reach_past_the_limit(
    registry: object, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPENED_A_DAY", 10)
    go_live()
    clerk = somebody("clerk", "clerk")
    many = [("person", str(number)) for number in range(8)]
    record(act=Act.OPEN_PERSON, by=clerk, subjects=many)
    with pytest.raises(TooManyOpened), transaction.atomic():
        record(act=Act.OPEN_PERSON, by=clerk, subjects=[("person", str(n)) for n in range(6, 12)])
    assert Entry.objects.count() == 1
    record(act=Act.OPEN_PERSON, by=clerk, subjects=[("person", str(n)) for n in range(6, 10)])


def test_masked_answers_have_a_rate_of_their_own(registry: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "QUESTIONS", ((1, 5), (24, 8)))
    go_live()
    clerk = somebody("clerk", "clerk")
    for _ in range(5):
        record(act=Act.ASK_COUNTER, by=clerk, subjects=[])
    with pytest.raises(TooManyQuestions) as refusal, transaction.atomic():
        record(act=Act.ASK_COUNTER, by=clerk, subjects=[])
    assert refusal.value.parameters == {"limit": 5, "hours": 1}
    assert Alarm.objects.filter(kind="many-questions").count() == 1
    later = timezone.now() + dt.timedelta(hours=2)
    monkeypatch.setattr(limits.timezone, "now", lambda: later)
    for _ in range(3):
        record(act=Act.ASK_COUNTER, by=clerk, subjects=[])
    with pytest.raises(TooManyQuestions), transaction.atomic():
        record(act=Act.ASK_COUNTER, by=clerk, subjects=[])


def test_relatives_of_a_family_being_told_are_counted_apart(
    registry: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "QUESTIONS", ((1, 2),))
    monkeypatch.setattr(limits, "RELATIVES", ((1, 3),))
    go_live()
    clerk = somebody("clerk", "clerk")
    for _ in range(3):
        record(act=Act.ASK_COUNTER, by=clerk, subjects=[], reason=limits.RELATIVE)
    for _ in range(2):
        record(act=Act.ASK_COUNTER, by=clerk, subjects=[])
    for reason in ("", limits.RELATIVE):
        with pytest.raises(TooManyQuestions), transaction.atomic():
            record(act=Act.ASK_COUNTER, by=clerk, subjects=[], reason=reason)


def test_the_engine_and_the_command_line_are_not_counted(registry: object) -> None:
    go_live()
    limits.admit(
        [Deed(act=Act.OPEN_PERSON, subjects=[("person", str(n)) for n in range(999)])], Actor(None, "engine")
    )
