"""The queue in words of the reader: numbers as they are printed, why somebody is called when, how long they waited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ojaq.registry.diary.order import Turn
from ojaq.registry.diary.selectors import Expected, Queue, QueueLine
from ojaq.registry.identity.number import written
from ojaq.web.shown.words import Said, counted


@dataclass(frozen=True, slots=True)
class Waiter:
    """One ticket: its number as printed, why it stands there, how long; `row` and `uuid` for what is done with it."""

    row: int
    uuid: UUID
    number: str
    why: str
    waited: str
    window: str
    number_seen: int


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody expected: the hour, the name in serif, the register number to be read and to be followed ("" none)."""

    uuid: UUID
    hour: str
    name: Said
    number: str
    address: str
    language: str
    phone: str
    note: str
    ticket: str
    state: str


@dataclass(frozen=True, slots=True)
class QueueShown:
    """The queue now. `here`: who is at this window; `visitor`: whom they have an appointment as."""

    sentence: str
    waiting: tuple[Waiter, ...]
    elsewhere: tuple[Waiter, ...]
    not_there: tuple[Waiter, ...]
    here: Waiter | None
    visitor: Visitor | None


def ticket_number(number: int) -> str:
    """A number as it is printed, called and shown: three digits, so that it is seen to be one."""
    return f"{number:03d}"


def queue_shown(now: Queue, *, window: str, expected: Sequence[Expected] = ()) -> QueueShown:
    """The queue as the clerk of one window sees it. `expected`: the appointments of today, where they were opened."""
    here = next((line for line in now.at_windows if line.window == window), None)
    due = {one.uuid: one for one in expected}
    visitor = due.get(here.appointment) if here and here.appointment else None
    return QueueShown(
        sentence=_sentence(now),
        waiting=tuple(_waiter(line) for line in now.waiting),
        elsewhere=tuple(_at_window(line) for line in now.at_windows if line is not here),
        not_there=tuple(_waiter(line) for line in now.not_there),
        here=_at_window(here) if here else None,
        visitor=visitor_shown(visitor) if visitor else None,
    )


def visitor_shown(one: Expected) -> Visitor:
    """An appointment in words. A name told stands as it was told; else the one the register has."""
    languages = dict(settings.LANGUAGES)
    name = (
        Said(one.told.name, one.told.language) if one.told.name else Said(one.known.text, one.known.language)
    )
    return Visitor(
        uuid=one.uuid,
        hour=f"{one.at:%H:%M}",
        name=name,
        number=written(one.number) if one.number else "",
        address=str(one.number) if one.number else "",
        language=str(languages.get(one.told.language, "")),
        phone=one.told.phone,
        note=one.told.note,
        ticket=ticket_number(one.ticket) if one.ticket else "",
        state=one.state,
    )


def deeds() -> tuple[tuple[str, str, str], ...]:
    """What is done with whoever is at the window: (name in the address, letter of its key, words)."""
    return (
        ("again", "A", _("Call again")),
        ("not-there", "X", _("Not there")),
        ("served", "E", _("Served; nobody next")),
    )


def rule() -> tuple[str, ...]:
    """The rule of the line, in the order in which it is asked."""
    return (
        _("Whoever was called, was not there and has come back."),
        _(
            "Whoever has an appointment that is due, the earliest first. "
            "Whoever comes more than a quarter of an hour late waits from when they came."
        ),
        _("Whoever has none, in the order they came. After two with appointments one of these is called."),
        _("Whoever came before their time, when nobody else waits."),
    )


def words_of_all_languages(say: str) -> tuple[tuple[str, str], ...]:
    """(language, the sentence in it) for every language of the pages; `say` stands in the catalogues."""
    said = []
    for code, _own in settings.LANGUAGES:
        with override(code):
            said.append((code, _(say)))
    return tuple(said)


def minutes_said(minutes: int) -> str:
    """A length of time to the minute."""
    if minutes < 1:
        return _("less than a minute")
    return counted(ngettext, "%(count)s minute", "%(count)s minutes", minutes)


def clock(at: dt.datetime) -> str:
    """The hour of a moment on the clock of the office."""
    return f"{timezone.localtime(at):%H:%M}"


def _sentence(now: Queue) -> str:
    figures = now.figures
    if not figures.given:
        return _("No ticket was given today.")
    if not figures.waiting:
        return _("Nobody is waiting.")
    waiting = counted(ngettext, "%(count)s is waiting", "%(count)s are waiting", figures.waiting)
    longest = minutes_said(figures.longest_now or 0)
    return _("%(waiting)s, the longest for %(longest)s.") % {"waiting": waiting, "longest": longest}


def _waiter(line: QueueLine) -> Waiter:
    return _shown(line, _why(line))


def _at_window(line: QueueLine) -> Waiter:
    again = counted(ngettext, "called %(count)s time", "called %(count)s times", line.calls)
    return _shown(line, again if line.calls > 1 else "")


def _shown(line: QueueLine, why: str) -> Waiter:
    return Waiter(
        row=line.row,
        uuid=line.uuid,
        number=ticket_number(line.number),
        why=why,
        waited=minutes_said(line.minutes),
        window=line.window,
        number_seen=line.number,
    )


def _why(line: QueueLine) -> str:
    if line.turn is Turn.BACK:
        return _("has come back")
    if line.due_at is None:
        return _("without an appointment")
    hour = {"hour": clock(line.due_at)}
    if line.turn is Turn.CAME:
        return _("came late for %(hour)s") % hour
    return _("appointment at %(hour)s") % hour
