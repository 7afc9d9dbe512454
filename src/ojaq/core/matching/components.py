"""Connected components over rows, with a bound on their size."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.mentions import IntArray, LongArray

LARGEST = 1500
"""Rows of a component that are clustered together; a larger one is cut at its weakest pairs first."""
_STEP, _STEPS = 2000, 13


def components(
    left: LongArray, right: LongArray, millibits: IntArray, threshold: int, group: LongArray
) -> LongArray:
    """Label of the component of each row, int64 [M]: its smallest row.

    Rows are connected by pairs above the threshold, and by being of one `group` (int64 [M], a row). Where
    a component grows over 1500 rows its threshold is raised by 2 bits at a time, so that it falls apart at
    its weakest pairs; what cannot fall apart is cut in order of rows.
    """
    limit = np.full(len(left), threshold, np.int64)
    rows = np.arange(len(group))
    for _ in range(_STEPS):
        strong = millibits > limit
        label = connected(
            np.concatenate([left[strong], rows]), np.concatenate([right[strong], group]), len(group)
        )
        large = np.bincount(label, minlength=len(label)) > LARGEST
        if not large.any():
            return label
        limit[large[label[left]]] += _STEP
    inside = large[label]
    number = np.cumsum(inside) // LARGEST
    cut = np.where(inside, len(group) + number, label)
    cut = np.where(inside, cut[group], cut)
    _, first, which = np.unique(cut, return_index=True, return_inverse=True)
    return first[which]


@njit(cache=True, nogil=True)
def connected(left: LongArray, right: LongArray, size: int) -> NDArray[np.int64]:
    """Label of each of `size` rows, int64: the smallest row it is connected with."""
    parent = np.arange(size)
    for at in range(len(left)):
        one, other = left[at], right[at]
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        while parent[other] != other:
            parent[other] = parent[parent[other]]
            other = parent[other]
        if one < other:
            parent[other] = one
        else:
            parent[one] = other
    for at in range(size):
        parent[at] = parent[parent[at]]
    return parent
