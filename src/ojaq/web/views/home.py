"""The first page: one sentence whose figures matter, what waits for whoever looks, then the register in figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ojaq.registry.desk.selectors.office import arrivals
from ojaq.registry.desk.selectors.work import villages_of_the_week, work
from ojaq.registry.identity.selectors import identity_figures
from ojaq.registry.registration.selectors import figures
from ojaq.web.door import Visit
from ojaq.web.shown.home import home
from ojaq.web.views.language import language_of_places


@require_safe
def show(request: Visit) -> HttpResponse:
    """The page."""
    viewer = request.viewer
    page = home(
        figures(viewer=viewer),
        identity_figures(viewer=viewer),
        came=arrivals(viewer=viewer),
        waits=work(viewer=viewer),
        villages=villages_of_the_week(viewer=viewer, languages=[language_of_places(request)]),
        today=timezone.localdate(),
        viewer=viewer,
    )
    return render(request, "ojaq/home.html", {"home": page})
