"""Keys by which names that sound alike are found: hashes of the consonants, whole and with one left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Sounds that neighbouring languages write for one another share a class; vowels, y, w and h are left out.
_CLASSES = {
    "p": "bp",
    "t": "dt",
    "k": "gkqxG",
    "s": "szcSZCJ",
    "f": "vf",
    "m": "m",
    "n": "n",
    "l": "l",
    "r": "r",
}
_CLASS_OF = {sound: cls for cls, sounds in _CLASSES.items() for sound in sounds}
_TABLE = {code: _CLASS_OF.get(chr(code), "") for code in range(128)}
_NO_VELARS = {ord(velar): None for velar in _CLASSES["k"]}
# A long word's first consonants are enough; the rest is compared by sound anyway.
LONGEST_KEY = 16
_SHORTEST_SHORTENED = 3
# An odd multiplier has an inverse modulo 2^64, so a letter can be taken out of the middle of a hash.
_STEP = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_STEP, -1, 1 << 64)
_EMPTY = np.zeros(0, dtype=np.uint64)


def skeleton(sound: str) -> str:
    """The classes of the consonants of a sound, a doubled one once; the vowels themselves when it has no consonant."""
    bare = sound.translate(_TABLE)
    once = "".join(letter for place, letter in enumerate(bare) if not place or letter != bare[place - 1])
    return once[:LONGEST_KEY] or sound[:LONGEST_KEY]


def skeletons(sound: str, *, velars: bool = True) -> tuple[str, ...]:
    """The skeletons a sound may have: two where a letter (w) may be a vowel or a consonant; `velars` False leaves out
    k, g and kh, which languages add, drop and soften most.
    """
    kept = sound if velars else sound.translate(_NO_VELARS) or sound
    if "w" not in kept:
        return (skeleton(kept),)
    return tuple(dict.fromkeys((skeleton(kept), skeleton(kept.replace("w", "v")))))


def hashes_of(bones: str) -> tuple[int, list[int]]:
    """Of one skeleton: whole, and with one letter left out; the same numbers as `hashes` gives, without arrays."""
    terms = [ord(letter) * pow(_STEP, place + 1, 1 << 64) for place, letter in enumerate(bones)]
    whole = sum(terms)
    shorter, before = [], 0
    if len(bones) >= _SHORTEST_SHORTENED:
        for term in terms:
            shorter.append((before + (whole - before - term) * _INVERSE) % (1 << 64))
            before += term
    return whole % (1 << 64), list(dict.fromkeys(shorter))


def hashes(skeletons: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int32]]:
    """Of n skeletons: whole [n]; with one letter left out [m] and the row each of those belongs to [m].

    Skeletons of fewer than three letters are not shortened: everything would be like everything.
    """
    count = len(skeletons)
    if not count:
        return _EMPTY, _EMPTY, np.zeros(0, dtype=np.int32)
    codes = np.zeros((count, LONGEST_KEY), dtype=np.uint64)
    lengths = np.fromiter(map(len, skeletons), dtype=np.int32, count=count)
    flat = np.frombuffer("".join(skeletons).encode("ascii", "replace"), dtype=np.uint8)
    row = np.repeat(np.arange(count), lengths)
    column = np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    codes[row, column] = flat
    powers = np.cumprod(np.full(LONGEST_KEY, _STEP, dtype=np.uint64))
    terms = codes * powers
    sums = np.cumsum(terms, axis=1)
    whole = sums[:, -1]
    before = sums - terms
    after = (whole[:, None] - sums) * np.uint64(_INVERSE)
    shorter = before + after
    usable = (np.arange(LONGEST_KEY)[None, :] < lengths[:, None]) & (lengths >= _SHORTEST_SHORTENED)[:, None]
    return whole, shorter[usable], np.nonzero(usable)[0].astype(np.int32)
