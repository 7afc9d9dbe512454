"""What was agreed to in one testimony, and taking a consent back: as easy as it was given."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ojaq.errors import OjaqError
from ojaq.registry.access.selectors import watching
from ojaq.registry.access.services.consenting import answer_consent
from ojaq.registry.desk.receipt_number import read_receipt_number
from ojaq.registry.desk.selectors.receipts import whose_receipt
from ojaq.registry.registration.consent_words import MEANINGS, VERSION_OF_WORDS
from ojaq.web.door import Visit
from ojaq.web.shown.watching import thing_asked


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Visit) -> HttpResponse:
    """The consents of one testimony. Its number comes by POST: addresses stay in logs."""
    typed = request.POST.get("number", "").strip()[:64]
    return _page(request, typed, _registration(typed, request), "")


@require_POST
def take_back(request: Visit) -> HttpResponse:
    """Take one consent back, with the words that were said to it."""
    typed = request.POST.get("number", "").strip()[:64]
    registration = _registration(typed, request)
    if registration is None:
        return _page(request, typed, None, "")
    answer_consent(
        registration=registration, purpose=request.POST.get("purpose", ""), given=False,
        words=_("I take back what I agreed to."), version=VERSION_OF_WORDS,
        language=translation.get_language() or "en", by=request.viewer,
    )  # fmt: skip
    return _page(request, typed, registration, _("Taken back. From now on nothing leaves for this purpose."))


def _page(request: Visit, typed: str, registration: UUID | None, done: str) -> HttpResponse:
    found = watching.consents(registration=registration, viewer=request.viewer) if registration else []
    lines = [(each, MEANINGS.get(each.purpose, each.purpose), each.purpose != "register") for each in found]
    return render(request, "ojaq/consents.html", {"typed": typed, "lines": lines, "done": done})


def _registration(typed: str, request: Visit) -> UUID | None:
    """The testimony that an id or the number of a receipt names; None for neither."""
    asked = thing_asked(typed) if typed else None
    if asked and asked[0] == "registration":
        return UUID(asked[1])
    try:
        return whose_receipt(number=read_receipt_number(typed), viewer=request.viewer) if typed else None
    except OjaqError:
        return None
