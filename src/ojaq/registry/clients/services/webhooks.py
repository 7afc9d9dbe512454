"""Saying where a client is told of what happened, and ending that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.selectors import viewer_of
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.clients.errors import NoWebhook, UnknownEvent, UnsafeAddress
from ojaq.registry.clients.events import ASKS, Event, is_safe
from ojaq.registry.clients.models import Client, Webhook
from ojaq.registry.clients.reach import Reach, reaches
from ojaq.registry.clients.services.tokens import client_called
from ojaq.registry.ledger import record

__all__ = ["WebhookSet", "may_know", "remove_webhook", "secret_of", "set_webhook", "wake_webhook"]

SECRET_PREFIX = "ojaqsec_"  # noqa: S105 (what every secret begins with, and no secret)
_SALT = "ojaq.webhook.secret"


@dataclass(frozen=True, slots=True)
class WebhookSet:
    """A webhook and the secret that what it is sent is signed with; told once, here."""

    webhook: Webhook
    secret: str


@transaction.atomic
def set_webhook(*, name: str, address: str, events: Collection[str], by: Viewer) -> WebhookSet:
    """Tell the client `name` of these events at this address. What stood before ends, with its secret and what waited for it.

    Raises NotPermitted, NoSuchClient, UnsafeAddress, UnknownEvent, in a live registry NeedsSecondPerson.
    """
    require(by, Act.SET_WEBHOOK)
    client = client_called(name)
    if not is_safe(address):
        raise UnsafeAddress
    wanted = sorted(set(events))
    if (
        not wanted
        or not set(wanted) <= set(Event)
        or not all(may_know(client, Event(each)) for each in wanted)
    ):
        raise UnknownEvent(events=", ".join(Event))
    subjects = (("client", name), *(("event", each) for each in wanted))
    proposal = Proposal(act=Act.SET_WEBHOOK, subjects=subjects, payload={"address": address})
    second_person(proposal=proposal, by=by)
    Webhook.objects.filter(client=client).delete()
    webhook = Webhook.objects.create(
        uuid=uuid4(), client=client, address=address, events=wanted, made_at=timezone.now()
    )
    _note(webhook, "set", by)
    return WebhookSet(webhook, secret_of(webhook))


@transaction.atomic
def remove_webhook(*, name: str, by: Viewer) -> None:
    """Tell a client nothing any more; what waited for it is dropped. Raises NotPermitted, NoSuchClient, NoWebhook."""
    require(by, Act.SET_WEBHOOK)
    webhook = _webhook_of(name)
    _note(webhook, "removed", by)
    webhook.delete()


@transaction.atomic
def wake_webhook(*, name: str, by: Viewer) -> Webhook:
    """Try again at once what rests or was given up. Raises NotPermitted, NoSuchClient, NoWebhook."""
    require(by, Act.SET_WEBHOOK)
    webhook = _webhook_of(name)
    webhook.failures, webhook.rests_until, webhook.stopped_at = 0, None, None
    webhook.save(update_fields=["failures", "rests_until", "stopped_at"])
    _note(webhook, "woken", by)
    return webhook


def may_know(client: Client, event: Event, *, office: str | None = None) -> bool:
    """Whether both the account and the token of a client allow what lets it know of an event (at `office`)."""
    given = [Reach(word) for word in client.reaches if word in set(Reach)]
    return reaches(given, ASKS[event]) and viewer_of(client.account).may(ASKS[event], office=office)


def secret_of(webhook: Webhook) -> str:
    """The secret of a webhook: it follows from the registry's own, so no copy of the database holds it."""
    return SECRET_PREFIX + salted_hmac(_SALT, str(webhook.uuid), algorithm="sha256").hexdigest()


def _webhook_of(name: str) -> Webhook:
    webhook = (
        Webhook.objects.select_related("client__account__office").filter(client=client_called(name)).first()
    )
    if webhook is None:
        raise NoWebhook(client=name)
    return webhook


def _note(webhook: Webhook, reason: str, by: Viewer) -> None:
    client = webhook.client
    subjects = [("client", str(client.uuid)), ("webhook", str(webhook.uuid))]
    record(act=Act.SET_WEBHOOK, by=by, subjects=subjects, office=client.account.office.code, reason=reason)
