"""What clients refuse.

Conflict
`-- ClientTaken      a client of this name stands already
NotFound
`-- NoSuchClient     there is none under this name
Refused
|-- NotAClientName   a name with signs it cannot have
`-- UnknownReach     a word that is no reach
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
