"""Telling clients of what happened: written down with the deed itself, told afterwards, again and again until it is heard."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ojaq.registry.access import Act, engine, require
from ojaq.registry.clients.events import Event, Told, signature
from ojaq.registry.clients.models import Announcement, Client, Webhook
from ojaq.registry.clients.posting import WHOLE_SECONDS, post
from ojaq.registry.clients.services.webhooks import may_know, secret_of
from ojaq.registry.ledger import record

__all__ = ["announce", "announce_waiting", "listens"]

AT_ONCE = 20
"""Announcements a webhook is told in one turn; the next webhook waits no longer than that."""

FIRST_REST, LONGEST_REST = 10, 6 * 60 * 60
"""Seconds: after a failure, and at most; each failure in a row makes the rest four times as long."""

GIVE_UP = 20
"""Failures in a row, some three and a half days, after which a webhook is left alone until somebody wakes it."""

_TURN = dt.timedelta(seconds=2 * AT_ONCE * WHOLE_SECONDS)
_ROWS = 1000
Post = Callable[[str, bytes, Mapping[str, str]], str]


def listens(event: Event) -> bool:
    """Whether any client wants to be told of this event."""
    return any(event in webhook.events for webhook in Webhook.objects.filter(stopped_at=None).only("events"))


def announce(event: Event, numbers: Iterable[str], *, office: str | None = None) -> None:
    """Write down, in the transaction of the deed, that it is to be told. Without a client that may know, nothing is written."""
    standing = Webhook.objects.filter(stopped_at=None).select_related("client__account")
    wanted = [each for each in standing if event in each.events and _holds(each.client)]
    wanted = [each for each in wanted if may_know(each.client, event, office=office)]
    if wanted:
        now = timezone.now()
        rows = [
            Announcement(uuid=uuid4(), webhook=each, event=event, number=number, at=now)
            for number in numbers
            for each in wanted
        ]
        Announcement.objects.bulk_create(rows, batch_size=_ROWS)


def announce_waiting(*, send: Post = post) -> int:
    """Tell what waits, webhook by webhook, in order. Returns how many announcements were heard.

    A process that ends in between tells one of them twice, under the same id; none is lost.
    """
    require(engine(), Act.TELL_CLIENT)
    heard = 0
    now = timezone.now()
    due = Webhook.objects.filter(Q(rests_until=None) | Q(rests_until__lte=now), stopped_at=None)
    for webhook in (
        due.filter(waiting__isnull=False).distinct().select_related("client__account").order_by("pk")
    ):
        # Whoever moves the rest on has the turn: two processes never tell the same webhook at once.
        turn = Webhook.objects.filter(pk=webhook.pk, rests_until=webhook.rests_until)
        if turn.update(rests_until=now + _TURN):
            heard += _tell(webhook, send)
    return heard


def _tell(webhook: Webhook, send: Post) -> int:
    waiting = list(webhook.waiting.order_by("pk")[:AT_ONCE])
    if not _holds(webhook.client):
        _stop(webhook, "client-ended")
        return 0
    _note(webhook, waiting)
    heard = 0
    for each in waiting:
        told = Told(each.uuid, Event(each.event), each.number, each.at)
        fault = send(webhook.address, told.body(), _headers(webhook, told))
        if fault:
            _rest(webhook, fault)
            return heard
        each.delete()
        heard += 1
    Webhook.objects.filter(pk=webhook.pk).update(
        told_at=timezone.now(), failures=0, fault="", rests_until=None
    )
    return heard


def _headers(webhook: Webhook, told: Told) -> dict[str, str]:
    return {
        "User-Agent": "Ojaq",
        "Ojaq-Event": str(told.event),
        "Ojaq-Delivery": str(told.uuid),
        "Ojaq-Signature": signature(secret_of(webhook), told.body(), at=int(time.time())),
    }


def _note(webhook: Webhook, waiting: Collection[Announcement]) -> None:
    """The entry stands before the first byte leaves."""
    subjects = [("webhook", str(webhook.uuid)), *(_subject(each) for each in waiting)]
    with transaction.atomic():
        record(act=Act.TELL_CLIENT, by=engine(), subjects=subjects, figures={"announcements": len(waiting)})


def _subject(told: Announcement) -> tuple[str, str]:
    return ("person" if told.event == Event.PERSON else "registration", told.number)


def _rest(webhook: Webhook, fault: str) -> None:
    failures = webhook.failures + 1
    if failures >= GIVE_UP:
        _stop(webhook, fault)
        return
    seconds = min(LONGEST_REST, FIRST_REST * 4 ** (failures - 1))
    Webhook.objects.filter(pk=webhook.pk).update(
        failures=failures, fault=fault, rests_until=timezone.now() + dt.timedelta(seconds=seconds)
    )


def _stop(webhook: Webhook, fault: str) -> None:
    Webhook.objects.filter(pk=webhook.pk).update(fault=fault, stopped_at=timezone.now(), rests_until=None)


def _holds(client: Client) -> bool:
    """Whether the token holds still: neither revoked nor past its day, and its account can log in."""
    return (
        client.revoked_at is None
        and client.account.is_active
        and (client.until is None or client.until > timezone.now())
    )
