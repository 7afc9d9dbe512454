"""The second screen: numbers and windows, for whoever has its link. Nothing about anybody passes here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ojaq.registry.access import Act, Role, Viewer, reach, require
from ojaq.registry.clients.services import digest_of
from ojaq.registry.diary.errors import NoSuchScreen
from ojaq.registry.diary.models import Screen, Ticket

LATELY = 5


@dataclass(frozen=True, slots=True)
class Called:
    """One number, and the window it was called to. `calls`: how often, so that a number called again shows anew."""

    number: int
    window: str
    calls: int


@dataclass(frozen=True, slots=True)
class ScreenNow:
    """What a screen shows: the office, the numbers called last with the latest first, how many wait, the hour."""

    office: str
    called: tuple[Called, ...]
    waiting: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One screen of an office that hangs."""

    row: int
    name: str
    hung_at: dt.datetime


def screen_now(*, token: str) -> ScreenNow:
    """What the screen with this link shows now. Its viewer is made here and may do nothing but this, at one office.

    Raises NoSuchScreen, alike for a link that never was and for one that was taken down.
    """
    with reach.across_offices():
        rows = Screen.objects.select_related("office").filter(digest=digest_of(token), taken_down_at=None)
        screen = rows.first()
    if screen is None:
        raise NoSuchScreen
    office = screen.office
    viewer = Viewer(
        account=None, name="screen", roles=frozenset({Role.SCREEN}), offices=frozenset({office.code})
    )
    require(viewer, Act.READ_SCREEN, office=office.code)
    today = Ticket.objects.filter(office=office, day=timezone.localdate())
    called = today.exclude(called_at=None).exclude(ending=Ticket.Ending.NOT_THERE).order_by("-called_at")
    return ScreenNow(
        office=office.name or office.code,
        called=tuple(Called(row.number, row.window, row.calls) for row in called[:LATELY]),
        waiting=today.filter(called_at=None, ending="").count(),
        at=timezone.localtime(),
    )


def screens(*, office: str, viewer: Viewer) -> tuple[ScreenLine, ...]:
    """The screens that hang at an office. Raises NotPermitted."""
    require(viewer, Act.HANG_SCREEN, office=office)
    rows = Screen.objects.filter(office__code=office, taken_down_at=None).order_by("pk")
    return tuple(ScreenLine(row.pk, row.name, row.hung_at) for row in rows)
