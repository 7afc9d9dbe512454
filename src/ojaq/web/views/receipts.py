"""The receipt of a registration: on the page, for A4, A5 and a roll of 80 mm. Its address bears the receipt's number alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.access import Act
from ojaq.registry.access.selectors import is_live
from ojaq.registry.desk.errors import NoSuchReceipt, NotAReceipt
from ojaq.registry.desk.form import next_family
from ojaq.registry.desk.receipt_number import read_receipt_number
from ojaq.registry.desk.selectors import receipt_of
from ojaq.registry.desk.services import begin
from ojaq.registry.desk.writing_down import form_of
from ojaq.registry.registration.selectors import registration_of
from ojaq.web.documents import Sheet, set_document
from ojaq.web.door import Visit
from ojaq.web.shown.receipt import Paper, paper, receipt_values

SIZES = ("a5", "a4", "roll")


@require_safe
def show(request: Visit, number: str) -> HttpResponse:
    """The page. `?size=roll` lays it out for a roll, `?language=ru` in another language. A misread number is a 404."""
    size = request.GET.get("size", "a5")
    done = ""
    if "again" in request.GET:
        done = _("This family was already stored. Nothing was doubled. Here is its receipt.")
    elif "new" in request.GET:
        done = _("Stored. Give the receipt to the visitor.")
    shown: dict[str, Any] = {
        "paper": _paper(request, number),
        "size": size if size in SIZES else "a5",
        "done": done,
        "sizes": SIZES,
    }
    viewer = request.viewer
    shown |= {"may_register": viewer.may(Act.REGISTER), "may_withdraw": viewer.may(Act.WITHDRAW)}
    return render(request, "ojaq/receipt.html", shown)


@require_safe
def as_paper(request: Visit, number: str) -> HttpResponse:
    """The receipt as a PDF, on A5 or A4."""
    told = _paper(request, number)
    values, sheet = receipt_values(told)
    size = "a4" if request.GET.get("size") == "a4" else "a5"
    made = set_document("receipt", values, sheet=Sheet(**sheet, paper=size))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="receipt-{told.receipt.replace(" ", "")}.pdf"'
    return answer


@require_POST
def following(request: Visit, registration: UUID) -> HttpResponse:
    """Begin the next family of the same village: language, village and wave are carried, nothing about anybody."""
    before = form_of(registration_of(uuid=registration, viewer=request.viewer).content, language="en")
    made = begin(form=next_family(before), by=request.viewer)
    return HttpResponseRedirect(reverse("family", args=[made.uuid]))


def _paper(request: Visit, number: str) -> Paper:
    try:
        asked = read_receipt_number(number)
    except NotAReceipt as fault:
        raise NoSuchReceipt from fault
    told = receipt_of(number=asked, viewer=request.viewer)
    return paper(told, rehearsal=not is_live(), language=request.GET.get("language", ""))
