"""A program with a token, for the tests of the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from ojaq.registry.access import Viewer
    from ojaq.registry.access.models import Account

EVERYTHING = ("register", "ask", "read", "review", "figures")
Asks = Callable[..., "HttpResponse"]


@pytest.fixture
def token_for(operator: Viewer) -> Callable[..., str]:
    """`token_for(account, *reaches)` -> a token; without reaches, all of them."""
    from ojaq.registry.clients.services import add_client

    def make(account: Account, *reaches: str) -> str:
        name = f"{account.username}-{len(reaches)}-{'-'.join(reaches)}"[:60]
        return add_client(
            name=name, username=account.username, reaches=reaches or EVERYTHING, by=operator
        ).token

    return make


@pytest.fixture
def asks(client: Client, registry: object) -> Callable[[str], Asks]:
    """`asks(token)("GET", "/figures")` -> the answer."""

    def with_token(token: str) -> Asks:
        def ask(method: str, address: str, body: object = None, **headers: str) -> HttpResponse:
            data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
            return client.generic(
                method,
                f"/api/v1{address}",
                data,
                content_type="application/json",
                headers={"Authorization": f"Bearer {token}", **headers},
            )

        return ask

    return with_token


@pytest.fixture
def clerk_asks(asks: Callable[[str], Asks], token_for: Callable[..., str], clerk_account: Account) -> Asks:
    """A program of the clerk of the first office."""
    return asks(token_for(clerk_account))


@pytest.fixture
def reviewer_asks(
    asks: Callable[[str], Asks], token_for: Callable[..., str], reviewer_account: Account
) -> Asks:
    """A program of the reviewer of the first office."""
    return asks(token_for(reviewer_account))
