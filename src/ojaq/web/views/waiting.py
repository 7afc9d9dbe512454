"""Testimonies that wait for somebody: flagged ones, quarantine, proposed corrections."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.review import selectors, services
from ojaq.registry.review.errors import NoSuchTestimony
from ojaq.web.door import Visit
from ojaq.web.shown.waiting import differs_shown, flagged_shown, title_of, waits_shown

KINDS = ("flagged", "quarantine", "corrections")


@require_safe
def show(request: Visit, kind: str = "flagged") -> HttpResponse:
    """One list, a page at a time; `before` goes on after that line."""
    if kind not in KINDS:
        raise NoSuchTestimony
    text = request.GET.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 19 else None
    if kind == "flagged":
        listed = selectors.flagged(viewer=request.viewer, before=before)
        lines = [flagged_shown(line) for line in listed.lines]
    else:
        listed = selectors.waiting(kind=kind, viewer=request.viewer, before=before)
        lines = [waits_shown(line) for line in listed.lines]
    shown = {
        "kind": kind,
        "kinds": [(each, title_of(each)) for each in KINDS],
        "title": title_of(kind),
        "lines": lines,
        "following": listed.following,
        "done": "done" in request.GET,
    }
    return render(request, "ojaq/waiting.html", shown)


@require_safe
def compare(request: Visit, kind: str, row: int) -> HttpResponse:
    """Two wordings side by side."""
    told = selectors.two_wordings(kind=kind, row=row, viewer=request.viewer)
    shown = {
        "kind": kind,
        "line": waits_shown(told.line),
        "differences": differs_shown(told),
        "same": told.same,
    }
    return render(request, "ojaq/wordings.html", shown)


@require_POST
def seen(request: Visit, row: int) -> HttpResponse:
    """What was flagged was looked at."""
    services.settle_flags(registration=row, by=request.viewer)
    return HttpResponseRedirect(f"{reverse('waiting', args=['flagged'])}?done")


@require_POST
def settle(request: Visit, kind: str, row: int) -> HttpResponse:
    """Take what came, or let stand what stands."""
    take = request.POST.get("take") == "yes"
    if kind == "quarantine":
        services.settle_quarantined(row=row, take=take, by=request.viewer)
    elif kind == "corrections":
        services.decide_correction(supersession=row, accept=take, by=request.viewer)
    else:
        raise NoSuchTestimony
    return HttpResponseRedirect(f"{reverse('waiting', args=[kind])}?done")
