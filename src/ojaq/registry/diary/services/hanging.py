"""Screens: hung, taken down. The link of one is told once; whoever has it reads the numbers called at that office, no more."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.services import office_called
from ojaq.registry.clients.services import digest_of
from ojaq.registry.diary.errors import NoSuchScreen
from ojaq.registry.diary.models import Screen
from ojaq.registry.ledger import record

_TOKEN_BYTES = 32
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Hung:
    """A new screen and the token of its link, which is told once, here, and kept nowhere."""

    screen: Screen
    token: str


@transaction.atomic
def hang_screen(*, office: str, name: str, by: Viewer) -> Hung:
    """Make a link that shows the numbers called at an office, to be opened on a screen without a log-in. Raises NotPermitted."""
    require(by, Act.HANG_SCREEN, office=office)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    screen = Screen.objects.create(
        office=office_called(office), digest=digest_of(token), name=name.strip()[:LONGEST_NAME], hung_at=timezone.now()
    )  # fmt: skip
    _note(screen, office, "hung", by)
    return Hung(screen, token)


@transaction.atomic
def take_down_screen(*, screen: int, by: Viewer) -> Screen:
    """End the link of a screen; ended before, nothing happens. Raises NotPermitted, NoSuchScreen."""
    require(by, Act.HANG_SCREEN)
    row = Screen.objects.select_related("office").select_for_update(of=("self",)).filter(pk=screen).first()
    if row is None or not by.may(Act.HANG_SCREEN, office=row.office.code):
        raise NoSuchScreen
    if row.taken_down_at is None:
        row.taken_down_at = timezone.now()
        row.save(update_fields=["taken_down_at"])
        _note(row, row.office.code, "taken-down", by)
    return row


def _note(row: Screen, office: str, reason: str, by: Viewer) -> None:
    record(act=Act.HANG_SCREEN, by=by, subjects=[("screen", str(row.pk))], office=office, reason=reason)
