"""Help: the keys, the marks, and how sure is sure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ojaq.web.words.likelihood import steps


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page of help."""
    return render(request, "ojaq/help.html", {"likelihoods": steps()})
