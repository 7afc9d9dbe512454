"""Profiles: each cluster becomes one portrait, to be compared again by the same scorer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.mentions import LongArray
from ojaq.core.matching.portraits import Portraits, completed
from ojaq.core.matching.portraying import SIBLING_STRENGTH
from ojaq.core.matching.profiling import (
    common_words,
    common_years,
    commonest,
    known_only,
    lifted,
    lifted_lists,
    numbered,
    registrations_of,
    strongest,
    take_from_siblings,
)
from ojaq.core.matching.relatives import Lists

_SPREADS = np.array([0.0, 2.2, 0.6], np.float32)
"""Standard deviation in years of a profile's year, by `YearKind`."""


def profiled(portraits: Portraits, label: LongArray) -> tuple[Portraits, LongArray]:
    """Portraits of the clusters and, int64 [M], the number of the cluster of each row.

    Commonest value of each field (the second commonest family name stands as the other one), commonest
    father and mother cluster (else those of the siblings), all spouses, children and registrations. Ties go
    to the oldest mention.
    """
    cluster, starts, members, oldest = numbered(np.ascontiguousarray(label, np.int64), portraits.stable)
    size = len(oldest)
    year, kind = common_years(members, starts, portraits.year, portraits.year_kind, _SPREADS)
    registration_starts, registrations = registrations_of(
        members, starts, portraits.registration_starts, portraits.registrations
    )

    def common(values: NDArray[np.integer]) -> LongArray:
        found: LongArray = commonest(members, starts, values, 1)[:, 0]
        return found

    def told(values: NDArray[np.integer]) -> LongArray:
        return np.maximum(common(known_only(values)), 0)

    def lists(of: Lists) -> Lists:
        return Lists(*lifted_lists(members, starts, cluster, of.starts, of.rows, of.strength))

    siblings = lists(portraits.siblings)
    strength = strongest(cluster, portraits.parent_strength, size)
    father, mother = (common(lifted(row, cluster)) for row in (portraits.father, portraits.mother))
    for slot, parent in enumerate((father, mother)):
        parent[parent == np.arange(size)] = -1
        take_from_siblings(siblings.starts, siblings.rows, parent, strength[:, slot], SIBLING_STRENGTH)
    profiles = replace(
        portraits,
        stable=oldest,
        sex=told(portraits.sex).astype(np.int8),
        words=common_words(members, starts, portraits.words),
        numeral=told(portraits.numeral).astype(np.int32),
        year=year,
        year_kind=kind,
        day=told(portraits.day).astype(np.int16),
        died=_deaths(told, portraits.died),
        place=common(portraits.place),
        codes=_codes(portraits, common, size),
        categories=_categories(portraits, common, size),
        father=father,
        mother=mother,
        parent_strength=strength,
        spouses=lists(portraits.spouses),
        children=lists(portraits.children),
        siblings=siblings,
        guardians=lists(portraits.guardians),
        registration_starts=registration_starts,
        registrations=registrations,
    )
    return completed(profiles, father_first=False), cluster


Common = Callable[[NDArray[np.integer]], LongArray]


def _deaths(told: Common, died: NDArray[np.int16]) -> NDArray[np.int16]:
    """The commonest year of death told as one year, else the commonest rough one (negative), else 0."""
    exact, rough = told(died), told(-died)
    return np.where(exact > 0, exact, -rough).astype(np.int16)


def _codes(portraits: Portraits, common: Common, size: int) -> NDArray[np.uint8]:
    codes = np.zeros((size, *portraits.codes.shape[1:]), np.uint8)
    for at in range(codes.shape[1]):
        values, number = np.unique(portraits.codes[:, at], axis=0, return_inverse=True)
        best = common(np.where(portraits.codes[:, at, 0] > 0, number.ravel(), -1))
        codes[:, at] = np.where((best >= 0)[:, None], values[best], 0)
    return codes


def _categories(portraits: Portraits, common: Common, size: int) -> LongArray:
    columns = [common(portraits.categories[:, at]) for at in range(portraits.categories.shape[1])]
    return np.stack(columns, axis=1) if columns else np.zeros((size, 0), np.int64)
