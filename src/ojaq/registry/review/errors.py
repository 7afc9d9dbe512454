"""What review refuses.

Conflict
`-- JudgedMeanwhile     somebody else judged this pair a minute ago
NotFound
|-- NothingWaits        there is no such pair, or it waits no more
`-- NoSuchTestimony     nothing of that kind waits, or not for this viewer
"""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound


class JudgedMeanwhile(Conflict):
    """The pair was judged by somebody else since it was shown."""

    code = "judged-meanwhile"
    sentence = "Somebody else judged this pair a minute ago. Nothing was changed by you."


class NothingWaits(NotFound):
    """No such pair."""

    code = "nothing-waits"
    sentence = "There is no such pair."


class NoSuchTestimony(NotFound):
    """Nothing of that kind waits here."""

    code = "no-such-testimony"
    sentence = "There is nothing here that waits for you."
