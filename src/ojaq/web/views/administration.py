"""Administration: offices as a tree, accounts with their roles. Who runs the machine reads no testimony."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.access import services
from ojaq.registry.access.selectors import accounts, offices
from ojaq.web.door import Visit
from ojaq.web.shown.administration import ROLE_HELP, ROLES, SCOPES, accounts_shown, tree

_LONGEST = 200


@require_safe
def show(request: Visit) -> HttpResponse:
    """The page: offices and accounts, a form beside each."""
    return _page(request)


def _page(request: Visit, made: dict[str, str] | None = None) -> HttpResponse:
    known = offices(viewer=request.viewer)
    shown = {
        "offices": tree(known),
        "accounts": accounts_shown(accounts(viewer=request.viewer)),
        "roles": ROLES.items(),
        "scopes": SCOPES.items(),
        "role_help": [(ROLES[role], does) for role, does in ROLE_HELP.items()],
        "made": made,
        "done": "done" in request.GET,
    }
    return render(request, "ojaq/administration.html", shown)


@require_POST
def add_office(request: Visit) -> HttpResponse:
    """Add an office below another."""
    told = _told(request, "code", "name", "parent")
    services.add_office(
        code=told["code"], name=told["name"], parent=told["parent"] or None, by=request.viewer
    )
    return _done()


@require_POST
def add_account(request: Visit) -> HttpResponse:
    """Add an account that may do nothing yet. Its first password is made here and shown this once."""
    told = _told(request, "username", "name", "office")
    password = secrets.token_urlsafe(12)
    services.add_account(
        username=told["username"],
        password=password,
        office=told["office"],
        name=told["name"],
        by=request.viewer,
    )
    return _page(request, {"username": told["username"], "password": password})


@require_POST
def give_role(request: Visit) -> HttpResponse:
    """Give an account a role at an office."""
    return _role(request, services.grant, "scope")


@require_POST
def take_role(request: Visit) -> HttpResponse:
    """Take a role from an account."""
    return _role(request, services.revoke)


def _role(request: Visit, service: Callable[..., object], *more: str) -> HttpResponse:
    service(**_told(request, "username", "role", "office", *more), by=request.viewer)
    return _done()


@require_POST
def close(request: Visit) -> HttpResponse:
    """Close an account. What it did stays."""
    services.disable_account(username=_told(request, "username")["username"], by=request.viewer)
    return _done()


def _told(request: Visit, *fields: str) -> dict[str, str]:
    return {field: request.POST.get(field, "").strip()[:_LONGEST] for field in fields}


def _done() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('administration')}?done")
