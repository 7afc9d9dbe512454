"""From testimonies to integers: each name read once, each token numbered once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from ojaq.core import dates, names
from ojaq.core.matching.mentions import Mentions, Told, YearKind
from ojaq.core.matching.testimony import Described, Testimony
from ojaq.core.matching.tokens import MISSING, Tokens, text_hash

PlaceOf = Callable[[str, str | None, str | None], int]
"""(text, chosen id, language) -> a stable number of the place, or -1 when the text is not known."""

CODE_WIDTH = 20
SEXES = {"male": 1, "female": 2}
FLAGGED_STRENGTH = 50
ROUGH_YEARS = 10
"""A year of death that is spread wider than this many years says too little to be compared."""


def code_testimonies(
    testimonies: Iterable[Testimony], tokens: Tokens, *, place_of: PlaceOf | None = None
) -> Mentions:
    """Code every mention of the testimonies, in order. New tokens are added to `tokens`.

    Stable numbers come from `Testimony.ids`, else they count from 0 in the order of arrival. A date that
    cannot be read counts as unknown: refusing it is the business of the door it came through.
    """
    coder = _Coder(tokens, place_of)
    for testimony in testimonies:
        coder.add(testimony)
    return coder.mentions()


class _Coder:
    """Collects rows; remembers what it has read, since the same names come again and again."""

    def __init__(self, tokens: Tokens, place_of: PlaceOf | None) -> None:
        self.tokens, self.place_of = tokens, place_of
        self.names: dict[tuple[tuple[str, str], ...], tuple[tuple[int, ...], int, int]] = {}
        self.places: dict[tuple[str | None, str | None, str | None], tuple[int, tuple[int, ...]]] = {}
        self.years: dict[tuple[str, ...], tuple[float, float, int, int]] = {}
        self.rows: list[tuple[Any, ...]] = []
        self.words: list[tuple[int, ...]] = []
        self.ties: list[tuple[int, int, int, int]] = []
        self.extras: list[tuple[Mapping[str, str], Mapping[str, str]]] = []

    def add(self, testimony: Testimony) -> None:
        start = len(self.rows)
        for at, person in enumerate(testimony.people):
            stable = testimony.ids[at] if testimony.ids else start + at
            self._add_person(person, testimony, stable)
        for tie in testimony.ties:
            strength = FLAGGED_STRENGTH if tie.flagged else 100
            self.ties.append((int(tie.kind), start + tie.first, start + tie.second, strength))

    def _add_person(self, person: Described, testimony: Testimony, stable: int) -> None:
        words, numeral, hint = self._name(person.name, testimony.language)
        place, place_words = self._place(person, testimony.language)
        mean, spread, kind, day = self._birth(person, testimony.recorded_on)
        self.words.append((*words, *place_words))
        sex = SEXES.get(person.sex, 0) or hint
        died = self._died(person.died)
        self.rows.append((stable, testimony.key, sex, numeral, mean, spread, kind, day, died, place))
        self.extras.append((person.codes, person.categories))

    def _name(self, name: Mapping[str, Any], language: str | None) -> tuple[tuple[int, ...], int, int]:
        """The nine words of a name, its numeral and the sex its endings tell."""
        if not name:
            return (MISSING,) * int(Told.PLACE), 0, 0
        key = (("", language or ""), *sorted((part, str(text)) for part, text in name.items()))
        found = self.names.get(key)
        if found is None:
            told = name if "language" in name or not language else {**name, "language": language}
            found = self.names[key] = _name_words(told, self.tokens)
        return found

    def _place(self, person: Described, language: str | None) -> tuple[int, tuple[int, ...]]:
        if not person.place and not person.place_id:
            return MISSING, (MISSING,) * 3
        key = (person.place, person.place_id, language)
        found = self.places.get(key)
        if found is None:
            text = person.place or ""
            read = names.read_words(text, language, self.tokens.knowledge)[:3]
            number = self.place_of(text, person.place_id, language) if self.place_of else MISSING
            numbered = [self.tokens.number(token) for token in read]
            found = self.places[key] = (number, tuple(numbered + [MISSING] * (3 - len(numbered))))
        return found

    def _birth(self, person: Described, recorded_on: str | None) -> tuple[float, float, int, int]:
        """(mean year, standard deviation in years, kind, month * 100 + day)."""
        if person.born is None and person.age is None:
            return np.nan, np.nan, YearKind.INFERRED, 0
        key = (str(person.born), str(person.age), str(person.age_on), recorded_on or "")
        found = self.years.get(key)
        if found is None:
            found = self.years[key] = _birth_of(person, recorded_on)
        return found

    def _died(self, died: Any) -> int:
        """The year of death: negative where it was told roughly, 0 where nothing can be held to it."""
        moment = _moment(died)
        if moment is None or moment.earliest is None or moment.latest is None:
            return 0
        first, last = moment.earliest.year, moment.latest.year
        if last - first > ROUGH_YEARS:
            return 0
        rough = moment.approximate or moment.uncertain or first != last
        return -((first + last) // 2) if rough else last

    def mentions(self) -> Mentions:
        columns: list[Any] = list(zip(*self.rows, strict=True)) or [()] * 10
        codes, categories = _extra_columns(self.extras)
        return Mentions(
            stable=np.array(columns[0], np.int64),
            registration=np.array(columns[1], np.int64),
            sex=np.array(columns[2], np.int8),
            words=np.array(self.words, np.int32).reshape(-1, len(Told)),
            numeral=np.array(columns[3], np.int32),
            year=np.stack([np.array(columns[4], np.float32), np.array(columns[5], np.float32)], axis=1),
            year_kind=np.array(columns[6], np.int8),
            day=np.array(columns[7], np.int16),
            died=np.array(columns[8], np.int16),
            place=np.array(columns[9], np.int64),
            codes=codes,
            categories=categories,
            ties=np.array(self.ties, np.int32).reshape(-1, 4),
        )


def _name_words(name: Mapping[str, Any], tokens: Tokens) -> tuple[tuple[int, ...], int, int]:
    read = names.read_name(name, tokens.knowledge)
    number = tokens.number
    given = [number(token) for token in read.given[:3]]
    if alias := _also_given(read):
        given = [*(given + [MISSING] * 2)[:2], number(alias)]
    family = [number(token) for token in read.family]
    words = (
        *(given + [MISSING] * (3 - len(given))),
        family[-1] if family else MISSING,
        family[0] if len(family) > 1 else MISSING,
        number(read.family_root),
        number(read.birth_family[-1]) if read.birth_family else MISSING,
        number(read.birth_family_root),
        number(read.father),
    )
    numeral = int(read.numeral) if read.numeral.isdecimal() else text_hash(read.numeral) & 0x3FFFFFFF
    return words, numeral if read.numeral else 0, SEXES.get(read.sex_hint or "", 0)


def _also_given(read: names.ReadName) -> names.Token | None:
    """Another given name somebody goes by: the first word of `also` that no other part of the name tells."""
    parts = (*read.given, *read.family, *read.birth_family, *([read.father] if read.father else ()))
    told = {token.sound for token in parts}
    return next((token for text in read.also for token in text if token.sound not in told), None)


def _birth_of(person: Described, recorded_on: str | None) -> tuple[float, float, int, int]:
    told = {"born": person.born, "age": person.age, "age_on": person.age_on}
    birth = dates.birth_year(told, recorded_on)
    if birth is None:
        return np.nan, np.nan, YearKind.INFERRED, 0
    kind = YearKind.EXACT if birth.kind == "exact" else YearKind.APPROXIMATE
    moment = _moment(person.born)
    day = 0
    if moment is not None and moment.earliest is not None and moment.earliest == moment.latest:
        day = moment.earliest.month * 100 + moment.earliest.day
    return birth.mean, birth.sd, kind, day


def _moment(told: Any) -> dates.Moment | None:
    """What a date says, None where it says nothing that can be read."""
    if told is None:
        return None
    try:
        return dates.read_date(told)
    except (dates.NotADate, TypeError):
        return None


def _extra_columns(extras: list[tuple[Mapping[str, str], Mapping[str, str]]]) -> tuple[Any, Any]:
    """Identifiers as padded bytes [M, K, 20] and categories as hashes [M, C]; columns in order of name."""
    code_names = sorted({name for codes, _ in extras for name in codes})
    category_names = sorted({name for _, categories in extras for name in categories})
    codes = np.zeros((len(extras), len(code_names), CODE_WIDTH), np.uint8)
    categories = np.full((len(extras), len(category_names)), MISSING, np.int64)
    if code_names or category_names:
        for row, (has_codes, has_categories) in enumerate(extras):
            for at, name in enumerate(code_names):
                marks = _plain(has_codes.get(name, ""))[:CODE_WIDTH]
                codes[row, at, : len(marks)] = list(marks)
            for at, name in enumerate(category_names):
                text = _plain(has_categories.get(name, ""))
                if text:
                    categories[row, at] = text_hash(text.decode())
    return codes, categories


def _plain(text: str) -> bytes:
    """An identifier without case, spaces and punctuation, as it is typed by different hands."""
    return "".join(mark for mark in text.casefold() if mark.isalnum()).encode()
