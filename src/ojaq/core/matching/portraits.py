"""What a comparison looks at: the coded columns of a mention, completed by what its relatives tell.

A profile of several mentions judged to be one person has the same shape, so that there is one scorer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.mentions import IntArray, LongArray, Mentions, Told
from ojaq.core.matching.relatives import Lists, first_known, listed
from ojaq.core.matching.testimony import TieKind
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.years import completed_years

SIBLING_STRENGTH = 60
"""A parent taken over from a stated sibling may be the other half-sibling's: believed at 60 percent."""


class Word(IntEnum):
    """Columns of `Portraits.words`."""

    GIVEN = 0
    GIVEN_2 = 1
    GIVEN_3 = 2
    FAMILY = 3
    FAMILY_FIRST = 4
    ROOT = 5
    BIRTH_ROOT = 6
    FATHER = 7
    KIN_FATHER = 8
    KIN_HUSBAND = 9
    KIN_CHILD = 10
    PLACE = 11
    PLACE_2 = 12
    PLACE_3 = 13


@dataclass(frozen=True, slots=True)
class Portraits:
    """M rows ready for comparison.

    Columns named as in `Mentions` have its shapes and units; `year` is completed from relatives. `father`
    and `mother` int64 [M] are rows, -1 unknown, with `parent_strength` int64 [M, 2] in percent; `spouses`,
    `children`, `siblings`, `guardians` are lists of rows; `registrations` lists the registrations of a row.
    """

    stable: LongArray
    sex: NDArray[np.int8]
    words: IntArray
    numeral: IntArray
    year: NDArray[np.float32]
    year_kind: NDArray[np.int8]
    day: NDArray[np.int16]
    died: NDArray[np.int16]
    place: LongArray
    codes: NDArray[np.uint8]
    categories: LongArray
    father: LongArray
    mother: LongArray
    parent_strength: LongArray
    spouses: Lists
    children: Lists
    siblings: Lists
    guardians: Lists
    registration_starts: LongArray
    registrations: LongArray

    def __len__(self) -> int:
        return len(self.stable)


def portray(mentions: Mentions, sexes: IntArray) -> Portraits:
    """Portraits of the mentions. `sexes` int32 [tokens]: usual sex of a token as a given name, 0 unknown;
    empty: sex is taken from what was told and from spouses only."""
    size = len(mentions)
    spouses = _lists(mentions, TieKind.COUPLE, both=True)
    sex = told_or_inferred_sex(mentions, spouses, sexes)
    father, mother, strength = _parents(mentions, sex)
    words = np.full((size, len(Word)), -1, np.int32)
    told = mentions.words
    words[:, : Word.BIRTH_ROOT] = told[:, : Told.BIRTH_FAMILY]
    words[:, Word.BIRTH_ROOT] = told[:, Told.BIRTH_ROOT]
    words[:, Word.FATHER] = told[:, Told.PATRONYMIC]
    words[:, Word.PLACE :] = told[:, Told.PLACE :]
    portraits = Portraits(
        stable=mentions.stable,
        sex=sex,
        words=words,
        numeral=mentions.numeral,
        year=mentions.year,
        year_kind=mentions.year_kind,
        day=mentions.day,
        died=mentions.died,
        place=mentions.place,
        codes=mentions.codes,
        categories=mentions.categories,
        father=father,
        mother=mother,
        parent_strength=strength,
        spouses=spouses,
        children=_lists(mentions, TieKind.PARENT),
        siblings=_lists(mentions, TieKind.SIBLINGS, both=True),
        guardians=_lists(mentions, TieKind.GUARDIAN, elder=True),
        registration_starts=np.arange(size + 1, dtype=np.int64),
        registrations=mentions.registration,
    )
    return completed(portraits, father_first=True)


def completed(portraits: Portraits, *, father_first: bool) -> Portraits:
    """Fill in what relatives tell: father's name, families of kin, years of birth.

    `father_first`: the father's own given name stands before the patronymic; else it only fills a gap.
    """
    words, father = portraits.words.copy(), portraits.father
    known = father >= 0
    told = np.where(known, words[father, Word.GIVEN], -1)
    use = (told >= 0) & (father_first | (words[:, Word.FATHER] < 0))
    words[use, Word.FATHER] = told[use]
    root = words[:, Word.ROOT]
    words[:, Word.KIN_FATHER] = np.where(known, root[father], -1)
    husband = portraits.spouses.firsts()
    of_woman = (husband >= 0) & (portraits.sex == 2)
    words[:, Word.KIN_HUSBAND] = np.where(of_woman, root[husband], -1)
    words[:, Word.KIN_CHILD] = np.where(portraits.sex == 1, _first_known(portraits.children, root), -1)
    return replace(portraits, words=words, year=completed_years(portraits))


