"""Programs and what they are told, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ojaq.registry.clients.events import Event
from ojaq.registry.clients.selectors import ClientLine, WebhookLine
from ojaq.web.shown.words import figure
from ojaq.web.words.dates import day_in_words

EVENTS = {
    Event.REGISTRATION: gettext_lazy("a testimony came in"),
    Event.PERSON: gettext_lazy("a person changed"),
}


@dataclass(frozen=True, slots=True)
class ToldShown:
    """Where a program is told and how that goes, in sentences."""

    address: str
    events: str
    waiting: str
    state: str
    rests: bool


@dataclass(frozen=True, slots=True)
class ProgramShown:
    """One program."""

    name: str
    account: str
    reaches: str
    standing: bool
    until: str
    told: ToldShown | None


def program_shown(line: ClientLine, webhook: WebhookLine | None) -> ProgramShown:
    """One program and, where it is told, how."""
    return ProgramShown(
        name=line.name,
        account=line.account,
        reaches=", ".join(line.reaches),
        standing=line.standing,
        until=day_in_words(line.until.date()) if line.until else "",
        told=_told(webhook) if webhook else None,
    )


def _told(line: WebhookLine) -> ToldShown:
    return ToldShown(
        address=line.address,
        events=", ".join(str(EVENTS[Event(each)]) for each in line.events if each in set(Event)),
        waiting=figure(line.waiting),
        state=_state(line),
        rests=bool(line.stopped_at or line.failures),
    )


def _state(line: WebhookLine) -> str:
    if line.stopped_at:
        return _("Given up after too many tries. Nothing more gathers until somebody wakes it.")
    if line.failures:
        return _("It did not answer as it should; it is tried again by itself.")
    if line.told_at:
        return _("Told last on %(day)s.") % {"day": day_in_words(line.told_at.date())}
    return _("Nothing was told yet.")
