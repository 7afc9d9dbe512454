"""Codes of scripts (ISO 15924) for names of places, from their letters."""

from __future__ import annotations

from ojaq.core.names.scripts import main_script

_CODES = {
    "latin": "Latn",
    "cyrillic": "Cyrl",
    "armenian": "Armn",
    "georgian": "Geor",
    "arabic": "Arab",
    "greek": "Grek",
    "hebrew": "Hebr",
}


def script_code(name: str) -> str:
    """The code of the script most letters of a name are in, "" where it is none of ours."""
    return _CODES.get(main_script(name), "")
