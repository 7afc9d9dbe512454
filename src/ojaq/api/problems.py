"""Every refusal as problem+json (RFC 9457): a stable code, a sentence in the caller's language, never a person's data."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from ojaq.errors import Conflict, NotFound, NotPermitted, NotReady, OjaqError
from ojaq.registry.registration.errors import RegistrationRefused

MEDIA_TYPE = "application/problem+json"
_STATUS: tuple[tuple[type[OjaqError], int], ...] = (
    (NotPermitted, 403),
    (NotFound, 404),
    (Conflict, 409),
    (NotReady, 503),
)


def problem(status: int, code: str, detail: str = "", **more: Any) -> HttpResponse:
    """One problem. `more`: what helps to find the place, such as `field`; never what was given there."""
    said = {
        "type": f"urn:ojaq:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        **({"detail": detail} if detail else {}),
        **{name: value for name, value in more.items() if value not in ("", None)},
    }
    return HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def install(api: NinjaAPI) -> None:
    """Let every refusal and every fault of this API be answered as a problem."""
    api.add_exception_handler(OjaqError, _refused)
    api.add_exception_handler(ValidationError, _misshapen)
    api.add_exception_handler(AuthenticationError, _unknown)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(Http404, _nothing)
    api.add_exception_handler(SuspiciousOperation, _too_much)
    api.add_exception_handler(Exception, _broken)


def _refused(request: HttpRequest, error: OjaqError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 422)
    if isinstance(error, RegistrationRefused):
        refusal = error.refusal
        return problem(status, refusal.code, _(refusal.sentence), field=refusal.field)
    return problem(status, error.code, _(error.sentence) % error.parameters)


def _misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    # Where and what kind; the value that was given stays out of it.
    faults = [
        {"field": ".".join(str(part) for part in fault["loc"]), "code": fault["type"]}
        for fault in error.errors
    ]
    return problem(422, "shape", _("Something of another kind is expected here."), faults=faults)


def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    answer = problem(401, "no-token", _("This token does not hold. Ask whoever gave it to you for another."))
    answer["WWW-Authenticate"] = 'Bearer realm="ojaq"'
    return answer


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    return problem(error.status_code, "not-json", _("This line is not JSON."))


def _nothing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    return problem(404, "not-found", _("There is nothing here under this number."))


def _too_much(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    if isinstance(error, RequestDataTooBig):
        return problem(413, "too-long", _("This line is longer than 4 MiB."))
    return problem(400, "bad-request")


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    # Without the message of the fault: that could quote what was written.
    request_logged(request, error)
    return problem(500, "broken", _("What was stored before is safe. This one step was not done."))


def request_logged(request: HttpRequest, error: Exception) -> None:
    """Leave the kind of the fault and the address in the log, and nothing that was said."""
    import logging

    logging.getLogger("ojaq.api").error("%s at %s %s", type(error).__name__, request.method, request.path)
