"""Levels of agreement of a pair: what two portraits have in common, field by field, as small integers.

Level 0 always means that one side says nothing. The meaning of the other levels stands in `levels.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.hands import lean, shared_out
from ojaq.core.matching.levels import Field
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.nearness import Nearness, near
from ojaq.core.matching.portraits import Portraits, Word

_GIVEN, _GIVEN_2, _GIVENS = int(Word.GIVEN), int(Word.GIVEN_2), 3
_FAMILY, _FIRST, _ROOT, _BIRTH = (
    int(Word.FAMILY),
    int(Word.FAMILY_FIRST),
    int(Word.ROOT),
    int(Word.BIRTH_ROOT),
)
_FATHER, _PLACE, _PLACE_2 = int(Word.FATHER), int(Word.PLACE), int(Word.PLACE_2)
_KIN = int(Word.KIN_FATHER)
_FIELDS = len(Field)
_CLOSE = np.float32(0.85)


@dataclass(frozen=True, slots=True)
class Compared:
    """n compared pairs: `levels` uint8 [n, F] and `rare` int32 [n, 3], the rarity in millibits of what
    agrees in given name, family and father's name (0 where they do not agree)."""

    levels: NDArray[np.uint8]
    rare: IntArray

    def taken(self, rows: LongArray | NDArray[np.bool_]) -> Compared:
        """The same for these pairs only."""
        return Compared(self.levels[rows], self.rare[rows])


# Columns of a packed row: the words, then these. A row is a line and a half of a processor's memory, so that a pair costs two
# looks at far-away places instead of twenty. A place has 64 bits; years stand in 64ths.
_PLACE_LOW, _PLACE_HIGH, _BORN, _SPREAD, _KIND, _SEX, _NUMERAL, _DAY, _DIED = range(len(Word), len(Word) + 9)
_WIDTH, _NO_YEAR, _FARTHEST, _A_64TH = 24, np.int32(-(1 << 31)), np.float32(1e7), np.float32(1 / 64)


def compare(portraits: Portraits, pairs: LongArray, nearness: Nearness, rarity: IntArray) -> Compared:
    """Compare the pairs (`lower * M + higher`). `rarity`: int32 [3, tokens], millibits by token."""
    rows = _packed(
        portraits.words,
        portraits.place,
        portraits.year,
        portraits.year_kind,
        portraits.sex,
        portraits.numeral,
        portraits.day,
        portraits.died,
    )
    codes, categories = portraits.codes, portraits.categories
    levels = np.zeros((len(pairs), _FIELDS + codes.shape[1] + categories.shape[1]), np.uint8)
    rare = np.zeros((len(pairs), 3), np.int32)

    def part(start: int, stop: int) -> None:
        some = slice(start, stop)
        _compare(rows, codes, categories, pairs[some], nearness.hand(), rarity, levels[some], rare[some])

    shared_out(len(pairs), part)
    return Compared(levels, rare)


Comparer = Callable[[Portraits, LongArray, Nearness, IntArray], Compared]
"""`compare`, or what does the same elsewhere."""


def widened(
    portraits: Portraits,
    pairs: LongArray,
    compared: Compared,
    more: LongArray,
    nearness: Nearness,
    rarity: IntArray,
    comparer: Comparer = compare,
) -> Compared:
    """What `more` (sorted, with all of the pairs among them) have in common, where it is known of the pairs."""
    fresh = np.ones(len(more), bool)
    fresh[np.searchsorted(more, pairs)] = False
    added = comparer(portraits, more[fresh], nearness, rarity)
    levels = np.empty((len(more), compared.levels.shape[1]), np.uint8)
    rare = np.empty((len(more), 3), np.int32)
    levels[fresh], levels[~fresh] = added.levels, compared.levels
    rare[fresh], rare[~fresh] = added.rare, compared.rare
    return Compared(levels, rare)


@njit(cache=True, nogil=True)
def _packed(words, place, year, kind, sex, numeral, day, died):  # type: ignore[no-untyped-def]
    """int32 [M, 24]: everything of a row that every pair is asked for, side by side."""
    rows = np.zeros((len(words), _WIDTH), np.int32)
    for row in range(len(words)):
        for at in range(words.shape[1]):
            rows[row, at] = words[row, at]
        rows[row, _PLACE_LOW] = np.int32(place[row] & 0xFFFFFFFF)
        rows[row, _PLACE_HIGH] = np.int32(place[row] >> 32)
        born = min(max(year[row, 0], -_FARTHEST), _FARTHEST)
        rows[row, _BORN] = _NO_YEAR if np.isnan(year[row, 0]) else np.int32(born * 64)
        rows[row, _SPREAD] = 0 if np.isnan(year[row, 1]) else np.int32(year[row, 1] * 64)
        rows[row, _KIND], rows[row, _SEX], rows[row, _NUMERAL] = kind[row], sex[row], numeral[row]
        rows[row, _DAY], rows[row, _DIED] = day[row], died[row]
    return rows


