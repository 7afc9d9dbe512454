"""Scripts: which script a letter belongs to, how a text falls into words, and how letters are made
comparable.

Nothing here changes what is kept: a word's `written` form is a cut of the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 64  # letters that are read of one word; longer ones are kept as written and read in part
LONGEST_REMEMBERED = 32  # letters of a piece that is kept in memory for the next text
MOST_WORDS = 32  # words that are read of one text

_RANGES = (
    (0x0041, 0x024F, "latin"),
    (0x0250, 0x02AF, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0530, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x0900, 0x0EFF, "unwritten vowels"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1C80, 0x1C8F, "cyrillic"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x2C60, 0x2C7F, "latin"),
    (0x2D00, 0x2D2F, "georgian"),
    (0x2DE0, 0x2DFF, "cyrillic"),
    (0xA640, 0xA69F, "cyrillic"),
    (0xA720, 0xA7FF, "latin"),
)
_STARTS = [start for start, _, _ in _RANGES]
# Scripts that leave most vowels unwritten, or whose romanisation does.
ABJADS = frozenset({"arabic", "hebrew", "unwritten vowels"})

_GAPS = re.compile(r"[\s,;:./\\()\[\]{}\"“”„«»\-‐‑‒–—―·•|*!?&+=<>@#%^_~،؛؟…־֊՞՜՝։]+")
_GREEK = re.compile("[Ͱ-Ͽἀ-῿]")
_QUOTES = "'’‘`´ʻʼʿʾʹ′"
_ARABIC_ALIKE = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ہ": "ه", "ھ": "ه"}
)
_ALIKE = str.maketrans({"ı": "i", "ё": "е", "ς": "σ", "ـ": None} | dict.fromkeys(_QUOTES)) | _ARABIC_ALIKE
# Letters that look the same on a keyboard of either script: a few of the other script stray into a word.
_LATIN, _CYRILLIC = "aceopxykmtijəhö", "асеорхукмтијәһө"
_STRAYED = {
    "cyrillic": str.maketrans(_LATIN, _CYRILLIC),
    "latin": str.maketrans(_CYRILLIC, _LATIN),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written; `lower`: letters for reading sounds; `folded`: letters for looking
    up in tables."""

    written: str
    lower: str
    folded: str
    script: str


@lru_cache(maxsize=8192)
def script_of(letter: str) -> str:
    """The script of one character: a name of `_RANGES`, "other" for other letters, "" for what is no
    letter."""
    code = ord(letter)
    if not (letter.isalpha() or unicodedata.category(letter)[0] == "M"):
        return ""
    place = bisect_right(_STARTS, code) - 1
    if place >= 0 and code <= _RANGES[place][1]:
        return _RANGES[place][2]
    return "other"


def main_script(text: str) -> str:
    """The script of most letters of `text` (the earlier one on a tie); "" where there is no letter."""
    if text.isascii() and text.isalpha():
        return "latin"
    counts: dict[str, int] = {}
    for letter in text[:LONGEST_WORD]:
        script = script_of(letter)
        if script:
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else ""


def lowered(text: str, *, turkic: bool = False) -> str:
    """Lower case with composed letters and without invisible ones. Turkic texts have a dotless capital I."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("İ", "i")
    if turkic:
        text = text.replace("I", "ı")
    lower = text.lower()
    if lower.isascii():
        return lower
    return unicodedata.normalize(
        "NFC", "".join(c for c in lower if c.isalnum() or unicodedata.category(c) != "Cf")
    )


def folded(lower: str) -> str:
    """Letters for looking a word up: dotless i as i, ё as е, one Arabic and Persian letter, Greek without
    accents."""
    text = lower.translate(_ALIKE)
    if _GREEK.search(text):
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text


def words_of(text: str, *, turkic: bool = False) -> tuple[Word, ...]:
    """The words of a text, at most `MOST_WORDS`. What holds neither letter nor digit is no word."""
    return (_words_of if len(text) <= LONGEST_REMEMBERED else _words_of.__wrapped__)(text, turkic)


@lru_cache(maxsize=1 << 16)
def _words_of(text: str, turkic: bool) -> tuple[Word, ...]:
    """The same few texts come again and again."""
    found: list[Word] = []
    for piece in _GAPS.split(text):
        word = _word(piece, turkic) if len(piece) <= LONGEST_REMEMBERED else _word.__wrapped__(piece, turkic)
        if word is None:
            continue
        found.append(word)
        if len(found) == MOST_WORDS:
            break
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _word(piece: str, turkic: bool) -> Word | None:
    """One piece of a text as a word, None where it holds neither letter nor digit. The same few come again and again."""
    written = _unquoted(piece)
    if not any(c.isalnum() for c in written):
        return None
    lower = lowered(written[:LONGEST_WORD], turkic=turkic)
    script = main_script(lower)
    if script in _STRAYED and not lower.isascii():
        lower = lower.translate(_STRAYED[script])
    return Word(written, lower, folded(lower), script)


def _unquoted(piece: str) -> str:
    """Quotation marks at the edges taken off; a Hebrew geresh belongs to its letter."""
    piece = piece.lstrip(_QUOTES)
    bare = piece.rstrip(_QUOTES)
    return piece if bare and script_of(bare[-1]) == "hebrew" else bare
