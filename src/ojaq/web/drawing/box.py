"""A box with a name in it: what the sketch of a family, the small family and trees of any depth have in common. Pure."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

LETTERS_A_LINE = 18  # a longer name wraps; it is never cut
LINE = 19.0
SPARE = 33.0  # above the name and for the years below it


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a name, with its base line."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """Left edge, top, width, height, and the name in lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[TextLine, ...]

    @property
    def middle(self) -> float:
        """Where its text is centred."""
        return round(self.x + self.width / 2, 1)

    @property
    def foot(self) -> float:
        """The base line of what stands below the name."""
        return self.y + self.height - 9


def name_lines(name: str) -> list[str]:
    """A name in lines that fit a box."""
    return textwrap.wrap(name, LETTERS_A_LINE, break_long_words=False, break_on_hyphens=False) or [""]


def width_of(name: str, years: str, *, letter: float, least: float) -> float:
    """How wide a box must be for a name in lines of so wide letters, and for the years below it."""
    longest = max(len(line) for line in name_lines(name))
    return max(least, longest * letter + 22, len(years) * 7.8 + 16)


def height_of(lines: int) -> float:
    """How high a box must be for a name in so many lines."""
    return SPARE + LINE * lines


def centred(name: str, y: float, height: float) -> tuple[TextLine, ...]:
    """The name up and down in the middle of a box at `y`: shorter names stand in the middle of what the longest one needs."""
    lines = name_lines(name)
    free = height - height_of(len(lines))
    return tuple(TextLine(text, y + 21 + free / 2 + LINE * at) for at, text in enumerate(lines))
