"""The steward's pages: alarms, what waits for a second person, who read whom, what left, what a breach touched."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ojaq.errors import OjaqError
from ojaq.registry.access import Act
from ojaq.registry.access.selectors import watching
from ojaq.registry.access.services.alarming import see_alarm
from ojaq.registry.access.services.approving import answer_proposal
from ojaq.registry.access.services.glass import CLOSES_AFTER, LEAST_REASON, break_glass
from ojaq.web.door import Visit
from ojaq.web.shown.watching import (
    about_words,
    act_words,
    alarm_words,
    breach_table,
    lines_shown,
    thing_asked,
)


@require_safe
def show(request: Visit) -> HttpResponse:
    """Alarms that nobody looked at, glass that was broken, and what left."""
    viewer = request.viewer
    told = {
        "alarms": [(each, alarm_words(each)) for each in watching.alarms(viewer=viewer)],
        "glasses": watching.glasses(viewer=viewer),
        "exports": lines_shown(watching.exports(viewer=viewer)[:20]) if viewer.may(Act.READ_LEDGER) else [],
        "done": "done" in request.GET,
    }
    return render(request, "ojaq/watch.html", told)


@require_POST
def seen(request: Visit, alarm: int) -> HttpResponse:
    """An alarm was looked at."""
    see_alarm(alarm=alarm, by=request.viewer)
    return HttpResponseRedirect(f"{reverse('watch')}?done")


@require_safe
def approvals(request: Visit) -> HttpResponse:
    """What waits for a second person."""
    rows = [
        (each, act_words(each.act), about_words(each.about))
        for each in watching.waiting(viewer=request.viewer)
    ]
    return render(request, "ojaq/approvals.html", {"rows": rows, "done": "done" in request.GET})


@require_POST
def answer(request: Visit, approval: int) -> HttpResponse:
    """Agree, or not."""
    answer_proposal(approval=approval, granted=request.POST.get("answer") == "yes", by=request.viewer)
    return HttpResponseRedirect(f"{reverse('approvals')}?done")


@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: Visit) -> HttpResponse:
    """Who read one person or one testimony. The number comes by POST: addresses stay in logs."""
    typed = request.POST.get("number", "").strip()[:64]
    asked = thing_asked(typed) if typed else None
    told = (
        {"lines": lines_shown(watching.readers(kind=asked[0], number=asked[1], viewer=request.viewer))}
        if asked
        else {}
    )
    return render(request, "ojaq/readers.html", {"typed": typed, "asked": asked, **told})


@require_http_methods(["GET", "HEAD", "POST"])
def breach(request: Visit) -> HttpResponse:
    """What one account was shown in a span of time, as a page or as a table for those who must be told."""
    now = timezone.now().replace(second=0, microsecond=0)
    typed = {
        "account": request.POST.get("account", "").strip()[:64],
        "since": request.POST.get("since", f"{now - dt.timedelta(days=7):%Y-%m-%dT%H:%M}"),
        "until": request.POST.get("until", f"{now + dt.timedelta(minutes=1):%Y-%m-%dT%H:%M}"),
    }
    if request.method != "POST" or not typed["account"]:
        return render(request, "ojaq/breach.html", {"typed": typed})
    try:
        span = [_moment(typed[end]) for end in ("since", "until")]
        told = watching.breach(username=typed["account"], since=span[0], until=span[1], viewer=request.viewer)
    except (OjaqError, ValueError):
        problem = _("There is no account of this name, or this is not a span of time. Nothing was read.")
        return render(request, "ojaq/breach.html", {"typed": typed, "problem": problem}, status=400)
    if request.POST.get("as") == "table":
        response = HttpResponse(breach_table(told), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="breach.csv"'
        return response
    acts = [(act_words(act), count) for act, count in sorted(told.by_act.items())]
    return render(request, "ojaq/breach.html", {"typed": typed, "told": told, "acts": acts})


@require_http_methods(["GET", "HEAD", "POST"])
def glass(request: Visit) -> HttpResponse:
    """Read another office's testimonies in an emergency: say which, and why."""
    typed = {
        "office": request.POST.get("office", "").strip()[:64],
        "reason": request.POST.get("reason", "")[:2000],
    }
    shown = {**typed, "hours": int(CLOSES_AFTER.total_seconds() // 3600), "least": LEAST_REASON}
    if request.method != "POST":
        return render(request, "ojaq/glass.html", shown)
    try:
        shown["until"] = break_glass(**typed, by=request.viewer).until
    except OjaqError as refusal:
        problem = _(refusal.sentence) % refusal.parameters
        return render(request, "ojaq/glass.html", {**shown, "problem": problem}, status=400)
    return render(request, "ojaq/glass.html", shown)


def _moment(text: str) -> dt.datetime:
    """A moment as a browser types it, in UTC. Raises ValueError."""
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError("no moment")
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
