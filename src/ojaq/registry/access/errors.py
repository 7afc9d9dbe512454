"""What access refuses, beside `ojaq.errors.NotPermitted`.

AccessError
|-- OfficeTaken, AccountTaken     the code or the log-in name is in use
|-- UnknownOffice, UnknownAccount, UnknownRole
|-- NotACode                      an office code or log-in name with signs it cannot have
|-- WeakPassword                  shorter than twelve signs, or among the common ones
`-- AlreadyFounded                there is a registry here already
"""

from ojaq.errors import Conflict, NotFound, OjaqError, Refused


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
