"""Pages that say what happened, what is safe and what to do next. None blames, none holds personal data."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ojaq.errors import Conflict, NotReady, OjaqError


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page of trouble says: `title`, `what` happened and what is safe, what to do `next`."""

    title: str
    what: str
    next: str


def words_of(status: int) -> Trouble:
    """The words of a status. One that is not known here is told as a fault of ours."""
    known = {
        400: Trouble(
            _("This could not be read"),
            _("Something in the question was not as this page sends it. Nothing was changed."),
            _("Go back and try once more."),
        ),
        403: Trouble(
            _("Not open to you"),
            _("Your role does not allow this here. Nothing was changed."),
            _("Ask the head of your office if you need it."),
        ),
        # One answer for what does not exist and for what this viewer may not see: neither tells which it is.
        404: Trouble(
            _("Nothing here"),
            _("There is nothing under this address that is open to you."),
            _("Check the number, or search at the counter."),
        ),
    }
    return known.get(status) or Trouble(
        _("Something broke on our side"),
        _("What was stored before is safe. This one step was not done."),
        _("Try once more. If it happens again, tell whoever keeps this machine."),
    )


def trouble(request: HttpRequest, status: int) -> HttpResponse:
    """The page for `status`."""
    return render(request, "ojaq/trouble.html", {"trouble": words_of(status)}, status=status)


def refused(request: HttpRequest, error: OjaqError) -> HttpResponse:
    """The page for a refusal of the registry, in the reader's language."""
    # Errors carry English sentences as their message ids; the catalogues know them all.
    said = Trouble(
        _("This was not done"), _(error.sentence) % error.parameters, _("Nothing else was changed.")
    )
    status = 409 if isinstance(error, Conflict) else 503 if isinstance(error, NotReady) else 400
    return render(request, "ojaq/trouble.html", {"trouble": said}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400, as Django calls it."""
    return trouble(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403, as Django calls it; also when a form came without its token."""
    return trouble(request, 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404, as Django calls it."""
    return trouble(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, as Django calls it. When even the page cannot be made (no database), plain words must do."""
    try:
        return trouble(request, 500)
    except Exception:  # whatever broke before may break again here
        said = words_of(500)
        text = f"{said.title}. {said.what} {said.next}\n"
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")
