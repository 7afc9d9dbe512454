"""Giving a program a token, and taking it away."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.services import account_called
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.clients.errors import ClientTaken, NoSuchClient, NotAClientName, UnknownReach
from ojaq.registry.clients.models import Client
from ojaq.registry.clients.reach import Reach
from ojaq.registry.ledger import record

__all__ = ["PREFIX", "Added", "add_client", "client_called", "digest_of", "revoke_client"]

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_TOKEN_BYTES = 32
PREFIX = "ojaq_"
"""What every token begins with, so that a scanner for lost secrets knows one when it sees it."""


@dataclass(frozen=True, slots=True)
class Added:
    """A new client and its token, which is told once, here, and kept nowhere."""

    client: Client
    token: str


@transaction.atomic
def add_client(*, name: str, username: str, reaches: Collection[str], days: int = 0, by: Viewer) -> Added:
    """Give a program a token that acts for an account. `days`: how long it holds, 0 until it is revoked.

    Raises NotPermitted, NotAClientName, ClientTaken, UnknownReach, UnknownAccount.
    """
    require(by, Act.MANAGE_ACCOUNTS)
    if not _NAME.fullmatch(name):
        raise NotAClientName
    if not reaches or not set(reaches) <= set(Reach):
        raise UnknownReach(reaches=", ".join(Reach))
    account, now = account_called(username), timezone.now()
    # In a live registry a steward agrees to exactly this: the name, the account, the reaches.
    subjects = (
        ("account", str(account.uuid)),
        ("client", name),
        *(("reach", each) for each in sorted(set(reaches))),
    )
    second_person(
        proposal=Proposal(act=Act.MANAGE_ACCOUNTS, subjects=subjects, payload={"days": days}), by=by
    )
    token = PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
    try:
        with transaction.atomic():
            client = Client.objects.create(
                uuid=uuid4(), name=name, account=account, digest=digest_of(token), reaches=sorted(set(reaches)),
                made_at=now, until=now + dt.timedelta(days=days) if days else None,
            )  # fmt: skip
    except IntegrityError as fault:
        raise ClientTaken(client=name) from fault
    _note(client, "token-added", by)
    return Added(client, token)


@transaction.atomic
def revoke_client(*, name: str, by: Viewer) -> Client:
    """End a token; nothing happens when it was ended before. Raises NotPermitted, NoSuchClient."""
    require(by, Act.MANAGE_ACCOUNTS)
    client = client_called(name)
    if client.revoked_at is None:
        client.revoked_at = timezone.now()
        client.save(update_fields=["revoked_at"])
        _note(client, "token-revoked", by)
    return client


def client_called(name: str) -> Client:
    """The client of this name, with its account. Raises NoSuchClient."""
    client = Client.objects.select_related("account__office").filter(name=name).first()
    if client is None:
        raise NoSuchClient(client=name)
    return client


def digest_of(token: str) -> bytes:
    """What is kept of a token. It is 256 random bits, so a fast digest is as good as a slow one."""
    return hashlib.sha256(token.encode()).digest()


def _note(client: Client, reason: str, by: Viewer) -> None:
    subjects = [("account", str(client.account.uuid)), ("client", str(client.uuid))]
    record(
        act=Act.MANAGE_ACCOUNTS, by=by, subjects=subjects, office=client.account.office.code, reason=reason
    )
