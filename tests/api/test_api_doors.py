"""No address of the API opens without a token that holds, whose account and whose reach allow the act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from api.conftest import Asks
from api.telling import family
from ojaq.api.urls import ROUTES
from ojaq.registry.access import POLICY, Act, Viewer
from ojaq.registry.access.models import Account
from ojaq.registry.clients import models
from ojaq.registry.clients.reach import ACTS
from ojaq.registry.clients.services import revoke_client
from ojaq.registry.ledger.models import Entry

pytestmark = pytest.mark.django_db
EXAMPLES = {"{number}": "100000000", "{place}": "wof:0", "{judgement}": "1"}


def address(route_address: str) -> str:
    for part, example in EXAMPLES.items():
        route_address = route_address.replace(part, example)
    return route_address


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_without_a_token_nothing_opens(client: Client, registry: object, route: object) -> None:
    for header in ({}, {"Authorization": "Bearer ojaq_wrong"}, {"Authorization": "Basic Y2xlcms6eA=="}):
        answer = client.generic(route.method, f"/api/v1{address(route.address)}", headers=header)  # type: ignore[attr-defined]
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["X-Ojaq-Fictional"] == "1"
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_session_of_a_browser_opens_nothing(reviewer_client: Client, route: object) -> None:
    answer = reviewer_client.generic(route.method, f"/api/v1{address(route.address)}")  # type: ignore[attr-defined]
    assert answer.status_code == 401


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_token_reaches_no_further_than_it_was_given(
    asks: Callable[[str], Asks], token_for: Callable[..., str], clerk_account: Account, route: object
) -> None:
    short = [reach for reach, acts in ACTS.items() if route.act not in acts]  # type: ignore[attr-defined]
    answer = asks(token_for(clerk_account, *short))(route.method, address(route.address), family())  # type: ignore[attr-defined]
    assert answer.status_code in {403, 422}
    assert not Entry.objects.exclude(act=Act.MANAGE_ACCOUNTS).exists()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_act_stands_in_the_policy_and_in_a_reach(route: object) -> None:
    assert route.act in POLICY  # type: ignore[attr-defined]
    assert any(route.act in acts for acts in ACTS.values())  # type: ignore[attr-defined]


def test_a_token_never_does_what_its_account_may_not(
    asks: Callable[[str], Asks], token_for: Callable[..., str], clerk_account: Account
) -> None:
    ask = asks(token_for(clerk_account))
    assert ask("GET", "/runs").status_code == 403
    clerk_account.grants.all().delete()
    assert ask("GET", "/figures").status_code == 403


def test_a_token_ends_by_revocation_by_its_day_and_with_its_account(
    asks: Callable[[str], Asks], token_for: Callable[..., str], clerk_account: Account, operator: Viewer
) -> None:
    ask = asks(token_for(clerk_account, "figures"))
    kept = models.Client.objects.get()
    assert ask("GET", "/figures").status_code == 200
    models.Client.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert ask("GET", "/figures").status_code == 401
    models.Client.objects.update(until=None)
    Account.objects.update(is_active=False)
    assert ask("GET", "/figures").status_code == 401
    Account.objects.update(is_active=True)
    assert ask("GET", "/figures").status_code == 200
    revoke_client(name=kept.name, by=operator)
    assert ask("GET", "/figures").status_code == 401


def test_the_table_of_clients_opens_nothing(token_for: Callable[..., str], clerk_account: Account) -> None:
    token = token_for(clerk_account)
    kept = models.Client.objects.get()
    assert token.encode() not in bytes(kept.digest)
    assert token not in str(kept.__dict__)


def test_a_question_about_people_is_never_an_address(clerk_asks: Asks) -> None:
    for route in ROUTES:
        # A list is asked for by place, office and days, and by nobody's name.
        if route.act is Act.ASK_COUNTER and route.name != "people":
            assert route.method == "POST"
    assert clerk_asks("GET", "/counter").status_code == 405
