"""The first page: one sentence whose figures matter, then the register in figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ojaq.registry.desk.selectors.office import arrivals
from ojaq.registry.identity.selectors import identity_figures
from ojaq.registry.registration.selectors import figures
from ojaq.registry.review.selectors import waiting_pairs
from ojaq.web.door import Visit
from ojaq.web.shown.home import home


@require_safe
def show(request: Visit) -> HttpResponse:
    """The page."""
    told = figures(viewer=request.viewer)
    people = identity_figures(viewer=request.viewer)
    came = arrivals(viewer=request.viewer)
    page = home(
        told,
        people,
        came=came,
        pairs=waiting_pairs(),
        today=timezone.localdate(),
        viewer=request.viewer,
    )
    return render(request, "ojaq/home.html", {"home": page})
