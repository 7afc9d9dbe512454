"""The queue of an office: a ticket with one key, the next number with another, and straight to the counter with whoever came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from ojaq.errors import Conflict
from ojaq.registry.access import Act, Viewer
from ojaq.registry.diary import services
from ojaq.registry.diary.errors import NoSuchTicket, NoWindow
from ojaq.registry.diary.selectors import office_day, queue, ticket_of
from ojaq.web.door import Visit
from ojaq.web.shown.offices import office_asked
from ojaq.web.shown.queue import (
    clock,
    deeds,
    queue_shown,
    rule,
    ticket_number,
    visitor_shown,
    words_of_all_languages,
)
from ojaq.web.words.dates import day_in_words

WINDOW = "window"
"""In a session: at which window this clerk sits."""

WAIT_FOR_IT = gettext_noop("Please wait until this number is shown.")

DEEDS: dict[str, Callable[..., object]] = {
    "call": lambda row, window, by: services.call_ticket(ticket=row, window=window, by=by),
    "again": lambda row, _window, by: services.call_again(ticket=row, by=by),
    "not-there": lambda row, _window, by: services.end_ticket(ticket=row, there=False, by=by),
    "served": lambda row, _window, by: services.end_ticket(ticket=row, there=True, by=by),
    "back": lambda row, _window, by: services.bring_back(ticket=row, by=by),
}


@require_safe
def show(request: Visit) -> HttpResponse:
    """The page. It opens who is due today, which stands in the ledger; what it asks again by itself names nobody."""
    return _page(request, "")


@require_safe
def line(request: Visit) -> HttpResponse:
    """The part that changes while one looks: who waits. Numbers alone."""
    office = office_asked(request.GET, Act.SERVE_QUEUE, request.viewer)
    now = queue(office=office, viewer=request.viewer)
    shown = queue_shown(now, window=_window(request))
    return render(request, "ojaq/parts/queue_line.html", {"queue": shown, "office": office})


@require_POST
def window(request: Visit) -> HttpResponse:
    """Say at which window one sits, until one logs out."""
    request.session[WINDOW] = request.POST.get("window", "").strip()[:8]
    return _back(request)


@require_POST
def following(request: Visit) -> HttpResponse:
    """Call whoever is next to this window; `seen` is the number the page saw there."""
    seen = request.POST.get("seen", "")
    office = office_asked(request.POST, Act.SERVE_QUEUE, request.viewer)
    try:
        services.call_next(
            office=office,
            window=_window(request),
            seen=int(seen) if seen.isdecimal() and len(seen) < 6 else 0,
            by=request.viewer,
        )
    except NoWindow as refusal:
        return _page(request, _(refusal.sentence), status=400)
    return _back(request)


@require_POST
def give(request: Visit) -> HttpResponse:
    """Give a ticket, to whoever comes or for an appointment, and lead to its paper. Asked twice, it is one."""
    office = office_asked(request.POST, Act.SERVE_QUEUE, request.viewer)
    made = services.give_ticket(
        uuid=_uuid(request.POST.get("ticket", "")) or uuid4(),
        office=office,
        appointment=_uuid(request.POST.get("appointment", "")),
        by=request.viewer,
    )
    return HttpResponseRedirect(f"{reverse('ticket', args=[made.uuid])}?print")


@require_safe
def ticket(request: Visit, ticket: UUID) -> HttpResponse:
    """The paper of a ticket, for a roll of 80 mm: the number, and nothing about anybody."""
    found = ticket_of(uuid=ticket, viewer=request.viewer)
    if found is None:
        raise NoSuchTicket
    row, before = found
    shown = {
        "number": ticket_number(row.number),
        "office": row.office.name or row.office.code,
        "office_code": row.office.code,
        "day": day_in_words(row.day),
        "given": clock(row.given_at),
        "due": clock(row.due_at) if row.due_at else "",
        "before": before,
        "words": words_of_all_languages(WAIT_FOR_IT),
        "print": "print" in request.GET,
    }
    return render(request, "ojaq/ticket.html", shown)


@require_POST
def deed(request: Visit, row: int, deed: str) -> HttpResponse:
    """Do one thing with one ticket: call it, call it again, say it was served or not there, or that it came back."""
    if deed not in DEEDS:
        raise NoSuchTicket
    try:
        DEEDS[deed](row, _window(request), request.viewer)
    except (NoWindow, Conflict) as refusal:
        return _page(request, _(refusal.sentence), status=400)
    return _back(request)


def _page(request: Visit, problem: str, *, status: int = 200) -> HttpResponse:
    viewer: Viewer = request.viewer
    office = office_asked(request.GET or request.POST, Act.SERVE_QUEUE, viewer)
    now = queue(office=office, viewer=viewer)
    expected = office_day(office=office, day=timezone.localdate(), viewer=viewer)
    shown: dict[str, Any] = {
        "queue": queue_shown(now, window=_window(request), expected=expected),
        "due": [visitor_shown(one) for one in expected if one.state == "expected"],
        "window": _window(request),
        "office": office,
        "fresh": uuid4(),
        "problem": problem,
        "deeds": deeds(),
        "rule": rule(),
        "may_ask": viewer.may(Act.ASK_COUNTER),
    }
    return render(request, "ojaq/queue.html", shown, status=status)


def _window(request: Visit) -> str:
    return str(request.session.get(WINDOW, ""))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: Visit) -> HttpResponse:
    office = office_asked(request.POST, Act.SERVE_QUEUE, request.viewer)
    asked = f"?office={office}" if office != request.viewer.office else ""
    return HttpResponseRedirect(f"{reverse('queue')}{asked}")
