"""What clients refuse.

Conflict
`-- ClientTaken      a client of this name stands already
NotFound
|-- NoSuchClient     there is none under this name
`-- NoWebhook        the client is told nothing
Refused
|-- NotAClientName   a name with signs it cannot have
|-- UnknownReach     a word that is no reach
|-- UnsafeAddress    an address that others could listen to
`-- UnknownEvent     a word that is no event, or one the client may not know of
"""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound, Refused


class ClientTaken(Conflict):
    """The name is in use, perhaps by a client that was revoked: the ledger names it for ever."""

    code = "client-taken"
    sentence = "There is a client called %(client)s already. Choose another name."


class NoSuchClient(NotFound):
    """There is no client of this name."""

    code = "no-such-client"
    sentence = "There is no client called %(client)s. `ojaq token list` shows them."


class NotAClientName(Refused):
    """A name with signs it cannot have."""

    code = "not-a-client-name"
    sentence = (
        "The name of a client has small Latin letters, digits, dots and hyphens only, at most 64 of them."
    )


class UnknownReach(Refused):
    """A word that is no reach, or none at all."""

    code = "unknown-reach"
    sentence = "A token reaches %(reaches)s. Give one or more of these."


class NoWebhook(NotFound):
    """The client is told nothing."""

    code = "no-webhook"
    sentence = "The client %(client)s is told nothing, so there is nothing to end or to wake."


class UnsafeAddress(Refused):
    """Others could listen to what is sent there."""

    code = "unsafe-address"
    sentence = (
        "A client is told at an https address, or at http on this machine. "
        "The address holds no name, password or fragment, and at most 500 signs. Nothing was changed."
    )


class UnknownEvent(Refused):
    """A word that is no event, or an event the client may not know of."""

    code = "unknown-event"
    sentence = (
        "Events are %(events)s. A client is told of registrations when its token reaches register, "
        "and of persons when it reaches read. Nothing was changed."
    )
