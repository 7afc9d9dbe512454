"""Log in, show a one-time code where the account has one, log out, say once more who one is."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ojaq.registry.access.selectors import viewer_of
from ojaq.registry.access.services import logging_in, second_factor
from ojaq.web.door import SURE, Visit

HALF = "half-in"
"""In a session: whose password was right, and when; the code is still to come."""

CODE_WITHIN = 300
BACKEND = "ojaq.registry.access.authentication.AccountBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page. A wrong name and a wrong password are answered alike."""
    following = safe_next(request)
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(following)
        return render(request, "ojaq/login.html", {"next": following})
    name, password = request.POST.get("name", "").strip()[:150], request.POST.get("password", "")[:256]
    if seconds := logging_in.must_wait(name=name, address=address_of(request)):
        return _again(request, following, _waiting(seconds), 429)
    account = authenticate(request, username=name, password=password)
    if account is None:
        logging_in.tried_wrong(name=name, address=address_of(request))
        return _again(request, following, _("Name and password do not belong together."), 401)
    if second_factor.has_second_factor(account):
        request.session[HALF] = [account.pk, int(time.time())]
        return render(request, "ojaq/code.html", {"next": following})
    return _in(request, account, name, following)


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the telephone or of the paper, within five minutes of the password."""
    following = safe_next(request)
    pk, at = request.session.get(HALF) or (None, 0)
    account = get_user_model().objects.filter(pk=pk, is_active=True).first() if pk else None
    if request.method != "POST" or account is None or time.time() - at > CODE_WITHIN:
        request.session.pop(HALF, None)
        return HttpResponseRedirect(reverse("login"))
    name = account.get_username()
    if seconds := logging_in.must_wait(name=name, address=address_of(request)):
        return render(
            request, "ojaq/code.html", {"next": following, "problem": _waiting(seconds)}, status=429
        )
    if not second_factor.holds(account=account, code=request.POST.get("code", "")[:32]):
        logging_in.tried_wrong(name=name, address=address_of(request))
        problem = _("This code does not hold. Codes change every half minute, and none holds twice.")
        return render(request, "ojaq/code.html", {"next": following, "problem": problem}, status=401)
    return _in(request, account, name, following)


@require_http_methods(["GET", "HEAD", "POST"])
def make_sure(request: Visit) -> HttpResponse:
    """Before a grave act: the password once more, so that a browser left open is not enough."""
    following = safe_next(request)
    if request.method != "POST":
        return render(request, "ojaq/sure.html", {"next": following})
    name = request.user.get_username()
    if seconds := logging_in.must_wait(name=name, address=address_of(request)):
        return render(
            request, "ojaq/sure.html", {"next": following, "problem": _waiting(seconds)}, status=429
        )
    if not request.user.check_password(request.POST.get("password", "")[:256]):
        logging_in.tried_wrong(name=name, address=address_of(request))
        problem = _("This is not the password of this account.")
        return render(request, "ojaq/sure.html", {"next": following, "problem": problem}, status=401)
    request.session[SURE] = int(time.time())
    return HttpResponseRedirect(following)


@require_POST
def log_out(request: Visit) -> HttpResponse:
    """End the session on this machine."""
    logging_in.left(viewer=request.viewer)
    logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL if settings.LOGIN_URL.startswith("/") else "/login")


def address_of(request: HttpRequest) -> str:
    """Where the browser is. What a proxy claims is not believed: anybody can claim it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def safe_next(request: HttpRequest) -> str:
    """Where to go afterwards: a page of this registry and nowhere else."""
    following = request.POST.get("next") or request.GET.get("next") or "/"
    own = url_has_allowed_host_and_scheme(
        following, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return following if own and following.startswith("/") else "/"


def _in(request: HttpRequest, account: object, name: str, following: str) -> HttpResponse:
    login(request, account, backend=BACKEND)  # type: ignore[arg-type]
    request.session.pop(HALF, None)
    request.session[SURE] = int(time.time())
    viewer = viewer_of(account, session=request.session.session_key or "")  # type: ignore[arg-type]
    logging_in.came(name=name, address=address_of(request), viewer=viewer)
    response = HttpResponseRedirect(following)
    _speak(response, request, getattr(account, "language", ""))
    return response


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
