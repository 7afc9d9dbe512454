"""The root of all refusals.

    OjaqError                 something was refused; nothing was half-written
    |-- Refused               what was given cannot be taken (bad input); says what, where and what to do
    |-- NotPermitted          this viewer may not do this here
    |-- NotFound              there is nothing there, or nothing this viewer may see: both answer alike
    |-- Conflict              somebody was faster, or two statements cannot both hold
    `-- NotReady              the registry cannot do this now (locked, wrong database, no room)

Each ring and folder derives its own errors from these in its `errors.py`. An error has a `code`, an English `sentence`
with named places, and `parameters` to fill them. Doors translate the sentence; no parameter ever holds personal data.
"""

from __future__ import annotations


class OjaqError(Exception):
    """Something was refused. `code` is stable; `sentence` is the English message with %(name)s places."""

    code = "refused"
    sentence = "This was refused."

    def __init__(self, **parameters: str | int) -> None:
        self.parameters = parameters
        super().__init__(self.code)

    def __str__(self) -> str:
        """The English message, for logs and for doors that have no language."""
        return self.sentence % self.parameters


class Refused(OjaqError):
    """What was given cannot be taken."""


class NotPermitted(OjaqError):
    """This viewer may not do this here."""

    code = "not-permitted"
    sentence = "Your role does not allow this here. Nothing was changed."


class NotFound(OjaqError):
    """There is nothing there, or nothing this viewer may see."""

    code = "not-found"
    sentence = "There is nothing here under this number."


class Conflict(OjaqError):
    """Two statements cannot both hold."""

    code = "conflict"
    sentence = "Somebody else changed this a moment ago. Nothing was changed by you."


class NotReady(OjaqError):
    """The registry cannot do this now."""

    code = "not-ready"
    sentence = "The registry is not ready for this."
