"""Which language the pages speak, and in which language names of places come first."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from ojaq.web.views.session import safe_next

PLACES_COOKIE = "ojaq-places"
YEAR = 365 * 24 * 3600


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, on this machine."""
    return _kept(request, settings.LANGUAGE_COOKIE_NAME)


@require_POST
def set_language_of_places(request: HttpRequest) -> HttpResponse:
    """Show the names in this language first, wherever a place has several."""
    return _kept(request, PLACES_COOKIE)


def language_of_places(request: HttpRequest) -> str:
    """The language whose names of places come first: as set, else the language of the page."""
    chosen = request.COOKIES.get(PLACES_COOKIE, "")
    return chosen if _is_code(chosen) else str(getattr(request, "LANGUAGE_CODE", "en"))


def _kept(request: HttpRequest, cookie: str) -> HttpResponse:
    response = HttpResponseRedirect(safe_next(request))
    code = request.POST.get("language", "")
    if _is_code(code) and (cookie == PLACES_COOKIE or code in dict(settings.LANGUAGES)):
        response.set_cookie(
            cookie, code, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


def _is_code(code: str) -> bool:
    return 2 <= len(code) <= 8 and code.replace("-", "").isascii() and code.replace("-", "").isalpha()
