"""Writes a book of places from the rows of a gazetteer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from ojaq.core.places.book import (
    CORE,
    FULL,
    Columns,
    Ints,
    KeyColumns,
    Keys,
    NameColumns,
    PlaceColumns,
    sorted_keys,
)
from ojaq.core.places.folding import words
from ojaq.core.places.keys import hashes, skeletons
from ojaq.core.places.rows import NameRow, PlaceRow
from ojaq.core.places.sounding import Sounder, script_of
from ojaq.core.places.text import hear, take_apart
from ojaq.core.places.words import PlaceWords

ADMIN_TYPES = frozenset(
    {"country", "macroregion", "region", "macrocounty", "county", "localadmin", "district"}
)
# A language stands for a script (or a country) when at least this share of its names there is in it.
_SHARE = 0.08
_MOST_LANGUAGES = 4


def key_of(folded: str) -> int:
    """The 64-bit key of a folded name."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def write_columns(
    places: Iterable[PlaceRow], names: Iterable[NameRow], table: PlaceWords, sounder: Sounder, version: str
) -> Columns:
    """All columns of a book. Rows of names whose place is not there are left out; a place id counts once."""
    rows, hidden = _with_mentioned_districts(places)
    row_of = {row.place_id: number for number, row in enumerate(rows)}
    spelt = [(number, row.name, "") for number, row in enumerate(rows)]
    seen = {(number, name, "") for number, name, _ in spelt}
    for name in names:
        number = row_of.get(name.place_id, -1)
        if number >= 0 and (number, name.name, name.lang) not in seen:
            seen.add((number, name.name, name.lang))
            spelt.append((number, name.name, name.lang))
    by_script, by_country = _languages(spelt, rows)
    writer = _Writer(table, sounder)
    for number, text, lang in spelt:
        usual = by_country.get((rows[number].country, script_of(text)), ())
        writer.add(number, text, (lang,) if lang else (None, *usual))
    return Columns(
        _place_columns(rows, hidden, row_of), writer.names(), writer.keys(), dict(by_script), version
    )


def _with_mentioned_districts(places: Iterable[PlaceRow]) -> tuple[list[PlaceRow], int]:
    """The rows, each id once, and after them a hidden row for each district that is mentioned but not a row itself."""
    rows: dict[str, PlaceRow] = {}
    for row in places:
        rows.setdefault(row.place_id, row)
    count = len(rows)
    members: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in list(rows.values()):
        for district in (row.region_id, row.county_id):
            if district and district not in rows:
                members[district].append(row)
    for district, inside in members.items():
        points = [(row.lat, row.lon) for row in inside if row.lat is not None and row.lon is not None]
        lat = sum(point[0] for point in points) / len(points) if points else None
        lon = sum(point[1] for point in points) / len(points) if points else None
        rows[district] = PlaceRow(district, district, lat, lon, inside[0].country, placetype="region")
    return list(rows.values()), count


_Spelt = list[tuple[int, str, str]]


def _languages(
    spelt: _Spelt, rows: list[PlaceRow]
) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], tuple[str, ...]]]:
    """The languages in use, by script and by (country, script), the commonest first."""
    by_script: dict[str, Counter[str]] = defaultdict(Counter)
    by_country: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for number, name, lang in spelt:
        if lang and lang != "und":
            script = script_of(name)
            by_script[script][lang] += 1
            by_country[rows[number].country, script][lang] += 1
    return (
        {script: _commonest(counted) for script, counted in by_script.items()},
        {key: _commonest(counted)[:2] for key, counted in by_country.items()},
    )


def _commonest(counted: Counter[str]) -> tuple[str, ...]:
    total = sum(counted.values())
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(lang for lang, count in ranked if count >= _SHARE * total)[:_MOST_LANGUAGES]


def add_names(
    columns: Columns, names: Iterable[NameRow], table: PlaceWords, sounder: Sounder, version: str
) -> Columns:
    """The columns with some more names of places that are there; much cheaper than writing all anew."""
    row_of = {place_id: row for row, place_id in enumerate(columns.places.ids)}
    writer = _Writer(table, sounder)
    writer.take_over(columns)
    for name in names:
        row = row_of.get(name.place_id, -1)
        if row >= 0:
            writer.add(row, name.name, (name.lang or None,))
    return Columns(columns.places, writer.names(), writer.keys(), columns.languages, version)


