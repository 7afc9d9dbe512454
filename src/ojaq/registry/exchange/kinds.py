"""What a file is, told by its name and its first bytes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from ojaq.registry.exchange.errors import FileRefused


class Kind(StrEnum):
    """What can be imported; answers to our form look like any table, so they are never guessed from a name."""

    REGISTRATIONS = "registrations"
    ROLL = "roll"
    GEDCOM = "gedcom"
    GAZETTEER = "gazetteer"
    ALL = "all"
    XLSFORM_SUBMISSIONS = "xlsform-submissions"


TAKEN_BACK = (Kind.REGISTRATIONS, Kind.ROLL, Kind.GEDCOM, Kind.XLSFORM_SUBMISSIONS, Kind.ALL)
"""Imports that bring testimonies, so that there is something to take back."""

_BY_ENDING = {
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), Kind.REGISTRATIONS),
    **dict.fromkeys((".csv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), Kind.ROLL),
    **dict.fromkeys((".ged", ".gedcom"), Kind.GEDCOM),
    ".zip": Kind.ALL,
}
_NOT_YET = frozenset({".gdz"})


def kind_of(path: Path, *, gazetteer: bool) -> Kind:
    """What a file is; `gazetteer` is what `registry.places` says of it. Raises FileRefused when it is not clear."""
    if gazetteer:
        return Kind.GAZETTEER
    if path.is_dir():
        if (path / "manifest.json").is_file():
            return Kind.ALL
        raise FileRefused(problem="not-known", file=path.name)
    if path.suffix.lower() in _NOT_YET:
        raise FileRefused(problem="not-yet", file=path.name)
    if (kind := _BY_ENDING.get(path.suffix.lower())) is not None:
        return kind
    with path.open("rb") as source:
        start = source.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return Kind.REGISTRATIONS
    raise FileRefused(problem="not-known", file=path.name)
