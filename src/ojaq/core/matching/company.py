"""Who is told together with whom: two testimonies that speak of one person speak of one family.

Somebody in the one and a namesake in the other are then hardly strangers, even where nobody said how they are tied. Whether
they are one person or two of the family, their own fields must say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.blocking import once, possible
from ojaq.core.matching.mentions import LongArray
from ojaq.core.matching.portraits import Portraits, Word
from ojaq.core.matching.tokens import Tokens

NOT_STRANGERS = 8_000
"""Millibits taken from strangers where two are told beside one and the same person."""
WELL_KNOWN = 60
"""Whoever more testimonies than this speak of (a village head) brings nobody together."""
_PLAIN, _WIDE = 0, 2


@dataclass(frozen=True, slots=True)
class Company:
    """Pairs of registrations that speak of one person.

    `registrations` int64 [G], sorted; `of_row` int64 [M]: which of them a mention stands in; `together` int64 [C], sorted:
    `lower * G + higher`, positions of two registrations.
    """

    registrations: LongArray
    of_row: LongArray
    together: LongArray

    def tells_of(self, portraits: Portraits, pairs: LongArray) -> NDArray[np.bool_]:
        """bool [n]: pairs of profiles (`lower * P + higher`) that registrations of one company tell of."""
        size = max(len(portraits), 1)
        places = np.searchsorted(self.registrations, portraits.registrations)
        starts, count = portraits.registration_starts, len(self.registrations)
        told: NDArray[np.bool_] = _told_together(
            starts, places, pairs // size, pairs % size, self.together, count
        )
        return told

    def namesakes(self, portraits: Portraits, cluster: LongArray, tokens: Tokens) -> LongArray:
        """Pairs of profiles whose given names sound alike, told of in two registrations of one company; sorted.

        `cluster` int64 [M]: the profile of each mention.
        """
        skeletons = tokens.table().skeletons[[_PLAIN, _WIDE]]
        given = np.append(skeletons, [[-1], [-1]], axis=1)[:, portraits.words[:, Word.GIVEN]]
        order = np.argsort(self.of_row, kind="stable")
        starts = np.searchsorted(self.of_row[order], np.arange(len(self.registrations) + 1))
        left, right = _namesakes(self.together, len(self.registrations), starts, cluster[order], given)
        return possible(portraits, left, right)


def company_of(portraits: Portraits, label: LongArray) -> Company:
    """The company of mentions (one registration each) by what is held for one person now: `label` int64 [M]."""
    registrations, of_row = np.unique(portraits.registrations, return_inverse=True)
    order = np.argsort(label, kind="stable")
    sizes = np.bincount(label, minlength=len(label))[label[order]]
    order = order[(sizes > 1) & (sizes <= WELL_KNOWN)]
    found = [np.zeros(0, np.int64)]
    for step in range(1, WELL_KNOWN):
        one, other = order[:-step], order[step:]
        same = label[one] == label[other]
        if not same.any():
            break
        ends = of_row[one[same]], of_row[other[same]]
        found.append(np.minimum(*ends).astype(np.int64) * len(registrations) + np.maximum(*ends))
    return Company(registrations, of_row, once(np.concatenate(found)))


@njit(cache=True, nogil=True)
def _told_together(
    starts: LongArray, places: LongArray, left: LongArray, right: LongArray, together: LongArray, count: int
) -> NDArray[np.bool_]:
    told = np.zeros(len(left), np.bool_)
    for at in range(len(left)):
        for one in places[starts[left[at]] : starts[left[at] + 1]]:
            for other in places[starts[right[at]] : starts[right[at] + 1]]:
                code = min(one, other) * count + max(one, other)
                found = np.searchsorted(together, code)
                if found < len(together) and together[found] == code:
                    told[at] = True
                    break
            if told[at]:
                break
    return told


@njit(cache=True, nogil=True)
def _namesakes(
    together: LongArray, count: int, starts: LongArray, profiles: LongArray, given: LongArray
) -> tuple[LongArray, LongArray]:
    left, right = [np.int64(0)], [np.int64(0)]
    for code in together:
        first, second = code // count, code % count
        for one in profiles[starts[first] : starts[first + 1]]:
            for other in profiles[starts[second] : starts[second + 1]]:
                if one == other or given[0, one] < 0:
                    continue
                if given[0, one] == given[0, other] or given[1, one] == given[1, other]:
                    left.append(one)
                    right.append(other)
    return np.array(left[1:], dtype=np.int64), np.array(right[1:], dtype=np.int64)