def _first_known(lists: Lists, value: IntArray) -> IntArray:
    """The first value that is known in each list, -1 where there is none."""
    found = np.full(len(lists.starts) - 1, -1, value.dtype)
    first_known(lists.starts, lists.rows, np.ascontiguousarray(value), found)
    return found


def _lists(mentions: Mentions, kind: TieKind, *, both: bool = False, elder: bool = False) -> Lists:
    """Lists over the ties of a kind: the second ends by the first, the reverse (`elder`), or both ways."""
    ties = mentions.ties[mentions.ties[:, 0] == kind].astype(np.int64)
    owner, row, strength = ties[:, 1], ties[:, 2], ties[:, 3]
    if elder:
        owner, row = row, owner
    if both:
        owner, row = np.concatenate([owner, row]), np.concatenate([row, owner])
        strength = np.concatenate([strength, strength])
    return listed(owner, row, strength, mentions.stable[row], len(mentions))


def told_or_inferred_sex(mentions: Mentions, spouses: Lists, sexes: IntArray) -> NDArray[np.int8]:
    """int8 [M]: the sex that was told, else the one a spouse leaves, else the usual one of the given name."""
    told = mentions.sex
    owners = np.repeat(np.arange(len(told)), spouses.lengths())
    by_spouse = np.zeros(len(told), np.int8)
    partner = told[spouses.rows]
    by_spouse[owners[partner == 2]] = 1
    by_spouse[owners[partner == 1]] = 2
    given = mentions.words[:, Told.GIVEN]
    by_name = np.append(sexes, 0)[given] if len(sexes) else np.zeros(len(told), np.int32)
    return np.where(told > 0, told, np.where(by_spouse > 0, by_spouse, by_name)).astype(np.int8)


def learn_sexes(mentions: Mentions, tokens: Tokens) -> dict[int, int]:
    """The sex of a given name where it is told at least twice and 95 percent agree, by plain skeleton."""
    known = (mentions.sex > 0) & (mentions.words[:, Told.GIVEN] >= 0)
    skeleton = tokens.table().skeletons[0][mentions.words[known, Told.GIVEN]]
    values, which = np.unique(skeleton, return_inverse=True)
    male = np.bincount(which, mentions.sex[known] == 1, len(values))
    female = np.bincount(which, mentions.sex[known] == 2, len(values))
    most = np.maximum(male, female)
    sure = (most >= 2) & (most > 0.95 * (male + female))
    chosen = np.where(female > male, 2, 1)
    return dict(zip(values[sure].tolist(), chosen[sure].tolist(), strict=True))


def _parents(mentions: Mentions, sex: NDArray[np.int8]) -> tuple[LongArray, LongArray, LongArray]:
    """Father and mother rows and the strengths of their ties; an unknown parent takes the free slot."""
    ties = mentions.ties[mentions.ties[:, 0] == TieKind.PARENT].astype(np.int64)
    ties = ties[np.lexsort((mentions.stable[ties[:, 1]], -ties[:, 3]))]
    slots = np.full((2, len(mentions)), -1, np.int64)
    strength = np.full((len(mentions), 2), 100, np.int64)

    def fill(slot: int, chosen: NDArray[np.bool_]) -> None:
        # Of several ties of one child the first counts: it is written last.
        some = ties[chosen][::-1]
        slots[slot, some[:, 2]] = some[:, 1]
        strength[some[:, 2], slot] = some[:, 3]

    fill(0, sex[ties[:, 1]] == 1)
    fill(1, sex[ties[:, 1]] == 2)
    unknown, child = sex[ties[:, 1]] == 0, ties[:, 2]
    fill(0, unknown & (slots[0, child] < 0) & (slots[1, child] >= 0))
    fill(1, unknown & (slots[1, child] < 0) & (slots[0, child] >= 0) & (slots[0, child] != ties[:, 1]))
    _shared_by_siblings(mentions, slots, strength)
    return slots[0], slots[1], strength


def _shared_by_siblings(mentions: Mentions, slots: LongArray, strength: LongArray) -> None:
    ties = mentions.ties[mentions.ties[:, 0] == TieKind.SIBLINGS].astype(np.int64)
    for one, other in ((ties[:, 1], ties[:, 2]), (ties[:, 2], ties[:, 1])):
        for slot in (0, 1):
            lacks = (slots[slot, one] < 0) & (slots[slot, other] >= 0) & (slots[slot, other] != one)
            slots[slot, one[lacks]] = slots[slot, other[lacks]]
            strength[one[lacks], slot] = SIBLING_STRENGTH
