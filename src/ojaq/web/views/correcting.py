"""After the receipt: correct, withdraw, object, and have everything told that is held. Each says first what it does."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ojaq.registry.access.selectors import is_fictional
from ojaq.registry.desk.selectors import held, named_by, receipt_number_of
from ojaq.registry.desk.services import begin, object_to
from ojaq.registry.desk.writing_down import form_of
from ojaq.registry.exchange.services.withdrawing import withdraw as withdraw_everywhere
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.number import read_number
from ojaq.registry.registration.selectors import registration_of
from ojaq.web.documents import Sheet, set_document
from ojaq.web.door import Visit
from ojaq.web.shown.family_form import reader_language
from ojaq.web.shown.held import held_shown, report_values

LONGEST = 4000


@require_POST
def correct(request: Visit, registration: UUID) -> HttpResponse:
    """Open the form with everything this registration says; what is sent supersedes it."""
    told = registration_of(uuid=registration, viewer=request.viewer).content
    made = begin(form=form_of(told, language=reader_language()), by=request.viewer)
    return HttpResponseRedirect(reverse("family", args=[made.uuid]))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Visit, registration: UUID) -> HttpResponse:
    """What a withdrawal does, and on POST with the word ticked, the withdrawal."""
    told = registration_of(uuid=registration, viewer=request.viewer)
    receipt = receipt_number_of(registration=registration)
    if request.method == "POST" and request.POST.get("understood") == "yes":
        withdraw_everywhere(registration=registration, by=request.viewer)
        return render(request, "ojaq/withdrawn.html", {"receipt": receipt, "done": True})
    people = len(told.content["people"])
    asked = request.method == "POST"
    return render(
        request,
        "ojaq/withdrawn.html",
        {"receipt": receipt, "people": people, "registration": registration, "not_ticked": asked},
    )


@require_safe
def report(request: Visit, number: str) -> HttpResponse:
    """Everything held on one person, as a page; with `?paper` as a PDF in the language of the page."""
    told = held(number=_number(number), viewer=request.viewer)
    shown = held_shown(told)
    if "paper" not in request.GET:
        done = _("Your objection is kept, and a reviewer will look.") if "objected" in request.GET else ""
        return render(request, "ojaq/held.html", {"held": shown, "done": done})
    values, sheet = report_values(shown, fictional=is_fictional(), language=reader_language())
    answer = HttpResponse(set_document("held", values, sheet=Sheet(**sheet)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="held-{told.number.replace(" ", "")}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: Visit, number: str, mention: int) -> HttpResponse:
    """Say that what another testimony tells of this person is wrong. The testimony stays; a reviewer looks."""
    told = named_by(mention=mention, number=_number(number), viewer=request.viewer)
    words = request.POST.get("words", "")[:LONGEST].strip()
    if request.method == "POST" and words:
        object_to(mention=mention, words=words, by=request.viewer)
        return HttpResponseRedirect(f"{reverse('held', args=[number])}?objected")
    return render(request, "ojaq/objection.html", {"told": told, "number": number, "words": words})


def _number(text: str) -> int:
    try:
        return read_number(text)
    except NotANumber as fault:
        raise NoSuchPerson from fault