@lean
def _level(value):  # type: ignore[no-untyped-def]
    """Six levels of the similarity of two words; 0 for a missing one (a negative value)."""
    if value < 0:
        return 0
    if value < 0.68:
        return 1 if value < 0.5 else 2
    if value < 0.9:
        return 3 if value < 0.8 else 4
    return 5 if value < 0.985 else 6


@lean
def _rarer(rarity, kind, one, other):  # type: ignore[no-untyped-def]
    """The rarity of the commoner of two words that agree, so that the order of a pair does not matter."""
    return min(rarity[kind, one], rarity[kind, other])


@lean
def _given(a, b, tables, rarity, rare):  # type: ignore[no-untyped-def]
    """Level of the given names; 7 another token agrees, 8 given and family name changed places."""
    level = _level(near(a[_GIVEN], b[_GIVEN], tables))
    if level >= 4:
        rare[0] = _rarer(rarity, 0, a[_GIVEN], b[_GIVEN])
        return level
    for one in range(_GIVENS):
        for other in range(_GIVENS):
            if (one > 0 or other > 0) and near(a[_GIVEN + one], b[_GIVEN + other], tables) >= _CLOSE:
                return 7
    there = near(a[_GIVEN], b[_FAMILY], tables) >= _CLOSE
    back = near(a[_FAMILY], b[_GIVEN], tables) >= _CLOSE
    if (there and (back or a[_FAMILY] < 0)) or (back and b[_FAMILY] < 0):
        return 8
    return level


@lean
def _second(a, b, given, tables):  # type: ignore[no-untyped-def]
    """Level of the second given names where the first ones agree; 4: only one has a second."""
    if given < 3 or given > 6:
        return 0
    one, other = a[_GIVEN_2] >= 0, b[_GIVEN_2] >= 0
    if one and other:
        value = near(a[_GIVEN_2], b[_GIVEN_2], tables)
        return 3 if value >= _CLOSE else (2 if value >= 0.6 else 1)
    return 4 if one != other else 0


@lean
def _family(a, b, given, men, tables, rarity, rare):  # type: ignore[no-untyped-def]
    """Level of the family names, stated and by kin: 7 kin against the stated, 8 kin alone, 9 kin differ."""
    if given == 8:
        return 5
    best, key = np.float32(-1), 0
    for one in (_ROOT, _BIRTH):
        for other in (_ROOT, _BIRTH):
            value = near(a[one], b[other], tables)
            if value > best:
                best, key = value, _rarer(rarity, 1, a[one], b[other])
            elif value == best and value >= 0:
                key = max(key, _rarer(rarity, 1, a[one], b[other]))
    if best < 1:
        value = near(a[_FIRST], b[_FIRST], tables)
        if value > 0.8 and value > best:
            best, key = value, _rarer(rarity, 1, a[_FIRST], b[_FIRST])
    level = _level(best)
    if level == 6:
        value = near(a[_FAMILY], b[_FAMILY], tables)
        if 0 <= value < 0.8:
            level = 5
    if level > 3:
        rare[1] = key
        return level
    # Kin do not excuse a man for another family name.
    return level if men and level == 1 else _by_kin(a, b, level, tables, rarity, rare)


@lean
def _by_kin(a, b, level, tables, rarity, rare):  # type: ignore[no-untyped-def]
    """What the families of father, husband and children add, beside each other and beside the names of one's own."""
    best, key = np.float32(-1), 0
    for at in range(5):
        one = a[_KIN + at - 2] if at >= 2 else (a[_ROOT] if at == 0 else a[_BIRTH])
        if one < 0:
            continue
        for to in range(0 if at >= 2 else 2, 5):
            other = b[_KIN + to - 2] if to >= 2 else (b[_ROOT] if to == 0 else b[_BIRTH])
            value = near(one, other, tables)
            if value > best:
                best, key = value, _rarer(rarity, 1, one, other)
            elif value == best and value >= 0:
                key = max(key, _rarer(rarity, 1, one, other))
    if best >= _CLOSE:
        rare[1] = key
        return 8 if level == 0 else 7
    return 9 if level == 0 and best >= 0 else level


