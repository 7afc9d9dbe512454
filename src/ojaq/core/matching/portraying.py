"""The inner loops of portraits: what ties tell of sex, parents, names of kin. Compiled, so that the few rows of a
question cost as little as a share of a million."""

from __future__ import annotations

import numpy as np
from numba import njit

from ojaq.core.matching.mentions import Told
from ojaq.core.matching.testimony import TieKind

SIBLING_STRENGTH = 60
"""A parent taken over from a stated sibling may be the other half-sibling's: believed at 60 percent."""
# Columns of `Portraits.words` (`portraits.Word`), written down here because portraits are made with these loops.
_GIVEN, _ROOT, _BIRTH_ROOT, _FATHER = 0, 5, 6, 7
_KIN_FATHER, _KIN_HUSBAND, _KIN_CHILD, _PLACE = 8, 9, 10, 11
_TOLD_BIRTH_ROOT, _TOLD_PATRONYMIC, _TOLD_PLACE = (
    int(Told.BIRTH_ROOT),
    int(Told.PATRONYMIC),
    int(Told.PLACE),
)
_PARENT, _SIBLINGS = int(TieKind.PARENT), int(TieKind.SIBLINGS)


@njit(cache=True, nogil=True)
def words_of(told, columns):  # type: ignore[no-untyped-def]
    """int32 [M, columns] of the told words; the columns of kin are left empty."""
    words = np.full((len(told), columns), -1, np.int32)
    for row in range(len(told)):
        for at in range(_BIRTH_ROOT):
            words[row, at] = told[row, at]
        words[row, _BIRTH_ROOT] = told[row, _TOLD_BIRTH_ROOT]
        words[row, _FATHER] = told[row, _TOLD_PATRONYMIC]
        for at in range(columns - _PLACE):
            words[row, _PLACE + at] = told[row, _TOLD_PLACE + at]
    return words


@njit(cache=True, nogil=True)
def sexes_of(told, words, starts, spouses, usual):  # type: ignore[no-untyped-def]
    """int8 [M]: the sex that was told, else the one a spouse leaves, else the usual one of the given name."""
    sex = told.copy()
    for row in range(len(told)):
        if told[row] > 0:
            continue
        for at in range(starts[row], starts[row + 1]):
            if told[spouses[at]] == 1:
                sex[row] = 2
                break
            if told[spouses[at]] == 2:
                sex[row] = 1
        if sex[row] == 0 and words[row, _GIVEN] >= 0 and len(usual) > 0:
            sex[row] = usual[words[row, _GIVEN]]
    return sex


@njit(cache=True, nogil=True)
def parents(ties, sex, stable):  # type: ignore[no-untyped-def]
    """(father, mother, strengths in percent [M, 2]); a parent of unknown sex takes the slot that is free."""
    size = len(sex)
    slots = np.full((2, size), -1, np.int64)
    strength = np.full((size, 2), 100, np.int64)
    best = np.full((2, size), -1, np.int64)
    for slot in range(2):
        for at in range(len(ties)):
            if ties[at, 0] == _PARENT and sex[ties[at, 1]] == slot + 1:
                _offer(ties, stable, best[slot], ties[at, 2], at)
        _take(ties, best[slot], slots[slot], strength, slot)
    for slot in range(2):
        best[slot] = -1
        for at in range(len(ties)):
            child, parent = ties[at, 2], ties[at, 1]
            if ties[at, 0] != _PARENT or sex[parent] != 0:
                continue
            if slots[slot, child] < 0 and slots[1 - slot, child] >= 0 and slots[1 - slot, child] != parent:
                _offer(ties, stable, best[slot], child, at)
        _take(ties, best[slot], slots[slot], strength, slot)
    _shared_by_siblings(ties, slots, strength)
    return slots[0], slots[1], strength


@njit(cache=True, nogil=True)
def _offer(ties, stable, best, child, at):  # type: ignore[no-untyped-def]
    """Of several ties of one child the strongest counts, then that of the oldest parent, then the first."""
    other = best[child]
    if other >= 0:
        if ties[at, 3] < ties[other, 3]:
            return
        if ties[at, 3] == ties[other, 3] and stable[ties[at, 1]] >= stable[ties[other, 1]]:
            return
    best[child] = at


@njit(cache=True, nogil=True)
def _take(ties, best, parent, strength, slot):  # type: ignore[no-untyped-def]
    for child in range(len(best)):
        if best[child] >= 0:
            parent[child] = ties[best[child], 1]
            strength[child, slot] = ties[best[child], 3]


@njit(cache=True, nogil=True)
def _shared_by_siblings(ties, slots, strength):  # type: ignore[no-untyped-def]
    """A sibling whose parent is not told takes over that of the other; only what was there before is handed on."""
    for way in range(2):
        for slot in range(2):
            before = slots[slot].copy()
            for at in range(len(ties)):
                if ties[at, 0] != _SIBLINGS:
                    continue
                one, other = ties[at, 1 + way], ties[at, 2 - way]
                if before[one] < 0 and before[other] >= 0 and before[other] != one:
                    slots[slot, one] = before[other]
                    strength[one, slot] = SIBLING_STRENGTH


@njit(cache=True, nogil=True)
def fill_from_kin(words, father, sex, spouse_starts, spouses, child_starts, children, father_first):  # type: ignore[no-untyped-def]
    """Fill in what relatives tell: the father's name, and the families of father, husband and children.

    `father_first`: the father's own given name stands before the patronymic; else it only fills a gap.
    """
    for row in range(len(words)):
        elder = father[row]
        words[row, _KIN_FATHER] = words[elder, _ROOT] if elder >= 0 else -1
        if elder >= 0 and words[elder, _GIVEN] >= 0 and (father_first or words[row, _FATHER] < 0):
            words[row, _FATHER] = words[elder, _GIVEN]
        first, last = spouse_starts[row], spouse_starts[row + 1]
        of_woman = sex[row] == 2 and last > first
        words[row, _KIN_HUSBAND] = words[spouses[first], _ROOT] if of_woman else -1
        words[row, _KIN_CHILD] = -1
        if sex[row] == 1:
            for at in range(child_starts[row], child_starts[row + 1]):
                if words[children[at], _ROOT] >= 0:
                    words[row, _KIN_CHILD] = words[children[at], _ROOT]
                    break
