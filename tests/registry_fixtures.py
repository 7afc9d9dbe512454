"""People and offices to act as. Every fixture that touches the database asks for `db` itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from ojaq.registry.access import Viewer
    from ojaq.registry.access.models import Account, Office, Registry

PASSWORD = "quiet mulberry shade"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """A process remembers the book of places and the dictionary of names by a version that only grows; a test that is rolled
    back lets it fall again, and the next test would read the places of the one before."""
    yield
    if places := sys.modules.get("ojaq.registry.places.keeping"):
        places._books.clear()
    if names := sys.modules.get("ojaq.registry.identity.services.engine"):
        names._kept.tokens = names._kept.last = None


@pytest.fixture
def operator() -> Viewer:
    """The command line of a rehearsal registry."""
    from ojaq.registry.access import operator

    return operator()


@pytest.fixture
def engine() -> Viewer:
    """The engine, over all offices."""
    from ojaq.registry.access import engine

    return engine()


@pytest.fixture
def registry(db: None) -> Registry:
    """A founded, fictional registry in rehearsal."""
    from ojaq.registry.access.models import Registry

    return Registry.objects.get_or_create(defaults={"programme": "test", "fictional": True})[0]


@pytest.fixture
def office(db: None) -> Office:
    """The first office, `nasimi-2`, below `centre`."""
    return _office("nasimi-2")


@pytest.fixture
def other_office(db: None) -> Office:
    """The second office, `avan-1`, below `centre`."""
    return _office("avan-1")


@pytest.fixture
def clerk_account(office: Office) -> Account:
    """A clerk of the first office; logs in as `clerk` with `PASSWORD`."""
    return _account("clerk", office, "clerk")


@pytest.fixture
def reviewer_account(office: Office) -> Account:
    """A reviewer of the first office; logs in as `reviewer`."""
    return _account("reviewer", office, "reviewer")


@pytest.fixture
def other_clerk_account(other_office: Office) -> Account:
    """A clerk of the second office; logs in as `other-clerk`."""
    return _account("other-clerk", other_office, "clerk")


@pytest.fixture
def clerk(clerk_account: Account) -> Viewer:
    """The clerk of the first office."""
    return _viewer(clerk_account)


@pytest.fixture
def reviewer(reviewer_account: Account) -> Viewer:
    """The reviewer of the first office."""
    return _viewer(reviewer_account)


@pytest.fixture
def other_clerk(other_clerk_account: Account) -> Viewer:
    """The clerk of the second office."""
    return _viewer(other_clerk_account)


@pytest.fixture
def steward(office: Office) -> Viewer:
    """A steward over all offices."""
    return _viewer(_account("steward", office, "steward", scope="all"))


@pytest.fixture
def clerk_client(client: Client, clerk_account: Account, registry: Registry) -> Client:
    """A browser in which the clerk is logged in."""
    client.force_login(clerk_account)
    return client


@pytest.fixture
def reviewer_client(client: Client, reviewer_account: Account, registry: Registry) -> Client:
    """A browser in which the reviewer is logged in."""
    client.force_login(reviewer_account)
    return client


def _office(code: str) -> Office:
    from ojaq.registry.access.models import Office

    centre, _ = Office.objects.get_or_create(code="centre")
    return Office.objects.get_or_create(code=code, defaults={"parent": centre})[0]


def _account(username: str, office: Office, role: str, scope: str = "own") -> Account:
    from ojaq.registry.access.models import Account, Grant

    account = Account(username=username, name=username.title(), office=office)
    account.set_password(PASSWORD)
    account.save()
    Grant.objects.create(account=account, role=role, office=office, scope=scope)
    return account


def _viewer(account: Account) -> Viewer:
    from ojaq.registry.access.selectors import viewer_of

    return viewer_of(account)