@lean
def _year(born, other_born, told_spread, other_spread, kind):  # type: ignore[no-untyped-def]
    """Level of the years of birth: 1-6 both exact, 7-8 one approximate, 9-12 one only inferred."""
    if _NO_YEAR in (born, other_born):
        return 0
    years = np.float32(abs(born - other_born)) * _A_64TH
    spread, other_spread = np.float32(told_spread) * _A_64TH, np.float32(other_spread) * _A_64TH
    if kind == 2:
        steps = (years < 12.5) + (years < 6.5) + (years < 3.5) + (years < 1.5) + (years < 0.5)
        return 1 + steps
    deviations = years / np.sqrt(spread * spread + other_spread * other_spread)
    if kind == 1:
        if deviations < 2.2:
            return 8 if deviations < 1.2 else 7
        return 2 if years < 13 else 1
    return 9 + (deviations < 2.5) + (deviations < 1.5) + (deviations < 0.7)


@lean
def _place(a, b, tables):  # type: ignore[no-untyped-def]
    """Level of the places: 5 the same known place, 1-4 by the words of the texts."""
    if a[_PLACE_HIGH] >= 0 and a[_PLACE_LOW] == b[_PLACE_LOW] and a[_PLACE_HIGH] == b[_PLACE_HIGH]:
        return 5
    best = near(a[_PLACE], b[_PLACE], tables)
    best = max(best, near(a[_PLACE], b[_PLACE_2], tables) * np.float32(0.93))
    best = max(best, near(a[_PLACE_2], b[_PLACE], tables) * np.float32(0.93))
    best = max(best, near(a[_PLACE_2], b[_PLACE_2], tables) * np.float32(0.93))
    if best < 0:
        return 0
    return 1 + (best >= 0.55) + (best >= 0.75) + (best >= 0.9)


@lean
def _day(one, other):  # type: ignore[no-untyped-def]
    """Level of day and month: 3 equal, 2 changed places or one of them equal, 1 neither."""
    if one == 0 or other == 0:
        return 0
    if one == other:
        return 3
    swapped = one // 100 == other % 100 and one % 100 == other // 100
    return 2 if swapped or one // 100 == other // 100 or one % 100 == other % 100 else 1


@lean
def _died(one, other):  # type: ignore[no-untyped-def]
    """Level of the years of death: 1-4 both told as one year, 5-7 one of them roughly (a negative year)."""
    if one == 0 or other == 0:
        return 0
    years = abs(abs(one) - abs(other))
    if one > 0 and other > 0:
        return 1 + (years <= 6) + (years <= 2) + (years == 0)
    return 5 + (years <= 9) + (years <= 4)


@lean
def _code(a, b):  # type: ignore[no-untyped-def]
    """Level of two identifiers: 3 equal, 2 one slip apart (or two neighbours swapped), 1 else, 0 missing."""
    if a[0] == 0 or b[0] == 0:
        return 0
    width = len(a)
    start = 0
    while start < width and a[start] == b[start]:
        start += 1
    if start == width:
        return 3
    end_a, end_b = width, width
    while end_a > 0 and a[end_a - 1] == 0:
        end_a -= 1
    while end_b > 0 and b[end_b - 1] == 0:
        end_b -= 1
    while end_a > start and end_b > start and a[end_a - 1] == b[end_b - 1]:
        end_a -= 1
        end_b -= 1
    one, other = end_a - start, end_b - start
    if one <= 1 and other <= 1:
        return 2
    swapped = one == 2 and other == 2 and a[start] == b[start + 1] and a[start + 1] == b[start]
    return 2 if swapped else 1


@lean
def _compare(rows, codes, categories, pairs, tables, rarity, levels, rare):  # type: ignore[no-untyped-def]
    for at in range(len(pairs)):
        i = pairs[at] // len(rows)
        j = pairs[at] - i * len(rows)
        a, b, row = rows[i], rows[j], levels[at]
        given = _given(a, b, tables, rarity, rare[at])
        row[0] = given
        row[1] = _second(a, b, given, tables)
        row[2] = _family(a, b, given, a[_SEX] == 1 or b[_SEX] == 1, tables, rarity, rare[at])
        row[3] = _level(near(a[_FATHER], b[_FATHER], tables))
        if row[3] >= 4:
            rare[at, 2] = _rarer(rarity, 2, a[_FATHER], b[_FATHER])
        row[4] = _year(a[_BORN], b[_BORN], a[_SPREAD], b[_SPREAD], min(a[_KIND], b[_KIND]))
        row[5] = _place(a, b, tables)
        if a[_NUMERAL] > 0 and b[_NUMERAL] > 0:
            row[6] = 2 if a[_NUMERAL] == b[_NUMERAL] else 1
        row[7] = _day(a[_DAY], b[_DAY])
        row[8] = _died(a[_DIED], b[_DIED])
        for code in range(codes.shape[1]):
            row[_FIELDS + code] = _code(codes[i, code], codes[j, code])
        for category in range(categories.shape[1]):
            one, other = categories[i, category], categories[j, category]
            if one >= 0 and other >= 0:
                row[_FIELDS + codes.shape[1] + category] = 2 if one == other else 1
