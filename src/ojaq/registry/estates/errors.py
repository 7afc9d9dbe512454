"""What estates refuse.

NotFound
`-- NoSuchVersion    no version has this number
Conflict
`-- DecidedAlready   somebody was faster
"""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound


class NoSuchVersion(NotFound):
    """No version has this number."""

    code = "no-such-version"


class DecidedAlready(Conflict):
    """Somebody decided about this version already, or a newer one is proposed."""

    code = "estate-decided-already"
    sentence = "Somebody decided about this already, or a newer reckoning is proposed. Nothing was changed: look again."
