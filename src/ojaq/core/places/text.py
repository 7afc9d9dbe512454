"""Reading a written place: which words name it, which only stand beside it, and which name the district."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ojaq.core.places.folding import plain, words
from ojaq.core.places.sounding import Sounder
from ojaq.core.places.words import PlaceWords, bit

_APART = re.compile(r"[,;/|\n\r\t]|،|؛|\s[-–—]\s")
_BRACKETS = re.compile(r"[(\[{（]([^()\[\]{}]*)[)\]}）]?")
_ANY_SIGN = re.compile(r"[,;/|\n\r\t،؛(\[{（]|\s[-–—]\s")
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Heard:
    """How a name sounds, in one reading: all its words together, and the words that are its own.

    `full` holds every word; `core` leaves out village, district and qualifiers ("" when nothing is left);
    `qualifiers` are bits; `abjad` when the script writes few vowels.
    """

    full: str
    core: str
    qualifiers: int
    abjad: bool


@dataclass(frozen=True, slots=True)
class PlaceText:
    """A written place taken apart: `name` words and `district` words, each as (written, folded)."""

    name: tuple[tuple[str, str], ...]
    district: str
    admin: bool

    @property
    def folded(self) -> str:
        """The words of the name, folded and joined: the key of 'written the same'."""
        return "".join(folded for _written, folded in self.name)


def take_apart(text: str, table: PlaceWords, sounder: Sounder) -> PlaceText:
    """Takes a text apart. A bracket or what follows a comma is the district; so is the word beside 'district'."""
    shown = plain(text)
    beside, segments = _parts(shown)
    parsed = [words(segment)[:_MOST_WORDS] for segment in segments]
    parsed = [found for found in parsed if found]
    if not parsed:
        inside = [word for part in beside for word in words(part)][:_MOST_WORDS]
        return PlaceText(tuple(inside), "", False)
    first, rest = _choose(parsed, table, sounder)
    name, district, admin = _split_district(first, table, sounder)
    parts = [district, *(" ".join(written for written, _ in part) for part in rest), *beside]
    return PlaceText(tuple(name), "; ".join(part for part in parts if part), admin)


def _parts(shown: str) -> tuple[list[str], list[str]]:
    """What stands in brackets, and the segments between commas of the rest. Most texts have neither."""
    if not _ANY_SIGN.search(shown):
        return [], [shown]
    beside = [found.strip() for found in _BRACKETS.findall(shown)]
    return beside, [part.strip() for part in _APART.split(_BRACKETS.sub(" ", shown)) if part.strip()]


Words = list[tuple[str, str]]


def _choose(parsed: list[Words], table: PlaceWords, sounder: Sounder) -> tuple[Words, list[Words]]:
    """The segment that names the place: the first one that is not a district ("Goris district, Shurnukh")."""
    if len(parsed) > 1:
        for position, segment in enumerate(parsed):
            kinds = [table.kind(folded, sounder.sound(written)) for written, folded in segment]
            if "admin" not in kinds or "settlement" in kinds:
                return segment, parsed[:position] + parsed[position + 1 :]
    return parsed[0], parsed[1:]


def _split_district(found: Words, table: PlaceWords, sounder: Sounder) -> tuple[Words, str, bool]:
    kinds = [table.kind(folded, sounder.sound(written)) for written, folded in found]
    if "admin" not in kinds:
        return found, "", False
    at = kinds.index("admin")
    naming = [place for place, kind in enumerate(kinds) if kind in ("", *_QUALIFYING)]
    before = _run_before(kinds, at)
    after = [place for place in naming if place > at]
    if before:
        # When nothing else would be left, only the word next to "district" is its name: "с. Шурабад Амасийского района".
        left = [place for place in naming if place not in before]
        chosen = before if left else before[-1:]
    else:
        chosen = after
    rest = [found[place] for place in range(len(found)) if place not in chosen and place != at]
    if not any(place not in chosen for place in naming):
        return found, "", True
    return rest, " ".join(found[place][0] for place in chosen), False


_QUALIFYING = ("upper", "lower", "middle", "great", "small", "new", "old", "first", "second", "third")


def _run_before(kinds: Sequence[str], at: int) -> list[int]:
    run: list[int] = []
    for place in range(at - 1, -1, -1):
        if kinds[place] in ("settlement", "admin", "joining"):
            break
        run.insert(0, place)
    return run


def hear(
    name: Sequence[tuple[str, str]], language: str | None, table: PlaceWords, sounder: Sounder
) -> list[Heard]:
    """How the words of a name sound in one language: one reading, or two when a qualifier may be glued on."""
    full: list[str] = []
    core: list[str] = []
    qualifiers = 0
    abjad = False
    speaker = sounder.speaker(" ".join(written for written, _folded in name), language)
    for written, folded in name:
        heard, consonants = sounder.heard(written, speaker)
        abjad = abjad or consonants
        kind = table.kind(folded, sounder.sound(written))
        full.append(heard)
        qualifiers |= bit(kind)
        if not kind:
            core.append(heard)
    one = Heard("".join(full), "".join(core), qualifiers, abjad)
    glued = table.glued(one.core) if one.core and not abjad else None
    if glued is None:
        return [one]
    return [one, Heard(one.full, glued[0], qualifiers | glued[1], abjad)]
