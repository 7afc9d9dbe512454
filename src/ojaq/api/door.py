"""The door of the API: which token, which account behind it, may they do what this address is for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from ojaq.errors import NotPermitted
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.clients.selectors import Caller, caller_of

View = Callable[..., Any]


class Question(HttpRequest):
    """A request whose caller is known; the door sets both before the view sees the request."""

    auth: Caller
    viewer: Viewer


class Token(HttpBearer):
    """`Authorization: Bearer ojaq_...`. A token that does not hold, for whatever reason, is answered alike.

    The act is asked about here already: whoever may not do it is not told how the question should have looked either.
    """

    def __init__(self, act: Act) -> None:
        super().__init__()
        self._act = act

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:  # noqa: ARG002 - ninja's signature
        """Who asks, or None. Raises NotPermitted."""
        caller = caller_of(token)
        if caller is not None and not caller.may(self._act):
            raise NotPermitted
        return caller


def behind(act: Act, view: View) -> View:
    """`view`, opened only to callers whose account and whose token may do `act`."""

    @wraps(view)
    def opened(request: Question, *given: Any, **places: Any) -> Any:
        if not isinstance(getattr(request, "auth", None), Caller):
            _refuse()
        if not request.auth.may(act):
            raise NotPermitted
        request.viewer = request.auth.viewer
        # Opens the rows of the offices that this permission is for.
        require(request.viewer, act)
        return view(request, *given, **places)

    opened.act = act  # type: ignore[attr-defined]
    # ninja reads the types of a view from here; as text they would be looked for among the names of this file.
    opened.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
    return opened


def _refuse() -> NoReturn:
    """ninja asks for the token first; this holds even where somebody forgot it."""
    raise AuthenticationError
