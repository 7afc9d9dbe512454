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
class Rule:
    """`letters` at `start` or `end` of a run, `before` one of some letters (if any), sound as `sound`."""

    letters: str
    sound: str
    start: bool
    end: bool
    before: str

    def fits(self, text: str, place: int) -> bool:
        """Whether the rule applies to `text` at `place`."""
        after = place + len(self.letters)
        if (
            not text.startswith(self.letters, place)
            or (self.start and place)
            or (self.end and after != len(text))
        ):
            return False
        return not self.before or (after < len(text) and text[after] in self.before)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one script sounds in some languages.

    `rules` are sorted, the most particular first, by their first letter.
    """

    name: str
    script: str
    languages: frozenset[str]
    told_by: frozenset[str]
    rules: Mapping[str, tuple[Rule, ...]]

    def say(self, text: str) -> str:
        """The sounds of a run of letters of this script; letters without a rule go by their romanisation."""
        said: list[str] = []
        place = 0
        while place < len(text):
            for rule in self.rules.get(text[place], ()):
                if rule.fits(text, place):
                    said.append(rule.sound)
                    place += len(rule.letters)
                    break
            else:
                said.append(self._stranger(text[place]))
                place += 1
        return "".join(said)

    def _stranger(self, letter: str) -> str:
        base = unicodedata.normalize("NFD", letter)[0]
        candidates = [base] if base != letter else []
        for known in (*candidates, *(anyascii(letter).lower() if script_of(letter) else "")):
            rule = next((rule for rule in self.rules.get(known, ()) if rule.letters == known), None)
            if rule is not None:
                return rule.sound
        return ""


def build_readings(tables: Sequence[Mapping[str, Any]]) -> dict[str, Reading]:
    """Readings by name. A table may extend another one: its rules then come on top."""
    by_name = {str(table["reading"]): table for table in tables}
    return {name: _reading(table, by_name) for name, table in by_name.items()}


def _reading(table: Mapping[str, Any], by_name: Mapping[str, Mapping[str, Any]]) -> Reading:
    spelt = dict(by_name[table["extends"]]["rules"]) if "extends" in table else {}
    spelt.update(table["rules"])
    rules: dict[str, list[Rule]] = {}
    for pattern, sound in spelt.items():
        rule = _rule(str(pattern), str(sound))
        rules.setdefault(rule.letters[0], []).append(rule)
    ordered = {
        first: tuple(
            sorted(found, key=lambda r: (-len(r.letters), -(r.start + r.end + bool(r.before)), r.letters))
        )
        for first, found in rules.items()
    }
    return Reading(
        table["reading"], table["script"], frozenset(table["languages"]), frozenset(table["told_by"]), ordered
    )


def _rule(pattern: str, sound: str) -> Rule:
    if strange := set(sound) - set(ALPHABET):
        raise ValueError(f"the rule {pattern!r} sounds as {strange}, which is not in the alphabet of sounds")
    letters, _, before = pattern.partition("|")
    start, end = letters.startswith("^"), letters.endswith("$")
    return Rule(letters.removeprefix("^").removesuffix("$"), sound, start, end, before)


def once(sound: str) -> str:
    """Doubled sounds said once, at most `LONGEST_SOUND` of them (never used on numerals: VIII is not VI)."""
    return _REPEATED.sub(r"\1", sound)[:LONGEST_SOUND]
