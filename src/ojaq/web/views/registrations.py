"""Testimonies of my offices, newest first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ojaq.registry.access.selectors import offices
from ojaq.registry.desk.selectors.office import registrations
from ojaq.web.door import Visit
from ojaq.web.shown.words import Said
from ojaq.web.words.dates import day_in_words, in_words


@require_safe
def show(request: Visit) -> HttpResponse:
    """The list, of one office when chosen; `before` goes on after that line."""
    office, before = request.GET.get("office", "")[:64], request.GET.get("before", "")
    known = [one.code for one in offices(viewer=request.viewer)]
    chosen = office if office in known else ""
    lines, following = registrations(
        viewer=request.viewer,
        office=chosen,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )
    shown = [
        {
            "name": Said(line.registrant.text, line.registrant.language),
            "number": "" if line.number is None else str(line.number),
            "office": line.office,
            "told": in_words(line.recorded_on) if line.recorded_on else "",
            "came": day_in_words(line.received_at.date()),
            "state": _("superseded by a later testimony") if line.state == "superseded" else "",
        }
        for line in lines
    ]
    told = {"lines": shown, "following": following, "office": chosen, "offices": known}
    return render(request, "ojaq/registrations.html", told)
