"""Who asks with a token, and which clients there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.selectors import viewer_of
from ojaq.registry.clients.models import Client
from ojaq.registry.clients.reach import Reach, reaches
from ojaq.registry.clients.services.tokens import PREFIX, digest_of

__all__ = ["Caller", "ClientLine", "caller_of", "clients"]

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
