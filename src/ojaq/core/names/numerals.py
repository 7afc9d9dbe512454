"""Numerals beside a name: the second, III, junior.

They tell namesakes apart and are no part of the name's sound.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ojaq.core.names.scripts import Word
from ojaq.core.names.tokens import Speaker

_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}
_ORDINAL = re.compile(r"(\d{1,3})(st|nd|rd|th|ci|cı|cu|cü|inci|ıncı|й|я|ой|րդ|e|er|º)?")
# Roman numerals as they sound when a clerk respells them letter by letter in another script. "iv" would be
# a name (Yves).
_SOUNDING = {
    "ii": 2,
    "iii": 3,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "iks": 9,
    "ksi": 11,
    "ksii": 12,
    "ksiii": 13,
    "ksiv": 14,
    "ksv": 15,
    "ksvi": 16,
}


def take_numeral(words: Sequence[Word], speaker: Speaker) -> tuple[tuple[Word, ...], str]:
    """`words` without their numeral, and the numeral ("2", "junior", "" if none).

    A first word is never one.
    """
    for place in range(len(words) - 1, 0, -1):
        value = _value(words[place], speaker, last=place == len(words) - 1)
        if value:
            return tuple(words[:place]) + tuple(words[place + 1 :]), value
    return tuple(words), ""


def _value(word: Word, speaker: Speaker, *, last: bool) -> str:
    if known := speaker.knowledge.numerals.get(word.folded):
        return known
    digits = "".join(str(unicodedata.digit(c, c)) for c in word.lower)
    if ordinal := _ORDINAL.fullmatch(digits):
        return str(int(ordinal[1]))
    if word.script == "latin":
        return _roman(word.folded) if len(word.folded) > 1 or (last and word.written.isupper()) else ""
    return str(_SOUNDING.get(speaker.raw_sound(word).replace("w", "v"), ""))


def _roman(text: str) -> str:
    if not text or not _ROMAN.fullmatch(text):
        return ""
    values = [_VALUES[c] for c in text]
    total = sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))
    return str(total)
