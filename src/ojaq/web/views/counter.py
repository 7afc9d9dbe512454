"""The counter: who is here? Asked by POST only, so that no name ever stands in an address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ojaq.errors import NotReady, Refused
from ojaq.registry.access import Act
from ojaq.registry.desk.errors import NotAReceipt
from ojaq.registry.desk.receipt_number import read_receipt_number, written
from ojaq.registry.desk.selectors import bearers, counter_answer, looks_like_a_number
from ojaq.web.door import Visit, is_part
from ojaq.web.shown.counter import Answer, Borne, answer

LONGEST = 400


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Visit) -> HttpResponse:
    """The page on GET; on POST the whole page with the answer, or for htmx the answer alone."""
    typed = {field: request.POST.get(field, "").strip()[:LONGEST] for field in ("q", "mother", "spouse")}
    told: Answer | None = None
    problem = ""
    if request.method == "POST" and typed["q"]:
        try:
            told = _answer(request, typed)
        except (Refused, NotReady) as refusal:
            problem = _(refusal.sentence) % refusal.parameters
    may_register = request.viewer.may(Act.REGISTER)
    shown = {**typed, "answer": told, "problem": problem, "may_register": may_register}
    if request.method == "POST" and is_part(request):
        page = "ojaq/parts/answer.html" if told else "ojaq/parts/before.html"
        return render(request, page, {**shown, "swapped": True})
    return render(request, "ojaq/counter.html", shown)


def _answer(request: Visit, typed: dict[str, str]) -> Answer:
    try:
        return Answer((), (), "", receipt=written(read_receipt_number(typed["q"])))
    except NotAReceipt:
        pass
    if looks_like_a_number(typed["q"]) and (found := bearers(typed=typed["q"], viewer=request.viewer)):
        people = tuple(Borne(str(one.number), one.name.text, one.name.language) for one in found)
        return Answer((), (), "", bearers=people)
    told = counter_answer(
        question=typed["q"], mother=typed["mother"], spouse=typed["spouse"], viewer=request.viewer
    )
    return answer(told)
