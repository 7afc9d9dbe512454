"""Headers that every answer carries: what this registry is, and that nothing of it is to be kept by the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ojaq.registry.access.selectors import the_registry


class RegistryHeaders:
    """Adds `X-Ojaq-Fictional`, `X-Ojaq-State` and `Cache-Control: no-store`; static files keep their own caching.

    The registry's row is read once: what a registry is does not change while it is served.
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
        if not self._headers:
            registry = the_registry()
            if registry is None:
                return {}
            self._headers = {"X-Ojaq-State": registry.state}
            if registry.fictional:
                self._headers["X-Ojaq-Fictional"] = "1"
        return self._headers
