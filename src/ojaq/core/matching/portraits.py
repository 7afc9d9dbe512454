"""What a comparison looks at: the coded columns of a mention, completed by what its relatives tell.

A profile of several mentions judged to be one person has the same shape, so that there is one scorer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.mentions import IntArray, LongArray, Mentions, Told
from ojaq.core.matching.portraying import fill_from_kin, parents, sexes_of, words_of
from ojaq.core.matching.relatives import BOTH_WAYS, DOWNWARDS, UPWARDS, Lists, tied
from ojaq.core.matching.testimony import TieKind
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.years import completed_years

_LISTED = (
    (int(TieKind.COUPLE), BOTH_WAYS),
    (int(TieKind.PARENT), DOWNWARDS),
    (int(TieKind.SIBLINGS), BOTH_WAYS),
    (int(TieKind.GUARDIAN), UPWARDS),
)
"""Spouses, children, siblings and guardians: the ties they come from, and by which end they are listed."""


class Word(IntEnum):
    """Columns of `Portraits.words`. GIVEN_3: another name somebody goes by, else a third one."""

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
    # One layout of all arrays: a kernel would be compiled anew for each other one.
    ties, told = np.ascontiguousarray(mentions.ties), np.ascontiguousarray(mentions.words)
    spouses, children, siblings, guardians = (tied(ties, mentions.stable, kind, way) for kind, way in _LISTED)
    sex = sexes_of(mentions.sex, told, spouses.starts, spouses.rows, sexes)
    father, mother, strength = parents(ties, sex, mentions.stable)
    words = words_of(told, len(Word))
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
        children=children,
        siblings=siblings,
        guardians=guardians,
        registration_starts=np.arange(len(mentions) + 1, dtype=np.int64),
        registrations=mentions.registration,
    )
    return completed(portraits, father_first=True)


def completed(portraits: Portraits, *, father_first: bool) -> Portraits:
    """Fill in what relatives tell: father's name, families of kin, years of birth.

    `father_first`: the father's own given name stands before the patronymic; else it only fills a gap.
    """
    words = portraits.words.copy()
    spouses, children = portraits.spouses, portraits.children
    fill_from_kin(
        words,
        portraits.father,
        portraits.sex,
        spouses.starts,
        spouses.rows,
        children.starts,
        children.rows,
        father_first,
    )
    return replace(portraits, words=words, year=completed_years(portraits))


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
