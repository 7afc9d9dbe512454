"""In which script and which language a text was written down. Pure."""

from __future__ import annotations

from ojaq.core.names.scripts import main_script

_SCRIPTS = {
    "latin": "Latn", "cyrillic": "Cyrl", "armenian": "Armn", "georgian": "Geor", "arabic": "Arab", "greek": "Grek",
    "hebrew": "Hebr",
}  # fmt: skip
_WRITTEN_IN = {
    "az": {"Latn", "Cyrl"},
    "hy": {"Armn"},
    "ru": {"Cyrl"},
    "ka": {"Geor"},
    "fa": {"Arab"},
    "tr": {"Latn"},
}


def script_of(text: str) -> str:
    """The code of the script most letters are in (ISO 15924), "" where none is known."""
    return _SCRIPTS.get(main_script(text), "")


def language_of(text: str, spoken: str) -> str:
    """The visitor's language where it is written in the script of this text; "" where that would be a guess."""
    return spoken if script_of(text) in _WRITTEN_IN.get(spoken, set()) else ""
