"""Whole written names as columns of integers: the words of a name, and for each word the ways it may sound.

A Latin spelling does not say which language it is to be read in, so a word may have several readings; two
words are as
alike as their nearest readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ojaq.core.names.distance import encode_sounds
from ojaq.core.names.knowledge import NameKnowledge, WordKind
from ojaq.core.names.parts import father_place, take_father
from ojaq.core.names.scripts import ABJADS, Word
from ojaq.core.names.sounds import once
from ojaq.core.names.tokens import Speaker

MOST_WORDS = 8  # of one name; more are not compared
MOST_READINGS = 4  # of one word
MOST_KINDRED = 3
PLAIN, FATHER, INITIAL, LITTLE = 0, 1, 2, 3  # what kind of word it is, for its weight
_LITTLE_KINDS: frozenset[WordKind] = frozenset(
    {"honorific", "particle", "son_after", "son_before", "daughter_after", "daughter_before"}
)
_LATIN_READINGS = ("latin_turkic", "latin_slavic", "latin_german", "latin_french")
_ARTICLE = "ال"
_AFTER_FATHER: frozenset[WordKind] = frozenset({"son_after", "daughter_after"})


@dataclass(frozen=True, slots=True)
class Names:
    """Columns.

    `names[r]`: word ids of name r, -1 pads. `readings[w]`: reading ids of word w, -1 pads, the main one
    first.

    `codes`, `lengths`: int8 [s, 16], int16 [s] of each reading; `abjad`, `kinds`, `variants` by word (-1:
    no variant known).
    `kindred[w]`: numbers of the names it may be a short form of, -1 pads.
    """

    names: NDArray[np.int32]
    readings: NDArray[np.int32]
    codes: NDArray[np.int8]
    lengths: NDArray[np.int16]
    abjad: NDArray[np.bool_]
    kinds: NDArray[np.int8]
    variants: NDArray[np.int32]
    kindred: NDArray[np.int32]


class _Numbers:
    """Things numbered in the order they come."""

    def __init__(self) -> None:
        self.of: dict[object, int] = {}

    def __call__(self, thing: object) -> int:
        return self.of.setdefault(thing, len(self.of))


def code_names(texts: Sequence[str], knowledge: NameKnowledge) -> Names:
    """Names as written (any order of parts, any script) as columns, row = name."""
    sounds, words = _Numbers(), _Numbers()
    memo: _Memo = {}
    rows = _padded([[words(word) for word in _words(text, knowledge, memo)] for text in texts], MOST_WORDS)
    table = [word for word in words.of if isinstance(word, _Heard)]
    readings = _padded([[sounds(sound) for sound in word.sounds] for word in table], MOST_READINGS)
    codes, lengths = encode_sounds([str(sound) for sound in sounds.of])
    return Names(
        names=rows,
        readings=readings,
        codes=codes,
        lengths=lengths,
        abjad=np.array([word.abjad for word in table], np.bool_),
        kinds=np.array([word.kind for word in table], np.int8),
        variants=np.array([word.variant for word in table], np.int32),
        kindred=_padded([word.kindred for word in table], MOST_KINDRED),
    )


def _padded(lists: Sequence[Sequence[int]], width: int) -> NDArray[np.int32]:
    rows = np.full((max(len(lists), 1), width), -1, np.int32)
    for row, numbers in enumerate(lists):
        cut = numbers[:width]
        rows[row, : len(cut)] = cut
    return rows


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word with all its readings."""

    sounds: tuple[str, ...]
    abjad: bool
    kind: int
    variant: int
    kindred: tuple[int, ...]


_Memo = dict[tuple[str, str, bool], "_Heard | None"]


def _words(text: str, knowledge: NameKnowledge, memo: _Memo) -> list[_Heard]:
    speaker = Speaker(text, None, knowledge)
    words = speaker.words(text)
    heard: list[_Heard] = []
    patronymic = father_place(words, knowledge) if len(words) > 2 else 0
    for place, word in enumerate(words):
        father = place + 1 < len(words) and not _AFTER_FATHER.isdisjoint(
            knowledge.words.get(words[place + 1].folded, frozenset())
        )
        father = father or 0 < place == patronymic
        key = (speaker.key, word.lower, father)
        if key not in memo:
            memo[key] = _heard(word, father, speaker)
        if found := memo[key]:
            heard.append(found)
    if len(heard) > MOST_WORDS:
        heard = [w for w in heard if w.kind != LITTLE] or heard
    return heard[:MOST_WORDS]


def _heard(word: Word, father: bool, speaker: Speaker) -> _Heard | None:
    knowledge = speaker.knowledge
    token = speaker.token(word)
    kind = _kind(word, father, knowledge)
    others = list(other_readings(word, speaker))
    if kind == FATHER:
        # Həsən oğlu and Гасанович meet in the father's name.
        others.insert(0, speaker.raw_sound(take_father(word, father, knowledge)))
    sounds = dict.fromkeys(once(sound) for sound in (token.sound, *others))
    sounds.pop("", None)
    if not sounds:
        return None
    variant = knowledge.variant_of(token)
    return _Heard(
        sounds=tuple(sounds)[:MOST_READINGS],
        abjad=token.abjad,
        kind=kind,
        variant=-1 if variant is None else variant,
        kindred=knowledge.kindred_of(token),
    )


def _kind(word: Word, father: bool, knowledge: NameKnowledge) -> int:
    if len(word.folded) == 1 and word.script not in ABJADS:
        return INITIAL
    if not _LITTLE_KINDS.isdisjoint(knowledge.words.get(word.folded, frozenset())):
        return LITTLE
    return FATHER if father else PLAIN


def other_readings(word: Word, speaker: Speaker) -> Iterable[str]:
    """Further ways a word may sound: in other Latin languages, as known, without the Arabic article."""
    knowledge = speaker.knowledge
    if word.script == "latin":
        if spoken := knowledge.spoken.get(word.folded):
            yield spoken
        for name in _LATIN_READINGS:
            if name in knowledge.readings:
                yield knowledge.readings[name].say(word.lower)
    elif word.script == "arabic" and word.folded.startswith(_ARTICLE) and len(word.folded) > 4:
        yield speaker.raw_sound(replace(word, lower=word.lower[2:], folded=word.folded[2:]))
