"""Programs that ask through the API, and where each is told of what happened."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.clients.events import Event
from ojaq.registry.clients.selectors import clients, webhooks
from ojaq.registry.clients.services import WebhookSet, remove_webhook, set_webhook, wake_webhook
from ojaq.web.door import Visit
from ojaq.web.shown.programs import EVENTS, program_shown

_LONGEST = 600


@require_safe
def show(request: Visit) -> HttpResponse:
    """Every program with where it is told."""
    return _page(request)


def _page(request: Visit, made: WebhookSet | None = None) -> HttpResponse:
    told = {line.client: line for line in webhooks(viewer=request.viewer)}
    shown = {
        "programs": [program_shown(line, told.get(line.name)) for line in clients(viewer=request.viewer)],
        "events": [(str(event), EVENTS[event]) for event in Event],
        "made": {"client": made.webhook.client.name, "secret": made.secret} if made else None,
        "done": "done" in request.GET,
    }
    return render(request, "ojaq/programs.html", shown)


@require_POST
def tell(request: Visit) -> HttpResponse:
    """Set where a program is told; the secret is shown this once."""
    made = set_webhook(
        name=_client(request),
        address=request.POST.get("address", "").strip()[:_LONGEST],
        events=request.POST.getlist("event"),
        by=request.viewer,
    )
    return _page(request, made)


@require_POST
def wake(request: Visit) -> HttpResponse:
    """Try again at once."""
    wake_webhook(name=_client(request), by=request.viewer)
    return _done()


@require_POST
def remove(request: Visit) -> HttpResponse:
    """Tell a program nothing any more."""
    remove_webhook(name=_client(request), by=request.viewer)
    return _done()


def _client(request: Visit) -> str:
    return request.POST.get("client", "").strip()[:_LONGEST]


def _done() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('programs')}?done")
