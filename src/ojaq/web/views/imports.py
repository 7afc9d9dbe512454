"""Imports: look at a file first, take it in, see what was not taken, take the whole back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePath

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ojaq.registry.exchange.selectors import run_page, runs
from ojaq.registry.exchange.services import Imported, import_registrations, take_back_run
from ojaq.web.door import Visit
from ojaq.web.shown.imports import outcome_shown, page_shown, run_shown

AT_ONCE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Visit) -> HttpResponse:
    """The runs, newest first. A file sent with `look` is previewed and nothing is written; with `take` it is taken in."""
    outcome, problem = None, ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        if not isinstance(sent, UploadedFile):
            problem = _(
                "No file arrived. Choose one of up to 16 MB; larger ones go in at the command line, with ojaq import."
            )
        else:
            outcome = _import(request, sent)
            if outcome.run is not None:
                return HttpResponseRedirect(f"{reverse('import', args=[outcome.run])}?done")
    before = request.GET.get("before", "")
    kept = runs(
        viewer=request.viewer,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
        at_most=AT_ONCE,
    )
    shown = {
        "runs": [run_shown(one) for one in kept],
        "following": kept[-1].number if len(kept) == AT_ONCE else 0,
        "outcome": outcome_shown(outcome) if outcome else None,
        "problem": problem,
    }
    return render(request, "ojaq/imports.html", shown)


def _import(request: Visit, sent: UploadedFile) -> Imported:
    # Whatever a browser calls the file, only its last name is kept, and nothing is opened under it.
    name = Path(PurePath((sent.name or "file").replace("\\", "/")).name)
    return import_registrations(
        path=name,
        held=BytesIO(sent.read()),
        by=request.viewer,
        dry_run=request.POST.get("do") != "take",
        office=request.viewer.office,
    )


@require_safe
def page(request: Visit, number: int) -> HttpResponse:
    """One run, with what was not taken."""
    told = run_page(number=number, viewer=request.viewer)
    return render(request, "ojaq/import.html", {"run": page_shown(told), "done": "done" in request.GET})


@require_POST
def take_back(request: Visit, number: int) -> HttpResponse:
    """Take back what an import brought. The same file imported again brings it back."""
    take_back_run(number=number, by=request.viewer)
    return HttpResponseRedirect(reverse("import", args=[number]))
