"""A name added to a place, with its source and the years it was in use. Nothing that stood there is changed."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ojaq.registry.places.errors import NameRefused
from ojaq.registry.places.selectors import place_page
from ojaq.registry.places.services import add_place_name
from ojaq.web.door import Visit
from ojaq.web.shown import place as places
from ojaq.web.views.language import language_of_places

FIELDS = ("name", "lang", "begins", "ends", "source")
LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Visit, place: str) -> HttpResponse:
    """The form; sent, the name is added and the village's page shows it among the others."""
    page = place_page(place=place, viewer=request.viewer, languages=[language_of_places(request)])
    typed = {field: request.POST.get(field, "").strip()[:LONGEST] for field in FIELDS}
    problem = ""
    if request.method == "POST":
        try:
            add_place_name(place=page.brief.place, by=request.viewer, **typed)
        except NameRefused as refusal:
            problem = _(refusal.sentence) % refusal.parameters
        else:
            return HttpResponseRedirect(reverse("village", args=[page.brief.place]))
    shown = {**typed, "problem": problem, "place": page.brief.place, "known": places.names(page)[:12]}
    return render(request, "ojaq/place_name.html", shown, status=400 if problem else 200)
