"""Households of a village: read them by year, state another, take a statement back and put it back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.families.errors import NoPeopleGiven, NoSourceGiven, NoTimeGiven
from ojaq.registry.families.selectors.households import households_at, people_named
from ojaq.registry.families.services import (
    MOST_PEOPLE,
    put_back_household,
    state_household,
    take_back_household,
)
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.number import read_number
from ojaq.registry.places.selectors import place_page
from ojaq.web.door import Visit
from ojaq.web.shown import place as places
from ojaq.web.shown.households import households_shown, members_shown, source_kinds
from ojaq.web.views.language import language_of_places

FIRST_YEAR, LAST_YEAR = 1500, 2200


@require_safe
def show(request: Visit, place: str) -> HttpResponse:
    """The page. A year that is none is as if none were asked for."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 4 else None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        year = None
    language = language_of_places(request)
    page = place_page(place=place, viewer=request.viewer, languages=[language])
    found = households_at(place=page.brief.place, viewer=request.viewer, year=year)
    done = {
        "stated": _("Kept, with its source. What is reckoned from testimonies stands beside it, unchanged."),
        "taken-back": _("Taken back. It stays to be read, and can be put back."),
        "put-back": _("Put back. It stands again."),
    }.get(request.GET.get("done", ""), "")
    values = {
        "title": places.titles(page, language),
        "place": page.brief.place,
        "page": households_shown(found),
        "done": done,
    }
    return render(request, "ojaq/households.html", values)


def state(request: Visit, place: str) -> HttpResponse:
    """The form of a statement; sent, it is kept. What was typed comes back when something is missing."""
    fault = ""
    if request.method == "POST":
        try:
            return _kept(request, place)
        except (NoTimeGiven, NoPeopleGiven, NoSourceGiven) as error:
            fault = _(error.sentence) % error.parameters
        except (NoSuchPerson, NotANumber):
            fault = _(
                "One of the register numbers is nobody's. Look at them once more; a digit may be wrong."
            )
    given = request.POST if request.method == "POST" else request.GET
    language = language_of_places(request)
    page = place_page(place=place, viewer=request.viewer, languages=[language])
    asked = given.get("with", "") if request.method == "GET" else ",".join(request.POST.getlist("offered"))
    offered = [int(part) for part in asked.split(",") if part.isdigit() and len(part) == 9][:MOST_PEOPLE]
    chosen = request.POST.getlist("person") if request.method == "POST" else [str(one) for one in offered]
    values = {
        "title": places.titles(page, language),
        "place": page.brief.place,
        "members": members_shown(people_named(numbers=offered, viewer=request.viewer)),
        "chosen": chosen,
        "others": given.get("others", ""),
        "when": given.get("when", ""),
        "kinds": source_kinds(),
        "kind": given.get("kind", "telling"),
        "source": given.get("source", ""),
        "fault": fault,
    }
    return render(request, "ojaq/household.html", values, status=400 if fault else 200)


def _kept(request: Visit, place: str) -> HttpResponse:
    others = request.POST.get("others", "").replace(";", ",").split(",")
    numbers = [
        *request.POST.getlist("person")[:MOST_PEOPLE],
        *(each for each in others[:MOST_PEOPLE] if each.strip()),
    ]
    made = state_household(
        place=place,
        when=request.POST.get("when", ""),
        people=[read_number(number) for number in numbers],
        source_kind=request.POST.get("kind", ""),
        source=request.POST.get("source", ""),
        by=request.viewer,
    )
    year = made.when_from or made.when_to
    return _back(place, "stated", str(year.year) if year else "")


@require_POST
def take_back(request: Visit, statement: int) -> HttpResponse:
    """Take a statement back."""
    take_back_household(statement=statement, by=request.viewer)
    return _back(request.POST.get("place", ""), "taken-back", request.POST.get("year", ""))


@require_POST
def put_back(request: Visit, statement: int) -> HttpResponse:
    """Put a statement back."""
    put_back_household(statement=statement, by=request.viewer)
    return _back(request.POST.get("place", ""), "put-back", request.POST.get("year", ""))


def _back(place: str, done: str, year: str) -> HttpResponse:
    asked = {"done": done} | ({"year": year} if year.isdigit() else {})
    return HttpResponseRedirect(f"{reverse('households', args=[place])}?{urlencode(asked)}")
