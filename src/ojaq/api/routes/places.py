"""Places by any of their names, and villages with their people."""

from __future__ import annotations

from typing import Any

from ninja import Query

from ojaq.api.door import Question
from ojaq.registry.families.selectors import village_people
from ojaq.registry.places.selectors import place_page, search


def find(request: Question, text: str = Query(..., max_length=200), district: str = "") -> dict[str, Any]:
    """Places that a text may mean, in any script and from any time, best first."""
    found = search(text=text, viewer=request.viewer, district=district or None)
    return {
        "places": [
            {
                "place": brief.place,
                "name": brief.name.name,
                "districts": brief.districts,
                "lat": brief.lat,
                "lon": brief.lon,
                "probability": probability,
            }
            for brief, probability in found
        ]
    }


def show(request: Question, place: str) -> dict[str, Any]:
    """A village: every name it has or had, and who is told to come from there, by decade of birth."""
    page = place_page(place=place, viewer=request.viewer)
    people = village_people(place=page.brief.place, viewer=request.viewer)
    return {
        "place": page.brief.place,
        "names": page.names,
        "districts": page.brief.districts,
        "lat": page.brief.lat,
        "lon": page.brief.lon,
        "attribution": page.attribution,
        "told": people.told,
        "registered": people.registered,
        "testimonies": people.testimonies,
        "generations": people.generations,
    }