class _Writer:
    """Collects readings name by name, then turns them into columns."""

    def __init__(self, table: PlaceWords, sounder: Sounder) -> None:
        self._table, self._sounder = table, sounder
        self._form_of: dict[tuple[str, bool], int] = {}
        self._readings: dict[tuple[int, int, int, int], int] = {}
        self._folded: list[tuple[int, int, int]] = []
        self._written: dict[str, int] = {}

    def take_over(self, columns: Columns) -> None:
        names, keys = columns.names, columns.keys
        self._form_of = {
            form: row for row, form in enumerate(zip(names.forms, names.abjad.tolist(), strict=True))
        }
        form = np.repeat(np.arange(len(names.forms)), np.diff(names.first))
        read = zip(
            form.tolist(), names.place.tolist(), names.qualifiers.tolist(), names.part.tolist(), strict=True
        )
        self._readings = dict(zip(read, names.spelt.tolist(), strict=True))
        folded = zip(
            keys.folded.tolist(), keys.folded_place.tolist(), keys.folded_spelt.tolist(), strict=True
        )
        self._folded = list(folded)
        self._written = {name: row for row, name in enumerate(names.written)}

    def add(self, place: int, name: str, languages: tuple[str | None, ...]) -> None:
        taken = take_apart(name, self._table, self._sounder)
        if not taken.name:
            return
        spelt = self._written.setdefault(name, len(self._written))
        self._folded.append((key_of(taken.folded), place, spelt))
        if taken.district:
            whole = "".join(folded for _written, folded in words(name))
            self._folded.append((key_of(whole), place, spelt))
        for language in languages:
            for heard in hear(taken.name, language, self._table, self._sounder):
                self._read(place, heard.full, FULL, heard.qualifiers, heard.abjad, spelt)
                if heard.core and heard.core != heard.full:
                    self._read(place, heard.core, CORE, heard.qualifiers, heard.abjad, spelt)

    def _read(self, place: int, sound: str, part: int, qualifiers: int, abjad: bool, spelt: int) -> None:
        if sound:
            form = self._form_of.setdefault((sound, abjad), len(self._form_of))
            self._readings.setdefault((form, place, qualifiers, part), spelt)

    def names(self) -> NameColumns:
        table = np.array([(*key, spelt) for key, spelt in self._readings.items()], dtype=np.int32).reshape(
            -1, 5
        )
        table = table[np.lexsort((table[:, 2], table[:, 3], table[:, 1], table[:, 0]))]
        first = np.searchsorted(table[:, 0], np.arange(len(self._form_of) + 1)).astype(np.int32)
        return NameColumns(
            forms=[sound for sound, _ in self._form_of],
            abjad=np.array([abjad for _, abjad in self._form_of], dtype=np.bool_),
            first=first,
            place=np.ascontiguousarray(table[:, 1]),
            qualifiers=table[:, 2].astype(np.uint16),
            part=table[:, 3].astype(np.uint8),
            spelt=np.ascontiguousarray(table[:, 4]),
            written=list(self._written),
        )

    def keys(self) -> KeyColumns:
        folded = np.array([key for key, _, _ in self._folded], dtype=np.uint64)
        rows = np.arange(len(self._folded), dtype=np.int32)
        folded, rows = sorted_keys(folded, rows)
        sounds = [sound for sound, _ in self._form_of]
        places = np.array([place for _, place, _ in self._folded], dtype=np.int32)
        spelt = np.array([spelt for _, _, spelt in self._folded], dtype=np.int32)
        return KeyColumns(
            folded,
            places[rows],
            spelt[rows],
            *_consonant_keys([skeletons(sound) for sound in sounds]),
            *_consonant_keys([skeletons(sound, velars=False) for sound in sounds]),
        )


def _consonant_keys(skeletons_of: list[tuple[str, ...]]) -> tuple[Keys, Ints, Keys, Ints]:
    forms = np.repeat(np.arange(len(skeletons_of), dtype=np.int32), [len(some) for some in skeletons_of])
    whole, shorter, row = hashes([one for some in skeletons_of for one in some])
    return *sorted_keys(whole, forms), *sorted_keys(shorter, forms[row])


def _place_columns(rows: list[PlaceRow], known: int, row_of: dict[str, int]) -> PlaceColumns:
    def coordinate(value: float | None) -> float:
        return math.nan if value is None else value

    def district(given: str, own_row: int) -> int:
        row = row_of.get(given, -1) if given else -1
        return -1 if row == own_row else row

    return PlaceColumns(
        ids=[row.place_id for row in rows],
        names=[row.name for row in rows],
        lat=np.array([coordinate(row.lat) for row in rows], dtype=np.float32),
        lon=np.array([coordinate(row.lon) for row in rows], dtype=np.float32),
        region=_ints(district(row.region_id, number) for number, row in enumerate(rows)),
        county=_ints(district(row.county_id, number) for number, row in enumerate(rows)),
        prior=np.array([_prior(row) for row in rows], dtype=np.float32),
        hidden=np.arange(len(rows)) >= known,
        admin=np.array([row.placetype in ADMIN_TYPES for row in rows], dtype=np.bool_),
        own=np.array([row.own for row in rows], dtype=np.bool_),
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def _prior(row: PlaceRow) -> float:
    """Bits before anything is compared: where more people lived is told of more often, mildly.

    How many names a gazetteer knows of a place says more about the gazetteer than about the place: it does not count.
    """
    return min(math.log10(1 + (row.population or 0)), 6.0) * 0.3
