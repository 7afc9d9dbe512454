"""Stub."""

from __future__ import annotations

from django.http import HttpResponse

from ojaq.web.door import Visit


def show(request: Visit, **places: str) -> HttpResponse:
    """Stub."""
    raise NotImplementedError
