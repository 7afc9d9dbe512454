"""The stored keys of each row in one compiled loop. They are those of `keys.key_sets`, kind by kind; a test compares them."""

from __future__ import annotations

import numpy as np
from numba import njit

from ojaq.core.matching.relatives import MOST_RELATIVES

MULTIPLIER, SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)
MOST_OF_A_ROW = 18 + 4 + MOST_RELATIVES
"""One key of each plain kind, four by families, and one for each child."""
# Numbers of the kinds in `keys._kinds`: keys are stored, so they never change.
_GIVEN_FAMILY, _GIVEN_FATHER, _GIVEN_SPOUSE, _GIVEN_MOTHER, _GIVEN_YEAR, _GIVEN_DECADE, _GIVEN_PLACE = (
    0, 2, 3, 4, 5, 6, 7,
)  # fmt: skip
_ROOT_FATHER, _ROOT_YEAR, _FATHER_MOTHER, _SPOUSE_FATHER = 9, 10, 11, 12
_FAMILY_FATHER, _FAMILY_PLACE, _FAMILY_DECADE = 17, 18, 19
_VELARLESS, _WIDE, _WIDE_FATHER, _WIDE_MOTHER = 20, 22, 23, 26
_ANY_FAMILY, _GIVEN_CHILD = 28, 29


@njit(cache=True, nogil=True)
def stored_keys(skeletons, words, place, year, kind, kin, child_starts, children):  # type: ignore[no-untyped-def]
    """(key int64 [n], row int32 [n]). `kin`: rows of the first spouse, mother and father, int64 [3, M]."""
    room = len(words) * MOST_OF_A_ROW
    keys, rows = np.empty(room, np.int64), np.empty(room, np.int32)
    plain, bare, wide = skeletons[0], skeletons[1], skeletons[2]
    count = 0
    for row in range(len(words)):
        start = count
        count = _own(plain, words[row], place[row], year[row, 0], kind[row], keys, count)
        count = _of_kin(plain, words, row, kin, keys, count)
        count = _loose(bare, wide, words, row, kin, keys, count)
        given = _of(plain, words[row, 0])
        first = count
        for at in range(child_starts[row], min(child_starts[row + 1], child_starts[row] + MOST_RELATIVES)):
            child = _of(plain, words[children[at], 0])
            count = _once(_two(given, child, _GIVEN_CHILD), keys, first, count)
        rows[start:count] = row
    return keys[:count].copy(), rows[:count].copy()


@njit(cache=True, nogil=True)
def _own(plain, told, number, year, kind, keys, count):  # type: ignore[no-untyped-def]
    given, root, father = _of(plain, told[0]), _of(plain, told[5]), _of(plain, told[7])
    place = number if number >= 0 else _of(plain, told[11])
    decade = np.int64(np.floor(year / np.float32(10))) if kind > 0 else np.int64(-1)
    exact = np.int64(year) if kind == 2 else np.int64(-1)
    low, high = min(given, root), max(given, root)
    count = _put(_two(low, high, _GIVEN_FAMILY), keys, count)
    count = _put(_two(given, father, _GIVEN_FATHER), keys, count)
    count = _put(_two(given, exact, _GIVEN_YEAR), keys, count)
    count = _put(_two(given, decade, _GIVEN_DECADE), keys, count)
    count = _put(_two(given, place, _GIVEN_PLACE), keys, count)
    count = _put(_two(root, father, _ROOT_FATHER), keys, count)
    count = _put(_two(root, exact, _ROOT_YEAR), keys, count)
    count = _put(_three(low, high, father, _FAMILY_FATHER), keys, count)
    count = _put(_three(low, high, place, _FAMILY_PLACE), keys, count)
    count = _put(_three(low, high, decade, _FAMILY_DECADE), keys, count)
    first = count
    for word in (5, 6, 8, 9):
        count = _once(_two(given, _of(plain, told[word]), _ANY_FAMILY), keys, first, count)
    return count


@njit(cache=True, nogil=True)
def _of_kin(plain, words, row, kin, keys, count):  # type: ignore[no-untyped-def]
    given = _of(plain, words[row, 0])
    spouse, mother, elder = _given(plain, words, kin[0, row]), _given(plain, words, kin[1, row]), kin[2, row]
    father = _given(plain, words, elder)
    count = _put(_two(given, spouse, _GIVEN_SPOUSE), keys, count)
    count = _put(_two(given, mother, _GIVEN_MOTHER), keys, count)
    count = _put(_two(father, mother, _FATHER_MOTHER), keys, count)
    return _put(_two(spouse, father, _SPOUSE_FATHER), keys, count)


@njit(cache=True, nogil=True)
def _loose(bare, wide, words, row, kin, keys, count):  # type: ignore[no-untyped-def]
    one, other = _of(bare, words[row, 0]), _of(bare, words[row, 5])
    count = _put(_two(min(one, other), max(one, other), _VELARLESS), keys, count)
    given, root = _of(wide, words[row, 0]), _of(wide, words[row, 5])
    count = _put(_two(min(given, root), max(given, root), _WIDE), keys, count)
    count = _put(_two(given, _of(wide, words[row, 7]), _WIDE_FATHER), keys, count)
    return _put(_two(given, _given(wide, words, kin[1, row]), _WIDE_MOTHER), keys, count)


@njit(cache=True, nogil=True)
def _of(table, token):  # type: ignore[no-untyped-def]
    return table[token] if token >= 0 else np.int64(-1)


@njit(cache=True, nogil=True)
def _given(table, words, row):  # type: ignore[no-untyped-def]
    return _of(table, words[row, 0]) if row >= 0 else np.int64(-1)


@njit(cache=True, nogil=True)
def _stirred(state, value):  # type: ignore[no-untyped-def]
    state = (state ^ np.uint64(value)) * MULTIPLIER
    return state ^ (state >> SHIFT)


@njit(cache=True, nogil=True)
def _two(one, other, number):  # type: ignore[no-untyped-def]
    """(key, whether nothing of it is missing)."""
    state = _stirred(_stirred(_stirred(np.uint64(0), one), other), number)
    return np.int64(state), one >= 0 and other >= 0


@njit(cache=True, nogil=True)
def _three(one, other, third, number):  # type: ignore[no-untyped-def]
    state = _stirred(_stirred(_stirred(_stirred(np.uint64(0), one), other), third), number)
    return np.int64(state), one >= 0 and other >= 0 and third >= 0


@njit(cache=True, nogil=True)
def _put(found, keys, count):  # type: ignore[no-untyped-def]
    key, whole = found
    if whole:
        keys[count] = key
        count += 1
    return count


@njit(cache=True, nogil=True)
def _once(found, keys, first, count):  # type: ignore[no-untyped-def]
    """Put a key that does not stand there since `first`."""
    for at in range(first, count):
        if keys[at] == found[0]:
            return count
    return _put(found, keys, count)
