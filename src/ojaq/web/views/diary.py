"""The diary of an office: a day, a week, and appointments made, moved and cancelled there."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ojaq.errors import Conflict, Refused
from ojaq.registry.access import Act
from ojaq.registry.diary.selectors import office_day, office_week
from ojaq.registry.diary.services import Told, cancel_appointment, make_appointment, move_appointment
from ojaq.registry.identity.errors import NoSuchPerson
from ojaq.web.door import Visit
from ojaq.web.shown.diary import day_asked, day_shown, hour_asked, week_shown
from ojaq.web.shown.offices import office_asked, office_choices

TYPED = ("name", "number", "phone", "note", "at", "language")
LONGEST = 500
DONE = {
    "made": lambda: _("Written down. The visitor is expected."),
    "moved": lambda: _("Moved. What was told stays with it."),
    "cancelled": lambda: _("Cancelled. What was told for it is forgotten."),
}


@require_safe
def show(request: Visit) -> HttpResponse:
    """A day. `?at=10:20` begins a new appointment at that hour, `?move=<id>` moves one that stands."""
    return _page(request, {**dict.fromkeys(TYPED, ""), "at": request.GET.get("at", "")[:5]})


@require_safe
def week(request: Visit) -> HttpResponse:
    """A week in numbers; opens nobody's name."""
    office, day = office_asked(request.GET, Act.OPEN_DIARY, request.viewer), day_asked(request.GET)
    days = week_shown(office_week(office=office, day=day, viewer=request.viewer), WEEKDAYS)
    shown = {"days": days, "office": office, "day": day.isoformat(), "choices": _choices(request)}
    return render(request, "ojaq/week.html", shown)


@require_POST
def make(request: Visit) -> HttpResponse:
    """Write an appointment down. Sent twice it is one; refused, what was typed comes back."""
    typed = {name: request.POST.get(name, "")[:LONGEST] for name in TYPED}
    office, day, at = _when(request)
    if at is None:
        return _page(request, typed, _("Which hour? Write it as 10:20; nothing was written down yet."))
    told = Told(typed["name"], typed["phone"], typed["note"], typed["language"][:12])
    try:
        make_appointment(
            uuid=_uuid(request.POST.get("fresh", "")), office=office, day=day, at=at, told=told, number=typed["number"][:20],
            by=request.viewer,
        )  # fmt: skip
    except (Refused, NoSuchPerson) as refusal:
        return _page(request, typed, _(refusal.sentence) % refusal.parameters)
    return _back(request, "made")


@require_POST
def change(request: Visit, appointment: UUID) -> HttpResponse:
    """Move an appointment to the day and hour typed, or cancel it."""
    try:
        if "cancel" in request.POST:
            cancel_appointment(appointment=appointment, by=request.viewer)
            return _back(request, "cancelled")
        _office, day, at = _when(request)
        if at is None:
            return _page(
                request, dict.fromkeys(TYPED, ""), _("Which hour? Write it as 10:20; nothing was moved.")
            )
        move_appointment(appointment=appointment, day=day, at=at, by=request.viewer)
    except (Refused, Conflict) as refusal:
        return _page(request, dict.fromkeys(TYPED, ""), _(refusal.sentence) % refusal.parameters)
    return _back(request, "moved")


def _page(request: Visit, typed: dict[str, str], problem: str = "") -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    office, day = office_asked(asked, Act.OPEN_DIARY, request.viewer), day_asked(asked)
    expected = office_day(office=office, day=day, viewer=request.viewer)
    moving = asked.get("move", "")
    shown: dict[str, Any] = {
        "day": day_shown(day, expected),
        "office": office,
        "choices": _choices(request),
        "typed": typed | {"language": typed["language"] or get_language() or ""},
        "fresh": uuid4(),
        "moving": next((str(one.uuid) for one in expected if str(one.uuid) == moving), ""),
        "problem": problem,
        "done": DONE.get(request.GET.get("done", ""), str)(),
        "may_keep": request.viewer.may(Act.KEEP_DIARY, office=office),
        "may_serve": request.viewer.may(Act.SERVE_QUEUE, office=office),
    }
    return render(request, "ojaq/diary.html", shown, status=400 if problem else 200)


def _when(request: Visit) -> tuple[str, Any, Any]:
    office = office_asked(request.POST, Act.KEEP_DIARY, request.viewer)
    return office, day_asked(request.POST), hour_asked(request.POST)


def _choices(request: Visit) -> Any:
    return office_choices(Act.OPEN_DIARY, request.viewer)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _back(request: Visit, done: str) -> HttpResponse:
    office, day = office_asked(request.POST, Act.OPEN_DIARY, request.viewer), day_asked(request.POST)
    return HttpResponseRedirect(f"{reverse('diary')}?day={day.isoformat()}&office={office}&done={done}")
