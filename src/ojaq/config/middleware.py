"""What surrounds every page: headers that say what this registry is, and rows that stay shut until a permission opens them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ojaq.registry.access import reach
from ojaq.registry.access.selectors import the_registry
from ojaq.web.words.figures import in_own_figures


class RegistryHeaders:
    """Adds `X-Ojaq-Fictional`, `X-Ojaq-State` and `Cache-Control: no-store`; static files keep their own caching.

    The registry's row is read until it is live: that is for good, and only then is it kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response
        self._headers: dict[str, str] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and stamp the answer."""
        response = self._next(request)
        if request.path.startswith("/" + settings.STATIC_URL.strip("/") + "/"):
            return response
        response.headers.setdefault("Cache-Control", "no-store")
        for name, value in self._about_the_registry().items():
            response.headers[name] = value
        return response

    def _about_the_registry(self) -> dict[str, str]:
        if self._headers:
            return self._headers
        registry = the_registry()
        if registry is None:
            return {}
        headers = {"X-Ojaq-State": registry.state}
        if registry.fictional:
            headers["X-Ojaq-Fictional"] = "1"
        if registry.state == registry.State.LIVE:
            self._headers = headers
        return headers


class ShutRows:
    """Begins each page with no row of any office: only what it asks a permission for is opened (`access.reach`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a page that streams is read to its end by whoever writes it, before this ends."""
        with reach.nothing_yet():
            return self._next(request)


class OwnFigures:
    """Writes the figures of each text in the signs of its language; what people said keeps its signs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; only pages of text are touched."""
        response = self._next(request)
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            response.content = in_own_figures(response.content.decode(), (get_language() or "")[:2]).encode()
        return response
