"""The register as a whole, for whoever runs it: its programme, its languages, its backups."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.access.selectors import languages_offered, the_registry
from ojaq.registry.access.services.offering import offer_languages
from ojaq.registry.registration import codes
from ojaq.registry.registration.waves import waves
from ojaq.registry.vault.selectors import backups_standing
from ojaq.resources import programmes
from ojaq.web.door import Visit
from ojaq.web.shown.backups import backups_shown


@require_safe
def programme(request: Visit) -> HttpResponse:
    """The programme: its waves, and the wishes and destinations that are asked for; the languages that are offered."""
    offered = {code for code, _name in languages_offered()}
    shown = {
        "title": _title(),
        "waves": waves(),
        "lists": (codes.wishes(), codes.destinations(), codes.conditions()),
        "every": [(code, name, code in offered) for code, name in settings.LANGUAGES],
        "done": "done" in request.GET,
    }
    return render(request, "ojaq/programme.html", shown)


def _title() -> str:
    registry = the_registry()
    if registry is None or not registry.programme:
        return ""
    try:
        titles = programmes.programme(registry.programme)["title"]
    except KeyError:
        return registry.programme
    return str(titles.get(get_language() or "en") or titles.get("en") or registry.programme)


@require_POST
def offer(request: Visit) -> HttpResponse:
    """Choose the languages offered."""
    offer_languages(codes=request.POST.getlist("language"), by=request.viewer)
    return HttpResponseRedirect(f"{reverse('programme')}?done")


@require_safe
def backups(request: Visit) -> HttpResponse:
    """When a backup was last made, and when one was last restored for trial."""
    told = backups_standing(home=settings.OJAQ_HOME, viewer=request.viewer)
    return render(request, "ojaq/backups.html", {"backups": backups_shown(told)})
