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

_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How one script sounds in some languages.

    `pattern` has a group for every rule, the most particular first, then one for any other character; `sounds[i]` is
    what group i sounds as.
    """

    name: str
    script: str
    languages: frozenset[str]
    told_by: frozenset[str]
    pattern: re.Pattern[str]
    sounds: tuple[str, ...]
    letters: Mapping[str, str]

    def say(self, text: str) -> str:
        """The sounds of a run of letters of this script; letters without a rule go by their romanisation."""
        return self.pattern.sub(self._sound, text)

    def _sound(self, match: re.Match[str]) -> str:
        group = match.lastindex or 0
        return self.sounds[group] if group < len(self.sounds) else self._other(match[0])

    def _other(self, letter: str) -> str:
        """A single letter without conditions, or a stranger."""
        known = self.letters.get(letter)
        if known is not None:
            return known
        base = unicodedata.normalize("NFD", letter)[0]
        if base in self.letters:
            return self.letters[base]
        return "".join(self.letters.get(c, "") for c in anyascii(letter).lower()) if script_of(letter) else ""


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
        pattern=re.compile("|".join(f"({_expression(p)})" for p in particular) + "|(.)", re.DOTALL),
        sounds=("", *(rules[p] for p in particular)),
        letters={p: sound for p, sound in rules.items() if len(p) == 1},
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
