"""People and villages as lists: narrowed by what can be said without naming anybody, a leaf at a time."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ojaq.registry.access import Act
from ojaq.registry.access.selectors import offices
from ojaq.registry.desk.selectors import people as listed
from ojaq.registry.desk.selectors.villages import villages
from ojaq.registry.places.selectors import briefs
from ojaq.web.door import Visit
from ojaq.web.shown.people import person_row, standings
from ojaq.web.shown.place import namesake
from ojaq.web.shown.words import figure
from ojaq.web.views.days import day_of
from ojaq.web.views.language import language_of_places

_LONGEST = 200


@require_safe
def show(request: Visit) -> HttpResponse:
    """The list of people; `after` goes on behind a line."""
    known = [one.code for one in offices(viewer=request.viewer)]
    allowed = request.viewer.offices_for(Act.OPEN_REGISTRATION)
    mine = [code for code in known if allowed is None or code in allowed]
    sought = _sought(request, mine)
    told = listed.people(sought=sought, viewer=request.viewer, after=request.GET.get("after", ""))
    place = briefs(places=[sought.place], viewer=request.viewer, languages=[language_of_places(request)])
    kept = {
        "place": sought.place,
        "office": sought.office,
        "standing": str(sought.standing or ""),
        "since": sought.since.isoformat() if sought.since else "",
        "until": sought.until.isoformat() if sought.until else "",
    }
    shown = {
        "lines": [person_row(line) for line in told.lines],
        "following": urlencode(
            {**{name: text for name, text in kept.items() if text}, "after": told.following}
        )
        if told.following
        else "",
        "sought": kept,
        "place": namesake(place[sought.place]) if sought.place in place else None,
        "standings": standings(request.viewer),
        "offices": mine,
    }
    return render(request, "ojaq/people.html", shown)


@require_safe
def show_villages(request: Visit) -> HttpResponse:
    """The list of villages; `after` goes on behind a place."""
    told = villages(
        viewer=request.viewer,
        after=request.GET.get("after", "")[:_LONGEST],
        languages=[language_of_places(request)],
    )
    lines = [
        {"place": namesake(line.place), "told": figure(line.told), "testimonies": figure(line.testimonies)}
        for line in told.lines
    ]
    return render(
        request, "ojaq/village_list.html", {"lines": lines, "following": told.following, "all": told.all}
    )


def _sought(request: Visit, offices: list[str]) -> listed.Sought:
    """What the address asks for; what it does not understand narrows nothing."""
    office, standing = request.GET.get("office", ""), request.GET.get("standing", "")
    allowed = {code for code, _words in standings(request.viewer)}
    return listed.Sought(
        place=request.GET.get("place", "")[:_LONGEST],
        office=office if office in offices else "",
        standing=listed.Standing(standing) if standing in allowed else None,
        since=day_of(request.GET.get("since", "")),
        until=day_of(request.GET.get("until", "")),
    )
