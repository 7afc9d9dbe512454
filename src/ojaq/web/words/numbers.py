"""Register numbers as people read them aloud: in groups of three."""

from __future__ import annotations


def grouped(number: str) -> str:
    """'482139075' -> '482 139 075'; what is not all digits is left as it is."""
    text = str(number).replace(" ", "")
    if not text.isdigit():
        return str(number)
    return " ".join(text[start : start + 3] for start in range(0, len(text), 3))
