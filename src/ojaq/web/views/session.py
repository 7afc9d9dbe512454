"""Log in, log out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ojaq.web.guesses import Guesses

GUESSES = Guesses()


@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page. A wrong name and a wrong password are answered alike."""
    following = safe_next(request)
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(following)
        return render(request, "ojaq/login.html", {"next": following})
    name, password = request.POST.get("name", "").strip()[:150], request.POST.get("password", "")[:256]
    if seconds := GUESSES.must_wait(name):
        return _again(request, following, _waiting(seconds), 429)
    account = authenticate(request, username=name, password=password)
    if account is None:
        GUESSES.wrong(name)
        return _again(request, following, _("Name and password do not belong together."), 401)
    GUESSES.right(name)
    login(request, account)
    response = HttpResponseRedirect(following)
    _speak(response, request, getattr(account, "language", ""))
    return response


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session on this machine."""
    logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL if settings.LOGIN_URL.startswith("/") else "/login")


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: a page of this registry and nowhere else."""
    following = request.POST.get("next") or request.GET.get("next") or "/"
    own = url_has_allowed_host_and_scheme(
        following, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return following if own and following.startswith("/") else "/"


def _again(request: HttpRequest, following: str, problem: str, status: int) -> HttpResponse:
    return render(request, "ojaq/login.html", {"next": following, "problem": problem}, status=status)


def _waiting(seconds: int) -> str:
    return ngettext(
        "Too many tries under this name. Wait %(seconds)s second, then try once more.",
        "Too many tries under this name. Wait %(seconds)s seconds, then try once more.",
        seconds,
    ) % {"seconds": seconds}


def _speak(response: HttpResponse, request: HttpRequest, language: str) -> None:
    """Speak the account's language, unless one was chosen on this machine already."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if not chosen and language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", httponly=True)
