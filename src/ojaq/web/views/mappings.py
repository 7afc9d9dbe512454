"""Mappings that were kept with the lists they are for."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.exchange.selectors import kept_mappings
from ojaq.registry.exchange.services import forget_mapping
from ojaq.web.door import Visit
from ojaq.web.words.dates import day_in_words

_LONGEST = 200


@require_safe
def show(request: Visit) -> HttpResponse:
    """Every kept mapping with its columns."""
    shown = [
        {"name": line.name, "day": day_in_words(line.kept_at.date()), "columns": line.columns}
        for line in kept_mappings(viewer=request.viewer)
    ]
    return render(request, "ojaq/mappings.html", {"mappings": shown, "done": "done" in request.GET})


@require_POST
def forget(request: Visit) -> HttpResponse:
    """Forget one."""
    forget_mapping(name=request.POST.get("name", "")[:_LONGEST], by=request.viewer)
    return HttpResponseRedirect(f"{reverse('mappings')}?done")
