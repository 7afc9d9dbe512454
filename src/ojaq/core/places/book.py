"""The book of places: every name of every place as integer columns, ready to be asked. Made by `writing.write_book`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Keys = NDArray[np.uint64]
Bits = NDArray[np.float32]

# Parts of a name that a reading stands for.
FULL, CORE = 0, 1


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """P places: ids and names as text; lat, lon [P] in degrees (NaN unknown); region, county [P] rows of P or -1.

    `prior` [P] in bits; `hidden` [P]: a district that the gazetteer only mentions, never an answer;
    `admin` [P]: a district, province or country; `own` [P]: brought by the community itself.
    """

    ids: list[str]
    names: list[str]
    lat: Bits
    lon: Bits
    region: Ints
    county: Ints
    prior: Bits
    hidden: NDArray[np.bool_]
    admin: NDArray[np.bool_]
    own: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NameColumns:
    """Readings of names, and the distinct sounds ("forms") they use.

    forms: F sounds; abjad [F]; reading columns [R], sorted by form: form, place, qualifiers (bits), part (FULL or
    CORE), written (row of `written`, the name as the gazetteer writes it); `first` [F+1]: readings of form f are
    first[f]:first[f+1].
    """

    forms: list[str]
    abjad: NDArray[np.bool_]
    first: Ints
    place: Ints
    qualifiers: NDArray[np.uint16]
    part: NDArray[np.uint8]
    spelt: Ints
    written: list[str]


@dataclass(frozen=True, slots=True)
class KeyColumns:
    """Sorted hashes with the row each leads to: folded names -> (place, written); consonants -> form.

    `whole` has all consonants, `shorter` all but one; `soft` and `softer` the same without k, g and kh.
    """

    folded: Keys
    folded_place: Ints
    folded_spelt: Ints
    whole: Keys
    whole_form: Ints
    shorter: Keys
    shorter_form: Ints
    soft: Keys
    soft_form: Ints
    softer: Keys
    softer_form: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a book, and the languages its Latin, Cyrillic, Arabic... names are written in, by script."""

    places: PlaceColumns
    names: NameColumns
    keys: KeyColumns
    languages: dict[str, tuple[str, ...]]
    version: str


def sorted_keys(keys: Keys, rows: Ints) -> tuple[Keys, Ints]:
    """Keys with their rows, sorted by key then row, each pair once."""
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    if len(keys):
        fresh = np.concatenate(([True], (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])))
        keys, rows = keys[fresh], rows[fresh]
    return keys, rows.astype(np.int32)
