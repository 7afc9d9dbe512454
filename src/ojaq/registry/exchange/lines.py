"""Lines of a file of any size in little memory: a line longer than the limit is skipped, not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One line, counted from 1. `content` is None when it was longer than the limit."""

    number: int
    content: bytes | None


def lines(source: BinaryIO, *, longest: int) -> Iterator[Line]:
    """The lines of a file that are not blank, without their ends. Only LF ends a line (CR before it is taken off)."""
    number = 0
    while True:
        # Two more than the limit, so that a line of exactly the limit with CR LF still fits.
        piece = source.readline(longest + 2)
        if not piece:
            return
        number += 1
        ended = piece.endswith(b"\n")
        content = piece.rstrip(b"\r\n")
        if len(content) > longest:
            if not ended:
                _skip(source)
            yield Line(number, None)
        elif content.strip():
            yield Line(number, content)


def _skip(source: BinaryIO) -> None:
    while (piece := source.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass
