"""Lists for programs: masked, leaf by leaf, by what may be asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.conftest import Asks
from api.telling import family
from ojaq.registry.access.models import Account
from ojaq.registry.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(clerk_asks: Asks) -> dict[str, str]:
    """A family of three; answers its numbers."""
    numbers: dict[str, str] = clerk_asks("POST", "/registrations", family()).json()["numbers"]
    return numbers


def test_leaf_by_leaf_every_person_stands_once_and_is_in_the_ledger(
    clerk_asks: Asks, known: dict[str, str]
) -> None:
    found, address = [], "/persons?at_most=2"
    while address:
        told = clerk_asks("GET", address.removeprefix("/api/v1")).json()
        found += [each["number"] for each in told["people"]]
        address = told["next"]
    assert sorted(found) == sorted(known.values())
    assert len(found) == len(set(found))
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.reason) == ("ask-counter", "list")


def test_a_list_is_narrowed_and_what_is_no_filter_is_refused(clerk_asks: Asks, known: dict[str, str]) -> None:
    told = clerk_asks("GET", "/persons?standing=registered").json()["people"]
    assert [each["number"] for each in told] == [known["p1"]]
    assert clerk_asks("GET", "/persons?standing=everybody").status_code == 422
    assert clerk_asks("GET", "/persons?after=x").status_code == 422
    assert clerk_asks("GET", "/persons?since=yesterday").status_code == 422
    assert clerk_asks("GET", "/persons?office=avan-1").status_code == 403
    assert clerk_asks("GET", "/persons?since=2999-01-01").json() == {"people": [], "next": ""}


def test_villages_are_listed_without_anybody(clerk_asks: Asks, known: dict[str, str]) -> None:
    told = clerk_asks("GET", "/villages").json()
    assert set(told) == {"villages", "all", "next"}


def test_a_token_that_only_registers_lists_nobody(
    asks: Callable[[str], Asks], token_for: Callable[..., str], clerk_account: Account
) -> None:
    registers = asks(token_for(clerk_account, "register"))
    assert registers("GET", "/persons").status_code == 403
    assert registers("GET", "/villages").status_code == 403
