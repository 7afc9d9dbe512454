"""Sounds: a word of any script becomes a string over one small alphabet of sounds, by the tables handed in.

The alphabet is lower-case for plain sounds; capitals are S (sh), Z (zh), C (ch), J (dzh), G (gh); x is kh, c is ts or
dz, w and y are letters that stand for a vowel here and a consonant there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii

from ojaq.core.names.scripts import script_of

ALPHABET = "aeioubpdtgkqxGhfvszSZCJcmnlrwy"
LONGEST_SOUND = 16
GENERAL = {"latin": "latin_general", "cyrillic": "cyrillic_general"}

_SOUNDS = frozenset(ALPHABET)
_FIRST_MARK = 0xE000
_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How one script sounds in some languages.

    `pattern` has a group for every rule of several letters or with a condition, the most particular first. What group
    i matches is marked by one private character; `sounds` then takes marks and single letters to their
    sounds.
    """

    name: str
    script: str
    languages: frozenset[str]
    told_by: frozenset[str]
    pattern: re.Pattern[str]
    sounds: Mapping[int, str]

    def say(self, text: str) -> str:
        """The sounds of a run of letters of this script; letters without a rule go by their romanisation."""
        said = self.pattern.sub(_mark, text).translate(self.sounds)
        if said.isascii() and said.isalpha():
            return said
        return "".join(c if c in _SOUNDS else self._stranger(c) for c in said)

    def _stranger(self, letter: str) -> str:
        """The sound of a letter without a rule: that of its base, else of its romanisation."""
        base = unicodedata.normalize("NFD", letter)[0]
        if ord(base) in self.sounds:
            return self.sounds[ord(base)]
        return (
            "".join(self.sounds.get(ord(c), "") for c in anyascii(letter).lower())
            if script_of(letter)
            else ""
        )


def _mark(match: re.Match[str]) -> str:
    return chr(_FIRST_MARK + (match.lastindex or 0))


def build_readings(tables: Sequence[Mapping[str, Any]]) -> dict[str, Reading]:
    """Readings by name. A table may extend another one: its rules then come on top."""
    by_name = {str(table["reading"]): table for table in tables}
    return {name: _reading(table, by_name) for name, table in by_name.items()}


def _reading(table: Mapping[str, Any], by_name: Mapping[str, Mapping[str, Any]]) -> Reading:
    rules = dict(by_name[table["extends"]]["rules"]) if "extends" in table else {}
    rules.update(table["rules"])
    for pattern, sound in rules.items():
        if strange := set(sound) - set(ALPHABET):
            raise ValueError(
                f"the rule {pattern!r} sounds as {strange}, which is not in the alphabet of sounds"
            )
    particular = sorted((p for p in rules if len(p) > 1), key=lambda p: (-len(_letters(p)), -len(p), p))
    return Reading(
        name=table["reading"],
        script=table["script"],
        languages=frozenset(table["languages"]),
        told_by=frozenset(table["told_by"]),
        pattern=re.compile("|".join(f"({_expression(p)})" for p in particular)),
        sounds={ord(p): sound for p, sound in rules.items() if len(p) == 1}
        | {_FIRST_MARK + number: rules[p] for number, p in enumerate(particular, start=1)},
    )


def _letters(pattern: str) -> str:
    return pattern.partition("|")[0].removeprefix("^").removesuffix("$")


def _expression(pattern: str) -> str:
    """ "^kn" at the start, "ah$" at the end, "c|eiy" before one of these letters."""
    before = pattern.partition("|")[2]
    start = r"\A" if pattern.startswith("^") else ""
    end = r"\Z" if pattern.endswith("$") else f"(?=[{re.escape(before)}])" if before else ""
    return f"{start}{re.escape(_letters(pattern))}{end}"


def once(sound: str) -> str:
    """Doubled sounds said once, at most `LONGEST_SOUND` of them (never used on numerals: VIII is not VI)."""
    return _REPEATED.sub(r"\1", sound)[:LONGEST_SOUND]
