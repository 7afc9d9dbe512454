"""The page of a village: its names as equals, its namesakes, its people by generation."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ojaq.registry.access import Act
from ojaq.registry.families.selectors import village_generation, village_people
from ojaq.registry.places.selectors import place_page
from ojaq.web.door import Visit
from ojaq.web.shown.place import titles
from ojaq.web.shown.village_page import UNTOLD, generation_shown, village_shown
from ojaq.web.views.language import language_of_places


@require_safe
def show(request: Visit, place: str) -> HttpResponse:
    """The page. What no gazetteer knows is a 404."""
    language = language_of_places(request)
    page = place_page(place=place, viewer=request.viewer, languages=[language])
    people = village_people(place=page.brief.place, viewer=request.viewer)
    shown = {
        "village": village_shown(page, people, language),
        "place_id": page.brief.place,
        "may_name": request.viewer.may(Act.KEEP_PLACES),
    }
    return render(request, "ojaq/village.html", shown)


@require_safe
def generation(request: Visit, place: str, decade: str) -> HttpResponse:
    """Everybody of the village born in one decade, a leaf at a time (`?after=` a register number)."""
    if decade != UNTOLD and not (decade.isascii() and decade.isdigit() and len(decade) == 4):
        raise Http404
    language = language_of_places(request)
    page = place_page(place=place, viewer=request.viewer, languages=[language])
    after = request.GET.get("after", "")
    told = village_generation(
        place=page.brief.place,
        decade=None if decade == UNTOLD else int(decade),
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None,
        viewer=request.viewer,
    )
    shown = generation_shown(told, told.told or 1)
    return render(
        request,
        "ojaq/generation.html",
        {"place": page.brief.place, "title": titles(page, language), "generation": shown},
    )
