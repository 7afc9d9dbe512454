"""The verbs on the registry's row, offices, accounts and grants."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

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
from ojaq.registry.access.models import Account, Grant, Office, Registry, Scope
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import Act, Role
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record

__all__ = [
    "GRANTABLE",
    "account_called",
    "add_account",
    "add_office",
    "disable_account",
    "found_registry",
    "grant",
    "office_called",
    "revoke",
    "set_password",
]

GRANTABLE = tuple(role for role in Role if role not in (Role.OPERATOR, Role.ENGINE, Role.SCREEN))
_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")


@transaction.atomic
def found_registry(*, programme: str, fictional: bool, by: Viewer) -> Registry:
    """Make the one row that says what this registry is. Raises AlreadyFounded."""
    require(by, Act.FOUND_REGISTRY)
    if Registry.objects.exists():
        raise AlreadyFounded
    registry = Registry.objects.create(programme=programme, fictional=fictional)
    record(act=Act.FOUND_REGISTRY, by=by, subjects=[("registry", str(registry.uuid))])
    return registry


@transaction.atomic
def add_office(*, code: str, name: str = "", parent: str | None = None, by: Viewer) -> Office:
    """Add an office below `parent` (a code; None for the top). Raises NotACode, OfficeTaken, UnknownOffice."""
    require(by, Act.MANAGE_OFFICES)
    _check_code(code)
    above = office_called(parent) if parent else None
    try:
        with transaction.atomic():
            office = Office.objects.create(code=code, name=name, parent=above)
    except IntegrityError as fault:
        raise OfficeTaken(office=code) from fault
    record(act=Act.MANAGE_OFFICES, by=by, subjects=[("office", code)], office=code, reason="added")
    return office


@transaction.atomic
def add_account(
    *, username: str, password: str, office: str, name: str = "", language: str = "en", by: Viewer
) -> Account:
    """Add an account that may do nothing yet. Raises NotACode, AccountTaken, UnknownOffice, WeakPassword."""
    require(by, Act.MANAGE_ACCOUNTS)
    _check_code(username)
    account = Account(username=username, name=name, language=language, office=office_called(office))
    _give_password(account, password)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as fault:
        raise AccountTaken from fault
    _note_change(account, "added", by)
    return account


@transaction.atomic
def grant(*, username: str, role: str, office: str, scope: str = Scope.OWN, by: Viewer) -> Grant:
    """Give an account a role at an office. Given again, the scope is changed. Raises UnknownRole and its like."""
    require(by, Act.MANAGE_ACCOUNTS)
    if role not in GRANTABLE or scope not in Scope.values:
        raise UnknownRole(role=role, roles=", ".join(GRANTABLE))
    account = account_called(username)
    _two_people("grant", account, by, role=role, office=office, scope=scope)
    given, _ = Grant.objects.update_or_create(
        account=account, role=role, office=office_called(office), defaults={"scope": scope, "until": None}
    )
    _note_change(account, f"granted.{role}", by, office=office)
    return given


@transaction.atomic
def revoke(*, username: str, role: str, office: str, by: Viewer) -> None:
    """Take a role from an account; nothing happens when it has it not."""
    require(by, Act.MANAGE_ACCOUNTS)
    account = account_called(username)
    _two_people("revoke", account, by, role=role, office=office)
    Grant.objects.filter(account=account, role=role, office=office_called(office)).delete()
    _note_change(account, f"revoked.{role}", by, office=office)


@transaction.atomic
def disable_account(*, username: str, by: Viewer) -> Account:
    """Close an account: it logs in no more, and what it did stays."""
    require(by, Act.MANAGE_ACCOUNTS)
    account = account_called(username)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _note_change(account, "disabled", by)
    return account


@transaction.atomic
def set_password(*, username: str, password: str, by: Viewer) -> Account:
    """Give an account another password. Raises WeakPassword. Its sessions elsewhere end with it."""
    require(by, Act.MANAGE_ACCOUNTS)
    account = account_called(username)
    if account.uuid != by.account:
        _two_people("password", account, by)
    _give_password(account, password)
    account.save(update_fields=["password"])
    _note_change(account, "password-set", by)
    return account


def office_called(code: str) -> Office:
    """The office with this code. Raises UnknownOffice."""
    try:
        return Office.objects.get(code=code)
    except Office.DoesNotExist as fault:
        raise UnknownOffice(office=code) from fault


def account_called(username: str) -> Account:
    """The account with this log-in name. Raises UnknownAccount."""
    try:
        return Account.objects.select_related("office").get(username=username)
    except Account.DoesNotExist as fault:
        raise UnknownAccount from fault


def _give_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise WeakPassword from fault
    account.set_password(password)


def _two_people(what: str, account: Account, by: Viewer, **details: str) -> None:
    """In a live registry a steward agrees to each change of what somebody may do; closing an account needs nobody else."""
    subjects = [("account", str(account.uuid)), ("change", what), *details.items()]
    held = sorted(f"{held.role}.{held.office_id}.{held.scope}" for held in account.grants.all())
    proposal = Proposal(act=Act.MANAGE_ACCOUNTS, subjects=tuple(subjects), payload={"held": held})
    second_person(proposal=proposal, by=by)


def _note_change(account: Account, reason: str, by: Viewer, office: str | None = None) -> None:
    subjects = [("account", str(account.uuid))]
    record(
        act=Act.MANAGE_ACCOUNTS, by=by, subjects=subjects, office=office or account.office.code, reason=reason
    )


def _check_code(code: str) -> None:
    if not _CODE.fullmatch(code):
        raise NotACode
