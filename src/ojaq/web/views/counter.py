"""The counter: who is here? Asked by POST only, so that no name ever stands in an address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ojaq.web.door import Visit, is_part
from ojaq.web.shown.counter import Answer

LONGEST = 400


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Visit) -> HttpResponse:
    """The page on GET; on POST the whole page with the answer, or for htmx the answer alone."""
    typed = {field: request.POST.get(field, "").strip()[:LONGEST] for field in ("q", "mother", "spouse")}
    answer = _answer(request, typed) if request.method == "POST" and typed["q"] else None
    if request.method == "POST" and is_part(request):
        page = "ojaq/parts/answer.html" if answer else "ojaq/parts/before.html"
        return render(request, page, {"answer": answer, "swapped": True})
    return render(request, "ojaq/counter.html", {**typed, "answer": answer})


def _answer(request: Visit, typed: dict[str, str]) -> Answer:
    raise NotImplementedError
