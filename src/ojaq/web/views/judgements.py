"""Undo and redo a judgement, from the page of the person it stands on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ojaq.web.door import Visit


@require_POST
def undo(request: Visit, judgement: int) -> HttpResponse:
    """Take a judgement back."""
    from ojaq.registry.identity.services import undo_judgement

    return _done(request, judgement, undo_judgement, "undone")


@require_POST
def redo(request: Visit, judgement: int) -> HttpResponse:
    """Put a judgement back that was taken back."""
    from ojaq.registry.identity.services import redo_judgement

    return _done(request, judgement, redo_judgement, "redone")


def _done(request: Visit, judgement: int, service: Callable[..., object], done: str) -> HttpResponse:
    service(judgement=judgement, by=request.viewer)
    number = request.POST.get("number", "").strip()
    if not number.isdigit():
        return HttpResponseRedirect(reverse("home"))
    return HttpResponseRedirect(f"{reverse('person', args=[number])}?done={done}")
