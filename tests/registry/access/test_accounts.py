"""Accounts, offices and grants; each change is in the ledger."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import Act, Role, Viewer, services
from ojaq.registry.access.errors import (
    AccountTaken,
    AlreadyFounded,
    NotACode,
    OfficeTaken,
    UnknownAccount,
    UnknownOffice,
    UnknownRole,
    WeakPassword,
)
from ojaq.registry.access.models import Account, Grant, Office, Registry
from ojaq.registry.access.selectors import accounts, offices, the_registry, viewer_of
from ojaq.registry.ledger.models import Entry
from registry_fixtures import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_registry_is_founded_once(operator: Viewer) -> None:
    assert the_registry() is None
    registry = services.found_registry(programme="test", fictional=True, by=operator)
    assert the_registry() == registry
    assert registry.state == Registry.State.REHEARSAL
    with pytest.raises(AlreadyFounded):
        services.found_registry(programme="test", fictional=True, by=operator)


def test_an_account_may_do_nothing_until_it_is_given_a_role(office: Office, operator: Viewer) -> None:
    account = services.add_account(username="lala", password=PASSWORD, office=office.code, by=operator)
    assert viewer_of(account).roles == frozenset()
    services.grant(username="lala", role="clerk", office=office.code, by=operator)
    viewer = viewer_of(account)
    assert (viewer.roles, viewer.offices, viewer.office) == ({Role.CLERK}, {office.code}, office.code)


def test_every_change_is_in_the_ledger(office: Office, operator: Viewer) -> None:
    services.add_account(username="lala", password=PASSWORD, office=office.code, by=operator)
    services.grant(username="lala", role="legal_officer", office=office.code, by=operator)
    services.set_password(username="lala", password=PASSWORD + "!", by=operator)
    services.revoke(username="lala", role="legal_officer", office=office.code, by=operator)
    services.disable_account(username="lala", by=operator)
    reasons = Entry.objects.order_by("id").values_list("reason", flat=True)
    assert list(reasons) == [
        "added",
        "granted.legal_officer",
        "password-set",
        "revoked.legal_officer",
        "disabled",
    ]


@pytest.mark.parametrize(
    ("scope", "reach"), [("own", {"centre"}), ("subtree", {"centre", "nasimi-2", "avan-1"}), ("all", None)]
)
def test_a_grant_reaches_as_far_as_its_scope(
    office: Office, other_office: Office, operator: Viewer, scope: str, reach: set[str] | None
) -> None:
    Office.objects.create(code="elsewhere")
    account = services.add_account(username="lala", password=PASSWORD, office="centre", by=operator)
    services.grant(username="lala", role="clerk", office="centre", scope=scope, by=operator)
    assert viewer_of(account).offices_for(Act.REGISTER) == reach


def test_a_grant_that_ended_gives_nothing(clerk_account: Account) -> None:
    Grant.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert viewer_of(clerk_account).roles == frozenset()


def test_a_disabled_account_holds_nothing_and_logs_in_no_more(
    clerk_account: Account, operator: Viewer
) -> None:
    assert authenticate(username="clerk", password=PASSWORD) == clerk_account
    services.disable_account(username="clerk", by=operator)
    assert authenticate(username="clerk", password=PASSWORD) is None
    clerk_account.refresh_from_db()
    assert viewer_of(clerk_account).roles == frozenset()


@pytest.mark.parametrize(("username", "password"), [("clerk", "another password"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_answer_alike(
    clerk_account: Account, username: str, password: str
) -> None:
    assert authenticate(username=username, password=password) is None


def test_only_administrators_change_accounts(clerk: Viewer, office: Office) -> None:
    with pytest.raises(NotPermitted):
        services.add_account(username="lala", password=PASSWORD, office=office.code, by=clerk)
    with pytest.raises(NotPermitted):
        services.grant(username="clerk", role="steward", office=office.code, by=clerk)
    with pytest.raises(NotPermitted):
        accounts(viewer=clerk)


def test_what_cannot_be_is_refused_by_name(office: Office, clerk_account: Account, operator: Viewer) -> None:
    with pytest.raises(OfficeTaken):
        services.add_office(code=office.code, by=operator)
    with pytest.raises(NotACode):
        services.add_office(code="Nəsimi 2", by=operator)
    with pytest.raises(UnknownOffice):
        services.add_office(code="new", parent="nowhere", by=operator)
    with pytest.raises(AccountTaken):
        services.add_account(username="clerk", password=PASSWORD, office=office.code, by=operator)
    with pytest.raises(WeakPassword):
        services.add_account(username="lala", password="password1234", office=office.code, by=operator)
    with pytest.raises(UnknownAccount):
        services.disable_account(username="lala", by=operator)


@pytest.mark.parametrize("role", ["operator", "engine", "queen"])
def test_nobody_is_given_a_role_that_no_log_in_has(
    clerk_account: Account, operator: Viewer, role: str
) -> None:
    with pytest.raises(UnknownRole):
        services.grant(username="clerk", role=role, office="nasimi-2", by=operator)


def test_accounts_and_offices_are_listed(clerk_account: Account, operator: Viewer) -> None:
    (line,) = accounts(viewer=operator)
    assert (line.username, line.grants) == ("clerk", (("clerk", "nasimi-2", "own"),))
    assert [each.code for each in offices(viewer=operator)] == ["centre", "nasimi-2"]
