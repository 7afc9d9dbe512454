"""What access refuses, beside `ojaq.errors.NotPermitted`.

AccessError
|-- OfficeTaken, AccountTaken     the code or the log-in name is in use
|-- UnknownOffice, UnknownAccount, UnknownRole
|-- NotACode                      an office code or log-in name with signs it cannot have
|-- WeakPassword                  shorter than twelve signs, or among the common ones
|-- AlreadyFounded                there is a registry here already
|-- NeedsSecondPerson             this takes two people, and the second has not agreed yet
|-- NoSuchApproval, AlreadyAnswered, StaleApproval, SamePerson, SameSession
|-- TooManyOpened, TooManyQuestions   a limit of one account was reached
|-- UnknownPurpose                a consent that was never asked
|-- NoLanguage                    no language left to offer
|-- ReasonTooShort, GlassTooOften     breaking glass
`-- NotReadyForLife               what a registry lacks to go live
"""

from __future__ import annotations

from typing import Any

from ojaq.errors import Conflict, NotFound, NotReady, OjaqError, Refused


class AccessError(OjaqError):
    """Access refused; nothing was changed."""


class OfficeTaken(AccessError, Conflict):
    """The office code is in use."""

    code = "access.office-taken"
    sentence = "There is an office with the code %(office)s already."


class AccountTaken(AccessError, Conflict):
    """The log-in name is in use."""

    code = "access.account-taken"
    sentence = "This log-in name is in use already. Choose another."


class NoLanguage(AccessError, Refused):
    """A registry must speak some language."""

    code = "access.no-language"
    sentence = "Leave at least one language to read in. Nothing was changed."


class UnknownOffice(AccessError, NotFound):
    """No such office."""

    code = "access.unknown-office"
    sentence = "There is no office with the code %(office)s. `ojaq office list` shows them."


class UnknownAccount(AccessError, NotFound):
    """No such account."""

    code = "access.unknown-account"
    sentence = "There is no account with this log-in name. `ojaq user list` shows them."


class UnknownRole(AccessError, Refused):
    """No such role, or one that nobody logs in with."""

    code = "access.unknown-role"
    sentence = "%(role)s is not a role. Roles are: %(roles)s."


class NotACode(AccessError, Refused):
    """An office code or log-in name with signs it cannot have."""

    code = "access.not-a-code"
    sentence = (
        "A code or log-in name has small Latin letters, digits, dots and hyphens only, at most 64 of them."
    )


class WeakPassword(AccessError, Refused):
    """The password would be guessed."""

    code = "access.weak-password"
    sentence = (
        "This password is too easy to guess: take twelve signs or more, not a common word or the log-in name."
    )


class AlreadyFounded(AccessError, Conflict):
    """There is a registry here already."""

    code = "access.already-founded"
    sentence = "There is a registry here already. Nothing was changed."


class NeedsSecondPerson(AccessError, Conflict):
    """This takes two people. `proposal` says what was wished, so that a door can ask for the second one's answer."""

    code = "access.needs-second-person"
    sentence = "This takes two people, and the second has not agreed yet. Nothing was done. A second person was asked."

    def __init__(self, proposal: Any) -> None:
        self.proposal = proposal
        super().__init__()


class NoSuchApproval(AccessError, NotFound):
    """Nothing was asked under this number."""

    code = "access.no-such-approval"
    sentence = "Nothing was asked for under this number."


class AlreadyAnswered(AccessError, Conflict):
    """Somebody was faster."""

    code = "access.already-answered"
    sentence = "Somebody answered this already. Nothing was changed by you."


class StaleApproval(AccessError, Conflict):
    """Asked too long ago."""

    code = "access.stale-approval"
    sentence = "This was asked too long ago. Whoever needs it asks once more."


class SamePerson(AccessError, Refused):
    """Nobody is their own second person."""

    code = "access.same-person"
    sentence = "You asked for this yourself. Somebody else has to agree."


class SameSession(AccessError, Refused):
    """Two people do not share one log-in."""

    code = "access.same-session"
    sentence = "This was asked for in the same session. The second person logs in by themselves."


class TooManyOpened(AccessError, Conflict):
    """The account opened as much as one account opens in a day."""

    code = "access.too-many-opened"
    sentence = (
        "This account has opened %(limit)s people or testimonies within 24 hours; more are not opened for it. "
        "Nothing is lost. Speak with your steward, who was told."
    )


class TooManyQuestions(AccessError, Conflict):
    """The account asked as much as one account asks."""

    code = "access.too-many-questions"
    sentence = (
        "This account has asked %(limit)s times within %(hours)s hours; more is not answered for now. "
        "Nothing is lost. Speak with your steward, who was told."
    )


class UnknownPurpose(AccessError, Refused):
    """No such purpose, or nobody was ever asked about it."""

    code = "access.unknown-purpose"
    sentence = "Nobody was asked about this. Nothing was changed."


class ReasonTooShort(AccessError, Refused):
    """Whoever breaks glass says why."""

    code = "access.reason-too-short"
    sentence = "Say in a sentence why this is needed: at least %(least)s signs. Nothing was opened."


class GlassTooOften(AccessError, Conflict):
    """More often than an emergency happens."""

    code = "access.glass-too-often"
    sentence = "This account broke the glass %(limit)s times within a week. Speak with your steward. Nothing was opened."


class NotReadyForLife(AccessError, NotReady):
    """What a registry lacks to go live. `missing` are the sentences."""

    code = "access.not-ready-for-life"
    sentence = "This registry cannot go live yet:\n%(missing)s\nNothing was changed."
