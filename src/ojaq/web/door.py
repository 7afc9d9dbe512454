"""The door every page stands behind: who looks, may they, what goes wrong, and what the browser may keep."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from ojaq.errors import NotFound, NotPermitted, OjaqError
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.binding import binds
from ojaq.registry.access.errors import NeedsSecondPerson
from ojaq.registry.access.selectors import viewer_of
from ojaq.registry.access.services.approving import ask_second
from ojaq.web.trouble import refused, trouble

View = Callable[..., HttpResponse]
SURE = "sure"
"""In a session: when the password was last typed, in seconds."""

SURE_FOR = 600


class Visit(HttpRequest):
    """A request whose viewer is known; the door sets it before the page sees the request."""

    viewer: Viewer


def behind(act: Act | None, view: View) -> View:
    """`view`, opened only to those logged in who may do `act` (None: whoever is logged in)."""

    @wraps(view)
    def opened(request: Visit, **places: str) -> HttpResponse:
        if not request.user.is_authenticated:
            # The middleware asks first; this holds even where somebody forgot it.
            return private(to_login(request))
        request.viewer = viewer_of(request.user, session=request.session.session_key or "")
        try:
            if act is not None:
                require(request.viewer, act)
            return private(view(request, **places))
        except NotFound:
            return private(trouble(request, 404))
        except NotPermitted:
            return private(trouble(request, 403))
        except NeedsSecondPerson as need:
            ask_second(proposal=need.proposal, by=request.viewer)
            return private(refused(request, need))
        except OjaqError as error:
            return private(refused(request, error))

    opened.act = act  # type: ignore[attr-defined]
    return opened


def surely(view: View) -> View:
    """`view`, in a live registry opened by POST only to whoever typed the password within ten minutes: for grave acts."""

    @wraps(view)
    def opened(request: Visit, **places: str) -> HttpResponse:
        fresh = time.time() - request.session.get(SURE, 0) < SURE_FOR
        if request.method == "POST" and not fresh and binds():
            back = urlsplit(request.headers.get("Referer", "")).path or "/"
            return HttpResponseRedirect(f"{reverse('sure')}?{urlencode({'next': back})}")
        return view(request, **places)

    return opened


def in_the_open(view: View) -> View:
    """`view`, opened to everybody: the log-in page, the language, what a browser may know without an account."""

    @wraps(view)
    def opened(request: HttpRequest, **places: str) -> HttpResponse:
        return private(view(request, **places))

    opened.act = "open"  # type: ignore[attr-defined]
    return opened


def to_login(request: HttpRequest) -> HttpResponse:
    """Send the browser to the log-in page and back afterwards."""
    back = request.path if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': back})}")


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page that stands already."""
    return request.headers.get("HX-Request") == "true"


def private(response: HttpResponse) -> HttpResponse:
    """Nothing of a page stays behind: not in the browser, not on the way."""
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ("HX-Request", "Accept-Language", "Cookie"))
    return response
