"""Find a village by any name it has or had, in any script."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ojaq.registry.places.selectors import attributions, search
from ojaq.web.door import Visit
from ojaq.web.shown.place import namesake
from ojaq.web.views.language import language_of_places

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Visit) -> HttpResponse:
    """The page on GET; on POST with the places the text may mean, best first."""
    text = request.POST.get("village", "").strip()[:LONGEST] if request.method == "POST" else ""
    found = search(text=text, viewer=request.viewer, languages=[language_of_places(request)]) if text else ()
    return render(
        request,
        "ojaq/villages.html",
        {
            "text": text,
            "found": [namesake(brief) for brief, _ in found],
            "attributions": attributions(),
        },
    )
