"""What differs between two written texts, so that a page can mark it. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

TOO_FAR = 0.6
"""Less alike than this, the whole word is marked: single letters that happen to agree say nothing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `differs`: the other text has something else there."""

    text: str
    differs: bool = False


def pieces(text: str, other: str) -> tuple[Piece, ...]:
    """`text` in pieces beside `other`, word by word: a word the other has too is left, one that is near is marked where it
    differs, one that stands alone is marked whole. Texts in two scripts are not marked: the reasons say more than letters can.
    """
    if not text or not other or _script(text) != _script(other):
        return (Piece(text),) if text else ()
    others = other.split()
    found: list[Piece] = []
    for number, word in enumerate(text.split()):
        if number:
            found.append(Piece(" "))
        found += _word(word, others)
    return tuple(found)


def _word(word: str, others: list[str]) -> list[Piece]:
    matches = [SequenceMatcher(None, word.casefold(), other.casefold(), autojunk=False) for other in others]
    best = max(matches, key=SequenceMatcher.ratio)
    if best.ratio() < TOO_FAR or len(word.casefold()) != len(word):
        return [Piece(word, best.ratio() < 1)]
    return [
        Piece(word[start:end], kind != "equal") for kind, start, end, *_ in best.get_opcodes() if end > start
    ]


def _script(text: str) -> str:
    """The script of the first letter, by its name in Unicode: "LATIN", "ARMENIAN"; "" without letters."""
    letter = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
