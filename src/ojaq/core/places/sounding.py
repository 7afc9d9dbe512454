"""How names of places sound: the tables of personal names, word by word, remembered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ojaq.core.names import ALPHABET, NameKnowledge
from ojaq.core.names.scripts import ABJADS, words_of
from ojaq.core.names.scripts import script_of as script_of_letter
from ojaq.core.names.sounds import once
from ojaq.core.names.tokens import Speaker
from ojaq.core.places.languages import short_code

# The words of a place stand together in one sound, so it may be longer than that of a word of a personal name.
LONGEST_SOUND = 32
_LONGEST_WORD = 60
_MOST_REMEMBERED = 400_000
_CODE_OF = bytes(ALPHABET.index(chr(code)) + 1 if chr(code) in ALPHABET else 0 for code in range(256))

Codes = NDArray[np.int8]


class Sounder:
    """Knowledge of names, asked about places. What it remembers only saves work."""

    def __init__(self, knowledge: NameKnowledge) -> None:
        self.knowledge = knowledge
        self._heard: dict[tuple[str, str], tuple[str, bool]] = {}
        self._sounds: dict[str, str] = {}
        # Only these letters make a reading be chosen, so texts that hold the same ones share a reading.
        self._telling = frozenset[str]().union(*(reading.told_by for reading in knowledge.telling))
        self._speakers: dict[tuple[str | None, frozenset[str]], Speaker] = {}

    def speaker(self, text: str, language: str | None) -> Speaker:
        """The reading for a whole text: by its language when known, else by its letters."""
        key = (language, self._telling.intersection(text.lower(), text))
        found = self._speakers.get(key)
        if found is None:
            known = short_code(language) if language else ""
            found = Speaker("".join(sorted(key[1])), None if known in ("", "und") else known, self.knowledge)
            self._speakers[key] = found
        return found

    def heard(self, word: str, speaker: Speaker) -> tuple[str, bool]:
        """The sound of one word, doubled sounds once, and whether its script leaves vowels out."""
        key = (speaker.key, word)
        found = self._heard.get(key)
        if found is None:
            if len(self._heard) >= _MOST_REMEMBERED:
                self._heard.clear()
            pieces = words_of(word[:_LONGEST_WORD], turkic=speaker.turkic)
            sound = once_more("".join(_said(piece.written, speaker.raw_sound(piece)) for piece in pieces))
            found = (sound, any(piece.script in ABJADS for piece in pieces))
            self._heard[key] = found
        return found

    def sound(self, word: str) -> str:
        """The sound of one word in the general reading of its letters."""
        found = self._sounds.get(word)
        if found is None:
            if len(self._sounds) >= _MOST_REMEMBERED:
                self._sounds.clear()
            found = self._sounds[word] = self.heard(word, self.speaker(word, None))[0]
        return found


def _said(written: str, sound: str) -> str:
    # Digits have no sound but tell places apart ("26 Bakı Komissarı"): they are kept as hard sounds of their own.
    return sound or "".join(_DIGIT.get(sign, "") for sign in written)


_DIGIT = dict(
    zip("0123456789", ("nul", "bir", "iki", "uc", "dort", "bes", "alt", "yed", "sek", "dok"), strict=True)
)


def once_more(sound: str) -> str:
    """Doubled sounds said once, over the whole length."""
    if len(sound) <= 16:
        return once(sound)
    pieces = [once(sound[start : start + 16]) for start in range(0, min(len(sound), 3 * 16), 16)]
    return "".join(pieces)[: 2 * LONGEST_SOUND]


def encode(sounds: Sequence[str]) -> tuple[Codes, NDArray[np.int16]]:
    """Sounds as int8 codes [n, 32] in the order of `ALPHABET` from 1 (0 pads) and their lengths int16 [n]."""
    codes = np.zeros((len(sounds), LONGEST_SOUND), dtype=np.int8)
    lengths = np.fromiter(
        (min(len(sound), LONGEST_SOUND) for sound in sounds), dtype=np.int16, count=len(sounds)
    )
    flat = "".join(sound[:LONGEST_SOUND] for sound in sounds).encode("ascii", "replace").translate(_CODE_OF)
    wide = lengths.astype(np.int64)
    row = np.repeat(np.arange(len(sounds)), wide)
    column = np.arange(len(flat)) - np.repeat(np.cumsum(wide) - wide, wide)
    codes[row, column] = np.frombuffer(flat, dtype=np.int8)
    return codes, lengths


def script_of(text: str) -> str:
    """The script of the first letter of a text ("latin", "cyrillic", "arabic"...), "" where there is none."""
    return next((script for letter in text[:LONGEST_SOUND] if (script := script_of_letter(letter))), "")
