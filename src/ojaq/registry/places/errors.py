"""What places refuse."""

from __future__ import annotations

from ojaq.errors import NotFound, Refused


class GazetteerRefused(Refused):
    """A whole gazetteer file cannot be taken; `problem` says why (no-places-file, no-header, broken-gzip...)."""

    code = "gazetteer-refused"
    sentence = "This gazetteer cannot be read (%(problem)s). Nothing was stored."


class NameRefused(Refused):
    """A name of a place cannot be taken; `part` says what is wrong with it."""

    code = "place-name-refused"
    sentence = "This name of a place cannot be kept as it is: look at its %(part)s. Nothing was stored."


class NoSuchPlace(NotFound):
    """There is no place under this id."""

    code = "no-such-place"
    sentence = "There is no place under this id."
