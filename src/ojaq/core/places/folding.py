"""Foldings of written names of places: the letters alone, for 'written the same' in any case, spacing and accent."""

from __future__ import annotations

import re
import unicodedata

# A text longer than this cannot be the name of a place; what follows is not read.
LONGEST_TEXT = 400
_BREATH = "'’‘ʼʻʽ`´ʾʿ"
# Half-rings and primes mark breath or softness in romanisations; the others are marks of typing.
_SILENT = dict.fromkeys(map(ord, _BREATH + 'ʹʺ"“”ˈ·ـ\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad'))
_TYPING = dict.fromkeys(map(ord, "ʹʺˈ·ـ\u200b\u200d\u200e\u200f\ufeff\u00ad")) | {0x200C: " "}
# Letters of one sound that keyboards of neighbouring languages give different code points.
_SAME = str.maketrans(
    dict(zip("ıيىئكةۀأإآٱؤёßهۂ", ("i", *"یییکههااااوеsهه"), strict=True)) | {"և": "եւ"},
)
_WORD = re.compile(rf"[^\W_]+(?:[{_BREATH}]+[^\W_]+)*")


def fold(text: str) -> str:
    """Lower case, without accents, marks of breath and ligatures of presentation; blanks and other signs stay."""
    if text.isascii() and text.isalnum():
        return text[:LONGEST_TEXT].lower()
    lowered = (
        unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold().translate(_SILENT).translate(_SAME)
    )
    opened = unicodedata.normalize("NFD", lowered)
    bare = "".join(sign for sign in opened if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).translate(_SAME)


def plain(text: str) -> str:
    """The text composed, at most LONGEST_TEXT signs, without marks of typing and marks that stand on no letter."""
    if text.isascii():
        return text[:LONGEST_TEXT]
    composed = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).translate(_TYPING)
    return "".join(sign for sign in composed if not unicodedata.combining(sign))


def words(text: str) -> list[tuple[str, str]]:
    """The words of a text: runs of letters and digits, each as written and folded."""
    return [(word, fold(word)) for word in _WORD.findall(plain(text))]
