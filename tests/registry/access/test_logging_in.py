"""Guessing gets slow and stays slow; the owner, elsewhere, comes in; a village behind one address comes in."""

from __future__ import annotations

import base64
import datetime as dt
import time

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from django.utils import timezone

from ojaq.registry.access import closing
from ojaq.registry.access.models import Account, Alarm, LogInTry, SecondFactor
from ojaq.registry.access.services import logging_in, second_factor
from ojaq.registry.access.services.logging_in import (
    FREE,
    LONGEST_WAIT,
    MANY,
    SHORT_WAIT,
    must_wait,
    tried_wrong,
)
from ojaq.registry.ledger.models import Entry
from registry.access.live_registry import somebody
from registry_fixtures import PASSWORD

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """The hour that logging in believes; a test moves it."""
    now = [timezone.now()]
    monkeypatch.setattr(logging_in.timezone, "now", lambda: now[0])
    return now


def test_a_few_slips_cost_nothing_and_more_cost_more(clock: list[dt.datetime]) -> None:
    for _ in range(FREE - 1):
        tried_wrong(name="sevil", address=HERE)
        assert must_wait(name="sevil", address=HERE) == 0
    waits = []
    for _ in range(10):
        tried_wrong(name="Sevil ", address=HERE)
        waits.append(must_wait(name="sevil", address=HERE))
        clock[0] += dt.timedelta(seconds=waits[-1])
        assert must_wait(name="sevil", address=HERE) == 0
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (15, LONGEST_WAIT)


def test_neither_the_village_nor_the_owner_is_kept_out(clock: list[dt.datetime]) -> None:
    for _ in range(FREE + 3):
        tried_wrong(name="sevil", address=HERE)
    assert must_wait(name="sevil", address=HERE) > 0
    assert must_wait(name="aram", address=HERE) == 0
    assert must_wait(name="sevil", address=ELSEWHERE) == 0


def test_very_many_tries_from_many_places_slow_that_name_a_little(clock: list[dt.datetime]) -> None:
    for at in range(MANY):
        tried_wrong(name="sevil", address=f"192.0.2.{at}")
    assert must_wait(name="sevil", address=ELSEWHERE) == SHORT_WAIT
    assert must_wait(name="aram", address=ELSEWHERE) == 0


def test_the_count_stands_in_the_database_and_names_nobody(clock: list[dt.datetime]) -> None:
    tried_wrong(name="sevil", address=HERE)
    rows = list(LogInTry.objects.values_list("key", "wrong"))
    assert len(rows) == 2
    assert all(b"sevil" not in bytes(key) and HERE.encode() not in bytes(key) for key, _ in rows)
    clock[0] += dt.timedelta(hours=25)
    tried_wrong(name="aram", address=HERE)
    assert LogInTry.objects.count() == 2


def test_whose_password_is_guessed_is_told_to_a_steward(
    clerk_account: Account, clock: list[dt.datetime]
) -> None:
    for _ in range(FREE):
        tried_wrong(name="clerk", address=HERE)
        tried_wrong(name="quiet mulberry shade", address=HERE)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.account, alarm.office) == ("guessed", clerk_account.uuid, clerk_account.office)


def test_coming_and_going_are_in_the_ledger(client: Client, clerk_account: Account, registry: object) -> None:
    client.post("/login", {"name": "clerk", "password": "x"})
    client.post("/login", {"name": "clerk", "password": PASSWORD})
    client.post("/logout")
    assert [*Entry.objects.order_by("id").values_list("act", "actor")] == [
        ("log-in", clerk_account.uuid),
        ("log-out", clerk_account.uuid),
    ]
    assert not LogInTry.objects.exists()


def test_a_code_is_asked_beside_the_password_and_holds_once(
    client: Client, registry: object, clerk_account: Account
) -> None:
    clerk = somebody("clerk")
    begun = second_factor.begin(by=clerk)
    assert not second_factor.has_second_factor(clerk_account)
    shown = TOTP(base64.b32decode(begun.secret), 6, SHA1(), 30)
    now = int(time.time())
    assert not second_factor.confirm(
        code="000000" if shown.generate(now) != b"000000" else "111111", by=clerk
    )
    assert second_factor.confirm(code=shown.generate(now).decode(), by=clerk)
    # The step that confirmed is used up; the next one holds, once.
    assert not second_factor.holds(account=clerk_account, code=shown.generate(now).decode())
    following = shown.generate(now + 30).decode()

    answer = client.post("/login", {"name": "clerk", "password": PASSWORD, "next": "/counter"})
    assert "_auth_user_id" not in client.session
    assert b"one-time-code" in answer.content
    assert client.post("/login/code", {"code": "12345"}).status_code == 401
    assert client.post("/login/code", {"code": following, "next": "/counter"})["Location"] == "/counter"
    assert "_auth_user_id" in client.session
    assert not second_factor.holds(account=clerk_account, code=following)


def test_a_code_of_the_paper_holds_once(clerk_account: Account) -> None:
    begun = second_factor.begin(by=somebody("clerk"))
    assert second_factor.holds(account=clerk_account, code=begun.spare[0].upper())
    assert not second_factor.holds(account=clerk_account, code=begun.spare[0])
    assert second_factor.holds(account=clerk_account, code=begun.spare[1])


def test_a_right_password_long_ago_is_none(client: Client, registry: object, clerk_account: Account) -> None:
    clerk = somebody("clerk")
    begun = second_factor.begin(by=clerk)
    SecondFactor.objects.update(confirmed_at=timezone.now())
    client.post("/login", {"name": "clerk", "password": PASSWORD})
    session = client.session
    session["half-in"] = [session["half-in"][0], 0]
    session.save()
    assert client.post("/login/code", {"code": begun.spare[0]})["Location"] == "/login"
    assert client.post("/login/code", {"code": begun.spare[0]})["Location"] == "/login"


def test_the_secret_is_kept_closed(clerk_account: Account) -> None:
    begun = second_factor.begin(by=somebody("clerk"))
    kept = bytes(SecondFactor.objects.get().secret)
    assert base64.b32decode(begun.secret) not in kept
    with pytest.raises(InvalidTag):
        closing.open_closed(kept, place="second factor of somebody else")
