"""A client is told of what happened: once at least, in order, signed, by number only, and nobody who may not know."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import Act
from ojaq.registry.clients.errors import NoWebhook, UnknownEvent, UnsafeAddress
from ojaq.registry.clients.events import Event, is_safe
from ojaq.registry.clients.models import Announcement, Webhook
from ojaq.registry.clients.posting import post
from ojaq.registry.clients.services import (
    add_client,
    announce,
    announce_waiting,
    remove_webhook,
    revoke_client,
    set_webhook,
    wake_webhook,
)
from ojaq.registry.clients.services.announcing import GIVE_UP, LONGEST_REST
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.services.judging import judge
from ojaq.registry.identity.services.protecting import protect
from ojaq.registry.identity.services.resolving import resolve
from ojaq.registry.ledger.models import Entry
from ojaq.registry.registration.models import Mention
from ojaq.registry.registration.services import register

pytestmark = pytest.mark.django_db

BOTH = [str(event) for event in Event]


def told_at(office, given="Tutu"):
    return {
        "ojaq": "registration/1", "id": str(uuid4()), "office": office,
        "people": [{"ref": "p1", "name": {"given": given, "family": "Nərgizova"}}],
        "consent": [{"purpose": "register", "given": True}],
    }  # fmt: skip


@pytest.fixture
def hook(program, receiver, operator):
    """The program is told of everything at the receiver."""
    return set_webhook(name="tablets", address=receiver.address, events=BOTH, by=operator)


def rested():
    """Nothing rests any more: the time of a back-off has passed."""
    Webhook.objects.update(rests_until=timezone.now() - dt.timedelta(seconds=1))


def numbers():
    return list(Announcement.objects.order_by("pk").values_list("event", "number"))


def test_a_registration_is_told_by_its_id_signed_and_written_down(hook, receiver, clerk):
    told = told_at(clerk.office)
    register(testimony=told, by=clerk)
    assert announce_waiting() == 1
    [(headers, body)] = receiver.heard
    heard = json.loads(body)
    assert set(heard) == {"ojaq", "id", "event", "at", "registration"}
    assert (heard["event"], heard["registration"]) == ("registration.received", told["id"])
    assert headers["Ojaq-Delivery"] == heard["id"]
    at, signed = (part.partition("=")[2] for part in headers["Ojaq-Signature"].split(","))
    expected = hmac.new(hook.secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(signed, expected)
    entry = Entry.objects.filter(act=Act.TELL_CLIENT).get()
    assert {(each.kind, each.number) for each in entry.subjects.all()} >= {("registration", told["id"])}
    assert announce_waiting() == 0
    assert not Announcement.objects.exists()


def test_the_body_holds_nothing_that_was_said(hook, receiver, clerk, reviewer):
    register(testimony=told_at(clerk.office, "Canarybird"), by=clerk)
    resolve(by=reviewer)
    announce_waiting()
    assert len(receiver.heard) == 2
    for headers, body in receiver.heard:
        assert b"canarybird" not in (str(headers).encode() + body).lower()
        assert hook.secret.encode() not in str(headers).encode() + body


def test_the_same_words_sent_again_are_told_once(hook, receiver, clerk):
    told = told_at(clerk.office)
    register(testimony=told, by=clerk)
    register(testimony=told, by=clerk)
    assert len(numbers()) == 1


def test_what_was_rolled_back_is_not_told(hook, clerk):
    class Broken(Exception):
        pass

    def broken_off():
        with transaction.atomic():
            register(testimony=told_at(clerk.office), by=clerk)
            raise Broken

    with pytest.raises(Broken):
        broken_off()
    assert numbers() == []


def test_a_joining_and_its_undoing_tell_of_both_persons(hook, clerk, reviewer):
    for given in ("Maro", "Sona"):
        register(testimony=told_at(clerk.office, given), by=clerk)
    resolve(by=reviewer)
    Announcement.objects.all().delete()
    one, other = Mention.objects.order_by("pk").values_list("pk", flat=True)
    persons = {str(number) for number in Belonging.objects.values_list("person_id", flat=True)}
    judge(pair=(one, other), verdict=Verdict.SAME, reason="told", by=reviewer)
    assert set(numbers()) == {("person.changed", number) for number in persons}


def test_nobody_is_told_of_a_protected_person(hook, clerk, reviewer):
    for given in ("Maro", "Sona"):
        register(testimony=told_at(clerk.office, given), by=clerk)
    resolve(by=reviewer)
    one, other = Mention.objects.order_by("pk")
    hidden = Belonging.objects.get(mention=one).person_id
    protect(number=hidden, reason="danger", by=reviewer)
    Announcement.objects.all().delete()
    judge(pair=(one.pk, other.pk), verdict=Verdict.SAME, reason="told", by=reviewer)
    assert str(hidden) not in {number for _, number in numbers()}


def test_a_client_of_one_office_is_not_told_of_another(hook, other_clerk):
    register(testimony=told_at(other_clerk.office), by=other_clerk)
    assert numbers() == []


def test_what_was_not_heard_waits_in_order_and_is_told_again_later(hook, receiver, clerk):
    receiver.answers = [503, 200]
    ids = [told_at(clerk.office, str(n)) for n in "ab"]
    for each in ids:
        register(testimony=each, by=clerk)
    assert announce_waiting() == 0
    assert len(receiver.heard) == 1, "one failure, and the rest waits behind it"
    assert announce_waiting() == 0
    assert len(receiver.heard) == 1, "it rests"
    assert Webhook.objects.get().fault == "answered-503"
    rested()
    assert announce_waiting() == 2
    assert [json.loads(body)["registration"] for _, body in receiver.heard[1:]] == [
        each["id"] for each in ids
    ]
    assert Webhook.objects.get().failures == 0


def test_rests_grow_and_end_and_an_administrator_wakes_it(hook, clerk, operator):
    register(testimony=told_at(clerk.office), by=clerk)
    rests = []
    for _ in range(GIVE_UP):
        rested()
        before = timezone.now()
        announce_waiting(send=lambda *_: "no-answer")
        if (until := Webhook.objects.get().rests_until) is not None:
            rests.append(round((until - before).total_seconds(), -1))
    assert rests[:4] == [10, 40, 160, 640]
    assert max(rests) == LONGEST_REST
    given_up = Webhook.objects.get()
    assert given_up.stopped_at is not None
    assert numbers() != []
    register(testimony=told_at(clerk.office), by=clerk)
    assert len(numbers()) == 1, "what is given up gathers nothing more"
    wake_webhook(name="tablets", by=operator)
    assert announce_waiting(send=lambda *_: "") == 1


def test_only_one_process_tells_at_a_time(hook, clerk):
    register(testimony=told_at(clerk.office), by=clerk)
    heard = []

    def send(address, body, headers):
        heard.append(body)
        assert announce_waiting(send=send) == 0, "the other process finds nothing due"
        return ""

    assert announce_waiting(send=send) == 1
    assert len(heard) == 1


def test_a_client_whose_token_ended_is_told_nothing(hook, receiver, clerk, operator):
    register(testimony=told_at(clerk.office), by=clerk)
    revoke_client(name="tablets", by=operator)
    assert announce_waiting() == 0
    register(testimony=told_at(clerk.office), by=clerk)
    assert receiver.heard == []
    assert Webhook.objects.get().fault == "client-ended"


def test_redirects_are_not_followed(hook, receiver, clerk):
    receiver.answers = [302]
    register(testimony=told_at(clerk.office), by=clerk)
    assert announce_waiting() == 0
    assert len(receiver.heard) == 1


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://office.example/ojaq", True),
        ("https://10.0.0.7:8443/", True),
        ("http://127.0.0.1:9000/hook?x=1", True),
        ("http://[::1]:9000/", True),
        ("http://localhost/", True),
        ("http://office.example/", False),
        ("http://127.0.0.1.office.example/", False),
        ("http://2130706433/", False),
        ("https://me:secret@office.example/", False),
        ("https://office.example/#part", False),
        ("https://office.example/ a", False),
        ("https://office.example:99999/", False),
        ("ftp://office.example/", False),
        ("file:///etc/passwd", False),
        ("https:///", False),
        ("", False),
        ("https://office.example/" + "a" * 500, False),
    ],
)
def test_addresses(address, safe, program, operator):
    assert is_safe(address) is safe
    if not safe:
        assert post(address, b"{}", {}) == "unsafe-address"
        with pytest.raises(UnsafeAddress):
            set_webhook(name="tablets", address=address, events=BOTH, by=operator)


def test_nobody_listening_is_no_answer(receiver):
    assert post("http://127.0.0.1:1/", b"{}", {}) == "no-answer"


def test_events_are_bound_by_the_reach_of_the_token(operator, registry, clerk_account, receiver):
    add_client(name="asker", username=clerk_account.username, reaches=["register"], by=operator)
    with pytest.raises(UnknownEvent):
        set_webhook(name="asker", address=receiver.address, events=["person.changed"], by=operator)
    with pytest.raises(UnknownEvent):
        set_webhook(name="asker", address=receiver.address, events=["everything"], by=operator)
    set_webhook(name="asker", address=receiver.address, events=["registration.received"], by=operator)


def test_only_an_administrator_sets_wakes_and_removes(hook, clerk, steward, operator):
    for viewer in (clerk, steward):
        with pytest.raises(NotPermitted):
            set_webhook(name="tablets", address="https://a.example/", events=BOTH, by=viewer)
        with pytest.raises(NotPermitted):
            wake_webhook(name="tablets", by=viewer)
        with pytest.raises(NotPermitted):
            remove_webhook(name="tablets", by=viewer)
    remove_webhook(name="tablets", by=operator)
    with pytest.raises(NoWebhook):
        remove_webhook(name="tablets", by=operator)


def test_a_new_address_has_a_new_secret_and_drops_what_waited(hook, clerk, operator):
    register(testimony=told_at(clerk.office), by=clerk)
    again = set_webhook(name="tablets", address="https://a.example/", events=BOTH, by=operator)
    assert again.secret != hook.secret
    assert numbers() == []


def test_without_a_webhook_nothing_is_written(clerk, registry):
    announce(Event.PERSON, ["482139075"])
    register(testimony=told_at(clerk.office), by=clerk)
    assert numbers() == []
