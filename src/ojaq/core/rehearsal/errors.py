"""What a rehearsal refuses."""

from __future__ import annotations

from ojaq.errors import Refused


class NotATree(Refused):
    """No genealogy could be read out of it."""

    code = "rehearsal.not-a-tree"
    sentence = "This is no genealogy in GEDCOM that can be read. Nothing was written."


class NobodyHasRelatives(Refused):
    """There is nothing to tell."""

    code = "rehearsal.nobody-has-relatives"
    sentence = "Nobody in this genealogy has two relatives, so nobody can testify. Nothing was written."
