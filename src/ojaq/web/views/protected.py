"""The steward's page of people in danger: who is protected, protecting somebody, ending it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.access import Act
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.number import read_number, written
from ojaq.registry.identity.selectors.protecting import protected_people
from ojaq.registry.identity.services.protecting import lift_protection
from ojaq.registry.identity.services.protecting import protect as protect_person
from ojaq.web.door import Visit

_LONGEST_NOTE = 2000


@require_safe
def show(request: Visit) -> HttpResponse:
    """The form for one more, and to stewards the list."""
    done = {
        "protected": _("Protected. No counter and no list shows this person from now on."),
        "lifted": _("The protection is ended. The stewards were told."),
    }.get(request.GET.get("done", ""), "")
    return _page(request, done=done)


@require_POST
def protect(request: Visit) -> HttpResponse:
    """Protect the person of a number. It comes by POST: addresses stay in logs."""
    try:
        protect_person(number=_number(request), reason="asked", note=_note(request), by=request.viewer)
    except (NotANumber, NoSuchPerson):
        problem = _("Nobody has this register number. Nothing was changed.")
        return _page(request, problem=problem, status=400)
    return HttpResponseRedirect(f"{reverse('protected')}?done=protected")


@require_POST
def lift(request: Visit) -> HttpResponse:
    """End a protection; in a live registry a second steward agrees to it."""
    try:
        lift_protection(number=_number(request), reason="lifted", note=_note(request), by=request.viewer)
    except NotANumber as fault:
        raise NoSuchPerson from fault
    return HttpResponseRedirect(f"{reverse('protected')}?done=lifted")


def _page(request: Visit, *, done: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    listed = request.viewer.may(Act.OPEN_PROTECTED)
    people = protected_people(viewer=request.viewer) if listed else []
    lines = [(line, written(line.number)) for line in people]
    shown = {"lines": lines, "listed": listed, "done": done, "problem": problem}
    return render(request, "ojaq/protected.html", shown, status=status)


def _number(request: Visit) -> int:
    return read_number(request.POST.get("number", "")[:32])


def _note(request: Visit) -> str:
    return request.POST.get("note", "").strip()[:_LONGEST_NOTE]
