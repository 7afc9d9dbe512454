"""What registration refuses.

Refused
|-- RegistrationRefused    a document that is not registration/1; names line, field and reason
NotFound
|-- NoSuchRegistration     there is none under this id, or none this viewer may see
Conflict
|-- OtherWordsStand        the id stands for other words already; what came was put into quarantine
`-- WasWithdrawn           the registrant withdrew it; it stays withdrawn
"""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound, Refused
from ojaq.registry.registration.refusal import Refusal


class RegistrationRefused(Refused):
    """One document that cannot be taken. `refusal` says where and why."""

    code = "registration-refused"
    sentence = "%(reason)s (%(field)s) Nothing was stored."

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(reason=refusal.sentence, field=refusal.field or "-", problem=refusal.code)


class NoSuchRegistration(NotFound):
    """There is no registration under this id, or none this viewer may see."""

    code = "no-such-registration"
    sentence = "There is no registration under this id."


class OtherWordsStand(Conflict):
    """The same id came with other words. Nothing was overwritten; what came waits in quarantine."""

    code = "other-words-stand"
    sentence = "Another testimony stands under this id. Nothing was overwritten; what came waits for review."


class WasWithdrawn(Conflict):
    """The registrant withdrew this registration."""

    code = "was-withdrawn"
    sentence = "This registration was withdrawn by its registrant and stays withdrawn."


class NotUnderReview(Conflict):
    """What was to be decided is decided already, or was never proposed."""

    code = "not-under-review"
    sentence = "There is nothing to decide here any more. Nothing was changed."
