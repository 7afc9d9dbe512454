"""What is known about names: tables read by `ojaq.resources.names`, made ready for reading and comparing.

Immutable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ojaq.core.names.costs import Costs
from ojaq.core.names.endings import Endings
from ojaq.core.names.scripts import folded, lowered
from ojaq.core.names.skeletons import skeleton
from ojaq.core.names.sounds import GENERAL, Reading, once

WordKind = Literal[
    "son_after",
    "son_before",
    "daughter_after",
    "daughter_before",
    "honorific",
    "particle",
    "kin",
    "placeholder",
    "born",
]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name.

    `written`: as given; `sound`: over `sounds.ALPHABET`, at most 16; `abjad`: vowels are unwritten.
    """

    written: str
    sound: str
    abjad: bool
    skeleton: str


@dataclass(frozen=True, slots=True)
class NameKnowledge:
    """Tables for names.

    Build it once with `building.build_knowledge`; it is never changed (the memo only saves work).
    """

    readings: Mapping[str, Reading]
    by_language: Mapping[tuple[str, str], Reading]
    telling: tuple[Reading, ...]
    words: Mapping[str, frozenset[WordKind]]
    numerals: Mapping[str, str]
    endings: Endings
    costs: Costs
    fathers: Mapping[str, str]
    spoken: Mapping[str, str]
    variants_by_form: Mapping[str, int]
    variants_by_sound: Mapping[str, int]
    apart: frozenset[frozenset[int]]
    kindred_by_form: Mapping[str, tuple[int, ...]]
    likeness: Mapping[str, float]
    memo: dict[tuple[str, str], Token] = field(default_factory=dict, compare=False, repr=False)
    roots: dict[tuple[str, tuple[str, ...]], Token | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def variant_of(self, token: Token) -> int | None:
        """The number of the name that `token` is a known form of (Məhəmməd, Магомед, Mehmet, محمد), or
        None."""
        found = self.variants_by_form.get(folded(lowered(token.written)))
        return self.variants_by_sound.get(token.sound) if found is None else found

    def are_apart(self, one: Token, other: Token) -> bool:
        """Whether these are known to be different names although they sound alike (Həsən and Hüseyn, حسن and حسین)."""
        return frozenset((self.variant_of(one), self.variant_of(other))) in self.apart

    def kindred_of(self, token: Token) -> tuple[int, ...]:
        """The numbers of the names that `token` is, or is a short or pet form of (Bob, Robert; Маро,
        Mariam)."""
        return self.kindred_by_form.get(folded(lowered(token.written)), ())

    def reading(self, script: str, language: str | None, letters: frozenset[str]) -> Reading:
        """The reading of a script: by stated language, else by letters that tell, else the general one."""
        if language and (stated := self.by_language.get((script, language))):
            return stated
        for reading in self.telling:
            if reading.script == script and not reading.told_by.isdisjoint(letters):
                return reading
        return self.readings.get(GENERAL.get(script, script)) or self.readings[GENERAL["latin"]]


def make_token(written: str, raw_sound: str, abjad: bool) -> Token:
    """A token from its sounds as read (doubled ones are said once here)."""
    sound = once(raw_sound)
    return Token(written, sound, abjad, skeleton(sound))
