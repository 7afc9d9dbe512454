"""The page of the heirs, its paper, and the decisions about an estate."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.estates.pages import EstatePage
from ojaq.registry.estates.selectors import cases, estate_page, notices
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.number import read_number
from ojaq.web.documents import set_document
from ojaq.web.door import Visit
from ojaq.web.shown.heirs import heirs_shown
from ojaq.web.shown.heirs_paper import paper_sheet, paper_values
from ojaq.web.shown.words import Said
from ojaq.web.words.dates import day_in_words


@require_safe
def show(request: Visit, number: str) -> HttpResponse:
    """The page: the nearest displaced forebear's estate, or that of `?estate-of=`."""
    page = _page(request, number)
    done = {
        "kept": _("Kept. It stands as version 1 and will not be changed."),
        "looked": _("Looked again. What differs is proposed below."),
        "same": _("Looked again. Nothing differs."),
        "taken": _("The new version stands. The earlier ones stay as they were."),
        "left": _("Left aside. What stood stands."),
    }.get(request.GET.get("done", ""), "")
    values = {
        "heirs": heirs_shown(page, mirrored=get_language_bidi()),
        "done": done,
        "asked": _asked(request),
    }
    return render(request, "ojaq/heirs.html", values)


@require_safe
def paper(request: Visit, number: str) -> HttpResponse:
    """The case as PDF/A in the reader's language."""
    page = _page(request, number)
    made = set_document("heirs", paper_values(heirs_shown(page)), sheet=paper_sheet())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="heirs-{page.asking}.pdf"'
    return response


@require_POST
def keep(request: Visit, number: str) -> HttpResponse:
    """Keep what is reckoned as the first version of a case."""
    from ojaq.registry.estates.services import open_case

    open_case(estate_of=_number(request.POST.get("estate-of", "")), by=request.viewer)
    return _back(request, number, "kept")


@require_POST
def look(request: Visit, number: str) -> HttpResponse:
    """Compare the family with what was kept, and propose what differs."""
    from ojaq.registry.estates.services import look_again

    proposed = look_again(estate_of=_number(request.POST.get("estate-of", "")), by=request.viewer)
    return _back(request, number, "looked" if proposed else "same")


@require_POST
def settle(request: Visit, number: str, version: int) -> HttpResponse:
    """Let a proposed version stand, or leave it aside."""
    from ojaq.registry.estates.services import settle as settled

    taken = request.POST.get("answer") == "take"
    settled(version=version, taken=taken, by=request.viewer)
    return _back(request, number, "taken" if taken else "left")


@require_safe
def listing(request: Visit) -> HttpResponse:
    """Estates kept here; above them those whose family changed."""
    rows = {
        name: [
            {
                "number": str(one.number),
                "name": Said(one.name.text, one.name.language),
                "version": one.version,
                "day": day_in_words(one.made_at),
            }
            for one in found
        ]
        for name, found in (
            ("notices", notices(viewer=request.viewer)),
            ("cases", cases(viewer=request.viewer)),
        )
    }
    done = {
        "looked": _("Looked again. What differs is proposed below."),
        "same": _("Looked again. Nothing differs."),
    }
    return render(request, "ojaq/estates.html", {**rows, "done": done.get(request.GET.get("done", ""), "")})


@require_POST
def look_at_all(request: Visit) -> HttpResponse:
    """Compare every kept estate of whose people something was newly told."""
    from ojaq.registry.estates.services import look_again

    proposed = look_again(by=request.viewer)
    return HttpResponseRedirect(f"{reverse('estates')}?done={'looked' if proposed else 'same'}")


def _page(request: Visit, number: str) -> EstatePage:
    asked = _asked(request)
    return estate_page(
        person=_number(number), viewer=request.viewer, estate_of=_number(asked) if asked else None
    )


def _asked(request: Visit) -> str:
    asked = request.GET.get("estate-of", "")
    if asked and not (asked.isascii() and asked.isdigit()):
        raise Http404
    return asked


def _number(text: str) -> int:
    try:
        return read_number(text)
    except NotANumber as fault:
        raise NoSuchPerson from fault


def _back(request: Visit, number: str, done: str) -> HttpResponse:
    asked = {"estate-of": request.POST["estate-of"]} if request.POST.get("estate-of", "").isdigit() else {}
    return HttpResponseRedirect(f"{reverse('heirs', args=[number])}?{urlencode({**asked, 'done': done})}")
