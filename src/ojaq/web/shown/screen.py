"""What a second screen shows: the number called last, in large type, and those before it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ojaq.registry.diary.selectors import ScreenNow
from ojaq.web.shown.queue import clock, ticket_number
from ojaq.web.shown.words import counted


@dataclass(frozen=True, slots=True)
class CalledShown:
    """One number and the window it was called to. `key` changes with each call, so that a call anew is seen."""

    number: str
    window: str
    key: str


@dataclass(frozen=True, slots=True)
class ScreenShown:
    """The screen in one language: its words, the number called last (None: nobody yet), those before."""

    language: str
    office: str
    title: str
    window: str
    latest: CalledShown | None
    before: tuple[CalledShown, ...]
    waiting: str
    hour: str


def called_shown(told: ScreenNow, language: str) -> ScreenShown:
    """The screen in the language that is active."""
    called = tuple(
        CalledShown(ticket_number(one.number), one.window, f"{one.number}-{one.calls}") for one in told.called
    )
    return ScreenShown(
        language=language,
        office=told.office,
        title=_("Number"),
        window=_("Window"),
        latest=called[0] if called else None,
        before=called[1:],
        waiting=counted(ngettext, "%(count)s is waiting", "%(count)s are waiting", told.waiting),
        hour=clock(told.at),
    )
