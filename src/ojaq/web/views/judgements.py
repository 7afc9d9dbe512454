"""Undo and redo a judgement, from the page of the person it stands on, and say what speaks for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.identity.number import written
from ojaq.registry.identity.selectors import reasons_for
from ojaq.registry.review.services import redo_judgement, undo_judgement
from ojaq.web.door import Visit, is_part
from ojaq.web.shown.person_page import likelihood_of, reasons_shown
from ojaq.web.shown.reckoning import reckoning_of


@require_safe
def reasons(request: Visit, judgement: int) -> HttpResponse:
    """The reasons as a part of the page; without scripts, the whole page with all reasons on it."""
    number, told = reasons_for(judgement=judgement, viewer=request.viewer)
    if not is_part(request):
        return HttpResponseRedirect(
            f"{reverse('person', args=[written(number).replace(' ', '')])}?reasons#judged"
        )
    shown = {
        "reasons": reasons_shown(told.reasons),
        "fall": reckoning_of(told.weighed),
        "likely": likelihood_of(told),
    }
    return render(request, "ojaq/parts/reasons.html", shown)


@require_POST
def undo(request: Visit, judgement: int) -> HttpResponse:
    """Take a judgement back."""
    return _done(request, judgement, undo_judgement, "undone")


@require_POST
def redo(request: Visit, judgement: int) -> HttpResponse:
    """Put a judgement back that was taken back."""
    return _done(request, judgement, redo_judgement, "redone")


def _done(request: Visit, judgement: int, service: Callable[..., object], done: str) -> HttpResponse:
    service(judgement=judgement, by=request.viewer)
    number = request.POST.get("number", "").strip()
    if not number.isdigit():
        return HttpResponseRedirect(reverse("home"))
    return HttpResponseRedirect(f"{reverse('person', args=[number])}?done={done}")
