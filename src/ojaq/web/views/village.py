"""The page of a village: its names as equals, its namesakes, its people by generation."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ojaq.registry.families.selectors import village_people
from ojaq.registry.places.selectors import place_page
from ojaq.web.door import Visit
from ojaq.web.shown.village_page import village_shown
from ojaq.web.views.language import language_of_places


@require_safe
def show(request: Visit, place: str) -> HttpResponse:
    """The page. What no gazetteer knows is a 404."""
    language = language_of_places(request)
    page = place_page(place=place, viewer=request.viewer, languages=[language])
    people = village_people(place=page.brief.place, viewer=request.viewer)
    return render(request, "ojaq/village.html", {"village": village_shown(page, people, language)})
