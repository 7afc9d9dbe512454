"""Who asks with a token, and which clients there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.selectors import viewer_of
from ojaq.registry.clients.models import Client, Webhook
from ojaq.registry.clients.reach import Reach, reaches
from ojaq.registry.clients.services.tokens import PREFIX, digest_of

__all__ = ["Caller", "ClientLine", "WebhookLine", "caller_of", "clients", "webhooks"]

_LONGEST = 128


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks with a token: the account as a viewer, and how far the token reaches."""

    viewer: Viewer
    client: str
    reaches: frozenset[Reach]

    def may(self, act: Act) -> bool:
        """Whether both the account and the token allow the act."""
        return reaches(self.reaches, act) and self.viewer.may(act)


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One client as a list shows it. standing: neither revoked nor past its day, and its account can log in."""

    name: str
    account: str
    reaches: tuple[str, ...]
    made_at: dt.datetime
    until: dt.datetime | None
    revoked_at: dt.datetime | None
    standing: bool


@dataclass(frozen=True, slots=True)
class WebhookLine:
    """Where one client is told, and how that goes. waiting: announcements; fault: why the last one was not heard, as a code."""

    client: str
    address: str
    events: tuple[str, ...]
    waiting: int
    told_at: dt.datetime | None
    failures: int
    fault: str
    rests_until: dt.datetime | None
    stopped_at: dt.datetime | None


def caller_of(token: str) -> Caller | None:
    """Who asks with this token now; None when it does not hold, whatever the reason."""
    if not token.startswith(PREFIX) or len(token) > _LONGEST:
        return None
    holds = Q(until=None) | Q(until__gt=timezone.now())
    client = (
        Client.objects.select_related("account__office")
        .filter(holds, digest=digest_of(token), revoked_at=None, account__is_active=True)
        .first()
    )
    if client is None:
        return None
    known = frozenset(Reach(word) for word in client.reaches if word in set(Reach))
    return Caller(viewer_of(client.account, session=str(client.uuid)), client.name, known)


def clients(*, viewer: Viewer) -> list[ClientLine]:
    """All clients, by name. Raises NotPermitted."""
    require(viewer, Act.MANAGE_ACCOUNTS)
    now = timezone.now()
    return [
        ClientLine(
            name=row.name,
            account=row.account.username,
            reaches=tuple(row.reaches),
            made_at=row.made_at,
            until=row.until,
            revoked_at=row.revoked_at,
            standing=row.revoked_at is None
            and row.account.is_active
            and (row.until is None or row.until > now),
        )
        for row in Client.objects.select_related("account")
    ]


def webhooks(*, viewer: Viewer) -> list[WebhookLine]:
    """Where clients are told of what happened, by the name of the client; never a secret. Raises NotPermitted."""
    require(viewer, Act.SET_WEBHOOK)
    rows = Webhook.objects.select_related("client").annotate(left=Count("waiting")).order_by("client__name")
    return [
        WebhookLine(
            client=row.client.name,
            address=row.address,
            events=tuple(row.events),
            waiting=row.left,
            told_at=row.told_at,
            failures=row.failures,
            fault=row.fault,
            rests_until=row.rests_until,
            stopped_at=row.stopped_at,
        )
        for row in rows
    ]
