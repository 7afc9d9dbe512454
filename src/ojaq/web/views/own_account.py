"""One's own account: one-time codes beside the password."""

from __future__ import annotations

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ojaq.registry.access.services import second_factor
from ojaq.web.door import Visit


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Visit) -> HttpResponse:
    """The page; by POST begin, confirm or remove. What is secret is shown once, in the answer to `begin`."""
    wished = request.POST.get("wish", "") if request.method == "POST" else ""
    told: dict[str, object] = {}
    if wished == "begin":
        begun = second_factor.begin(by=request.viewer)
        # Drawn here from an address of our own making: no text of anybody's stands in it.
        drawn = segno.make(begun.address, error="m").svg_inline(
            scale=4, omitsize=True, light="#fff", lineclass=None, svgclass="oj-qr"
        )
        told = {"begun": begun, "qr": mark_safe(drawn)}  # noqa: S308
    elif wished == "confirm":
        if not second_factor.confirm(code=request.POST.get("code", "")[:32], by=request.viewer):
            told = {
                "problem": _("This code does not hold. Codes change every half minute, and none holds twice.")
            }
    elif wished == "remove":
        second_factor.remove(by=request.viewer)
    told["standing"] = second_factor.has_second_factor(request.user)
    return render(request, "ojaq/account.html", told)
