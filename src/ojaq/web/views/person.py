"""The page of a person: names, facts with their sources, relatives, judgements with undo, life line."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ojaq.registry.access import Act
from ojaq.registry.families.selectors import person_page
from ojaq.registry.families.selectors.standing import standing_of
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.number import read_number
from ojaq.registry.places.selectors import briefs
from ojaq.web.door import Visit
from ojaq.web.shown.person_page import life_spots, person_shown, places_of
from ojaq.web.shown.standing import standing_shown
from ojaq.web.views.language import language_of_places


@require_safe
def show(request: Visit, number: str) -> HttpResponse:
    """The page. A number that was misread answers as one that nobody has: 404."""
    try:
        asked = read_number(number)
    except NotANumber as fault:
        raise NoSuchPerson from fault
    page = person_page(number=asked, viewer=request.viewer, explained="reasons" in request.GET)
    person = person_shown(page)
    known = briefs(
        places=list(places_of(page)), viewer=request.viewer, languages=[language_of_places(request)]
    )
    standing = standing_shown(standing_of(number=asked, viewer=request.viewer))
    done = {
        "undone": _("Taken back. What stood before stands again."),
        "redone": _("Put back. The judgement stands again."),
    }.get(request.GET.get("done", ""), "")
    values = {"person": person, "standing": standing, "done": done, "life_words": _life_words(person)}
    values["spots"] = life_spots(page, known)
    values["may_open_estates"] = request.viewer.may(Act.OPEN_ESTATE)
    values["may_tell"] = request.viewer.may(Act.TELL_SUBJECT)
    return render(request, "ojaq/person.html", values)


def _life_words(person: object) -> str:
    line = getattr(person, "life", None)
    return ", ".join(mark.event.words for mark in line.marks) if line else ""
