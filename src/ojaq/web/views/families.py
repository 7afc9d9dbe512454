"""Families that testimonies make together: what a joining brought, and what cannot be."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ojaq.registry.families.selectors.impossible import impossible_in_register
from ojaq.registry.families.selectors.joining import joining_of
from ojaq.web.door import Visit
from ojaq.web.shown.impossible import impossible_shown
from ojaq.web.shown.joining import joining_shown


@require_safe
def joining(request: Visit, judgement: int) -> HttpResponse:
    """What each of the two testimonies of a judgement brought."""
    page = joining_shown(joining_of(judgement=judgement, viewer=request.viewer))
    return render(request, "ojaq/joining.html", {"page": page})


@require_safe
def impossible(request: Visit) -> HttpResponse:
    """Families that cannot be as they are told, for a reviewer: some of the people at a time, those who came last first."""
    before = request.GET.get("before", "")
    found = impossible_in_register(
        viewer=request.viewer, before=int(before) if before.isdecimal() and len(before) < 19 else None
    )
    shown = {"faults": impossible_shown(found.faults, found.names), "following": found.following}
    return render(request, "ojaq/impossible.html", shown)
