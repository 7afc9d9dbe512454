"""Testimonies of my offices, newest first."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ojaq.registry.access.selectors import offices
from ojaq.registry.desk.selectors.office import FLAGGED, RegistrationLine, registrations
from ojaq.web.door import Visit
from ojaq.web.shown.words import Said
from ojaq.web.views.days import day_of
from ojaq.web.words.dates import day_in_words, in_words


@require_safe
def show(request: Visit) -> HttpResponse:
    """The list, narrowed as the address says; `before` goes on after that line."""
    known = [one.code for one in offices(viewer=request.viewer)]
    states = (
        ("current", _("stand")),
        ("superseded", _("superseded by a later testimony")),
        (FLAGGED, _("say something doubtful")),
    )
    office, state, before = (request.GET.get(name, "")[:64] for name in ("office", "state", "before"))
    since, until = day_of(request.GET.get("since", "")), day_of(request.GET.get("until", ""))
    sought = {
        "office": office if office in known else "",
        "state": state if state in dict(states) else "",
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
    }
    lines, following = registrations(
        viewer=request.viewer,
        office=sought["office"],
        state=sought["state"],
        since=since,
        until=until,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )
    kept = {name: text for name, text in sought.items() if text}
    told = {
        "lines": [_shown(line) for line in lines],
        "following": urlencode({**kept, "before": following}) if following else "",
        "sought": sought,
        "offices": known,
        "states": states,
    }
    return render(request, "ojaq/registrations.html", told)


def _shown(line: RegistrationLine) -> dict[str, object]:
    return {
        "name": Said(line.registrant.text, line.registrant.language),
        "number": "" if line.number is None else str(line.number),
        "office": line.office,
        "told": in_words(line.recorded_on) if line.recorded_on else "",
        "came": day_in_words(line.received_at.date()),
        "state": _("superseded by a later testimony") if line.state == "superseded" else "",
    }
