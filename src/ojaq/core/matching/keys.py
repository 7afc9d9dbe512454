"""Composite keys: two mentions that share one are worth comparing.

Keys are hashes of skeletons, so they are the same in every process, at the counter and in the batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.keying import MULTIPLIER as _MULTIPLIER
from ojaq.core.matching.keying import SHIFT as _SHIFT
from ojaq.core.matching.keying import stored_keys
from ojaq.core.matching.mentions import IntArray, LongArray, Mentions
from ojaq.core.matching.portraits import Portraits, Word, portray
from ojaq.core.matching.relatives import MOST_RELATIVES, Lists
from ojaq.core.matching.tokens import Tokens

COUNTER = frozenset(
    [
        "given+family",
        "given+father",
        "given+spouse",
        "given+mother",
        "given+year",
        "given+decade",
        "given+place",
        "given+child",
        "given+any_family",
        "father+mother",
        "spouse+father",
        "velarless",
        "wide",
        "wide+father",
        "wide+mother",
        "given+family+father",
        "given+family+place",
        "given+family+decade",
        "root+father",
        "root+year",
    ]
)
"""The keys that are stored for the counter; the batch uses all of them."""


@dataclass(frozen=True, slots=True)
class Traits:
    """The hashes keys are made of, int64 [M] each, -1 where missing; rows 0..2 of the skeletons."""

    given: LongArray
    root: LongArray
    family: LongArray
    father: LongArray
    spouse: LongArray
    mother: LongArray


def traits(portraits: Portraits, tokens: Tokens, skeleton: int) -> Traits:
    """Hashes of one of the three skeletons (0 plain, 1 without velars, 2 sibilants as velars)."""
    table = np.append(tokens.table().skeletons[skeleton], -1)
    words = portraits.words
    given = table[words[:, Word.GIVEN]]
    return Traits(
        given,
        table[words[:, Word.ROOT]],
        table[words[:, Word.FAMILY]],
        table[words[:, Word.FATHER]],
        _of(given, portraits.spouses.firsts()),
        _of(given, portraits.mother),
    )


def decade_of(portraits: Portraits) -> LongArray:
    """int64 [M]: decade of birth where a year was told, else -1."""
    told = portraits.year_kind > 0
    return np.where(told, np.floor(np.where(told, portraits.year[:, 0], 0) / 10), -1).astype(np.int64)


def place_of(portraits: Portraits, tokens: Tokens) -> LongArray:
    """int64 [M]: number of the place, else the hash of the first word of its text, else -1."""
    table = np.append(tokens.table().skeletons[0], -1)
    return np.where(portraits.place >= 0, portraits.place, table[portraits.words[:, Word.PLACE]])


def key_sets(
    portraits: Portraits, tokens: Tokens, *, counter: bool = False
) -> Iterator[tuple[str, LongArray, IntArray]]:
    """Yield (kind, key int64 [n], row int32 [n]) for every kind of key; a row may have several of a kind.

    `counter`: only the kinds that are stored for questions at the counter.
    """
    for kind, hashed in key_kinds(portraits, tokens):
        if counter and kind not in COUNTER:
            continue
        key, row = hashed()
        if len(row):
            yield kind, key, row


def key_kinds(
    portraits: Portraits, tokens: Tokens
) -> Iterator[tuple[str, Callable[[], tuple[LongArray, IntArray]]]]:
    """Yield every kind of key, and what makes its keys when it is called, in whatever thread."""
    for number, (kind, columns, rows) in enumerate(_kinds(portraits, tokens)):
        yield kind, partial(_hashed, columns, rows, number)


def keys_of(mentions: Mentions, tokens: Tokens) -> tuple[LongArray, IntArray]:
    """The keys that a register stores: key int64 [n], row int32 [n]; about fifteen for a full mention.

    The same question asked at the counter has the same keys. They do not depend on weights.
    """
    portraits = portray(mentions, np.zeros(0, np.int32))
    spouses, children = portraits.spouses, portraits.children
    found: tuple[LongArray, IntArray] = stored_keys(
        tokens.table().skeletons,
        portraits.words,
        portraits.place,
        portraits.year,
        portraits.year_kind,
        np.stack([spouses.firsts(), portraits.mother, portraits.father]),
        children.starts,
        children.rows,
    )
    return found


def mixed(columns: list[LongArray]) -> LongArray:
    """One hash, int64 [n], of several columns int64 [n]; the order of the columns matters."""
    state = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        state = (state ^ column.astype(np.int64).view(np.uint64)) * _MULTIPLIER
        state ^= state >> _SHIFT
    return state.view(np.int64)


Kind = tuple[str, list[LongArray], LongArray | None]


def _kinds(portraits: Portraits, tokens: Tokens) -> Iterator[Kind]:
    """(name, columns, rows or None for all rows), in an order that never changes: keys are stored."""
    plain = traits(portraits, tokens, 0)
    decade, place = decade_of(portraits), place_of(portraits, tokens)
    exact = portraits.year_kind == 2
    year = np.where(exact, np.where(exact, portraits.year[:, 0], 0), -1).astype(np.int64)
    given, root, father = plain.given, plain.root, plain.father
    pair = _unordered(given, root)
    yield "given+family", pair, None
    yield "given+full_family", _unordered(given, plain.family), None
    yield "given+father", [given, father], None
    yield "given+spouse", [given, plain.spouse], None
    yield "given+mother", [given, plain.mother], None
    yield "given+year", [given, year], None
    yield "given+decade", [given, decade], None
    yield "given+place", [given, place], None
    yield "given", [given], None
    yield "root+father", [root, father], None
    yield "root+year", [root, year], None
    yield "father+mother", [_of(given, portraits.father), plain.mother], None
    yield "spouse+father", [plain.spouse, _of(given, portraits.father)], None
    yield "father+place+year", [father, place, year], None
    yield "root+place+decade", [root, place, decade], None
    yield "root+place", [root, place], None
    yield "place+year", [place, year], None
    yield "given+family+father", [*pair, father], None
    yield "given+family+place", [*pair, place], None
    yield "given+family+decade", [*pair, decade], None
    yield from _loose_kinds(portraits, tokens, year)
    yield from _family_kinds(portraits, tokens, plain)
    day = np.where(portraits.day > 0, portraits.day, -1).astype(np.int64)
    yield "birthday", [year, day], None
    for at in range(portraits.codes.shape[1]):
        yield f"code {at}", [_code_hash(portraits.codes[:, at])], None


def _loose_kinds(portraits: Portraits, tokens: Tokens, year: LongArray) -> Iterator[Kind]:
    """Keys on the two coarser skeletons, for what scripts and spellings do to velars and sibilants."""
    bare = traits(portraits, tokens, 1)
    yield "velarless", _unordered(bare.given, bare.root), None
    yield "velarless+father", [bare.given, bare.father], None
    wide = traits(portraits, tokens, 2)
    yield "wide", _unordered(wide.given, wide.root), None
    yield "wide+father", [wide.given, wide.father], None
    yield "wide+spouse", [wide.given, wide.spouse], None
    yield "wide+year", [wide.given, year], None
    yield "wide+mother", [wide.given, wide.mother], None
    owner, child = _members(portraits.children)
    yield "wide+child", [wide.given[owner], wide.given[child]], owner


def _family_kinds(portraits: Portraits, tokens: Tokens, plain: Traits) -> Iterator[Kind]:
    """Keys through a family name that kin bear, and through children."""
    table = np.append(tokens.table().skeletons[0], -1)
    families = table[portraits.words[:, [Word.ROOT, Word.BIRTH_ROOT, Word.KIN_FATHER, Word.KIN_HUSBAND]]]
    rows = np.repeat(np.arange(len(portraits)), families.shape[1])
    yield "given+any_family", [plain.given[rows], families.ravel()], rows
    owner, child = _members(portraits.children)
    yield "given+child", [plain.given[owner], plain.given[child]], owner
    yield "spouse+child", [plain.spouse[owner], plain.given[child]], owner


def _hashed(columns: list[LongArray], rows: LongArray | None, number: int) -> tuple[LongArray, IntArray]:
    if rows is None:
        rows = np.arange(len(columns[0]))
    key, row = _mixed_known(np.array(columns, np.int64), rows, number)
    return key, row


@njit(cache=True, nogil=True)
def _mixed_known(columns, rows, number):  # type: ignore[no-untyped-def]
    """(`mixed` of the columns and the number, its row) where no column is missing; each key once a row (rows ascend)."""
    keys, found_rows = np.empty(columns.shape[1], np.int64), np.empty(columns.shape[1], np.int32)
    found = first = 0
    for at in range(columns.shape[1]):
        if at and rows[at] != rows[at - 1]:
            first = found
        state = np.uint64(0)
        whole = True
        for column in range(len(columns)):
            whole &= columns[column, at] >= 0
            state = (state ^ np.uint64(columns[column, at])) * _MULTIPLIER
            state ^= state >> _SHIFT
        state = (state ^ np.uint64(number)) * _MULTIPLIER
        key = np.int64(state ^ (state >> _SHIFT))
        for before in range(first, found):
            whole &= keys[before] != key
        if whole:
            keys[found], found_rows[found] = key, rows[at]
            found += 1
    return keys[:found].copy(), found_rows[:found].copy()


def _unordered(one: LongArray, other: LongArray) -> list[LongArray]:
    return [np.minimum(one, other), np.maximum(one, other)]


def _of(value: LongArray, row: LongArray) -> LongArray:
    return np.where(row >= 0, value[row], -1)


def _members(lists: Lists) -> tuple[LongArray, LongArray]:
    """(owner, member) for at most twelve members of each list."""
    owner = np.repeat(np.arange(len(lists.starts) - 1), lists.lengths())
    rank = np.arange(len(owner)) - np.repeat(lists.starts[:-1], lists.lengths())
    near = rank < MOST_RELATIVES
    return owner[near], lists.rows[near].astype(np.int64)


def _code_hash(codes: NDArray[np.uint8]) -> LongArray:
    """int64 [M] of padded bytes [M, 20]; -1 where empty."""
    padded = np.zeros((len(codes), 24), np.uint8)
    padded[:, : codes.shape[1]] = codes
    key = mixed(list(padded.view(np.int64).T)) & np.int64(0x3FFFFFFFFFFFFFFF)
    return np.where(codes[:, 0] > 0, key, -1)
