"""What the desk refuses.

Refused
|-- NotAReceipt         a receipt number that was misread
|-- NothingAgreed       the visitor did not agree that anything is kept
`-- NameTooLong         something else was pasted into a name
NotFound
|-- NoSuchDraft         no family is being told under this id, or somebody else's
`-- NoSuchReceipt       no receipt bears this number, or none this viewer may see
Conflict
|-- OpenElsewhere       the family was changed on another page meanwhile
`-- AlreadyRegistered   the family was stored; nothing is doubled
"""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound, Refused


class NotAReceipt(Refused):
    """A receipt number whose check sign does not fit."""

    code = "not-a-receipt"
    sentence = "This is not a receipt number: one of its signs was misread. Nothing was changed."


class NothingAgreed(Refused):
    """Nobody agreed that what is told is kept."""

    code = "nothing-agreed"
    sentence = "Nothing is stored without the visitor’s yes to keeping it. Read the first question aloud; all is still here."


class NameTooLong(Refused):
    """A name of more than 200 letters."""

    code = "name-too-long"
    sentence = "The name is longer than 200 letters. Was something else pasted? Your text is still there; nothing was stored."


class NoSuchDraft(NotFound):
    """No family is being told under this id, or none of this account's."""

    code = "no-such-draft"
    sentence = "No family is being told here."


class NoSuchReceipt(NotFound):
    """No receipt bears this number, or none this viewer may see."""

    code = "no-such-receipt"
    sentence = "No receipt bears this number."


class OpenElsewhere(Conflict):
    """Another page kept this family since this page saw it."""

    code = "open-elsewhere"
    sentence = (
        "This family was changed on another page meanwhile. What you typed here still stands in the fields."
    )


class AlreadyRegistered(Conflict):
    """The family of this draft was stored."""

    code = "already-registered"
    sentence = "This family was already stored. Nothing was doubled."
