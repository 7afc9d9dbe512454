"""Text for files that people open in a spreadsheet: no cell may be run as a formula."""

from __future__ import annotations

# What spreadsheets take for the start of a formula, full-width forms included; tab, CR and NUL let one slip in behind them.
_DANGEROUS = frozenset("=+-@\t\r\0＝＋－＠")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet could run it. The apostrophe says "this is text"."""
    return f"'{text}" if text.lstrip(" ")[:1] in _DANGEROUS and text.strip(" ") else text
