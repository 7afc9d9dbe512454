"""Years of birth that nobody told, estimated from those of parents, children and spouses."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numba import njit
from numpy.typing import NDArray

GENERATION, GENERATION_SPREAD, COUPLE_SPREAD = 29.0, 8.5, 5.5
SMALLEST_SPREAD = 4.0
PASSES = 3


class _Relatives(Protocol):
    """For each row its relatives, one after another: `rows` of all, and how many each has."""

    @property
    def rows(self) -> NDArray[Any]: ...

    def lengths(self) -> NDArray[Any]: ...


class Dated(Protocol):
    """What is asked of portraits here: years and their kind, and rows of relatives (-1: nobody)."""

    @property
    def year(self) -> NDArray[np.float32]: ...

    @property
    def year_kind(self) -> NDArray[Any]: ...

    @property
    def father(self) -> NDArray[Any]: ...

    @property
    def mother(self) -> NDArray[Any]: ...

    @property
    def children(self) -> _Relatives: ...

    @property
    def spouses(self) -> _Relatives: ...

    def __len__(self) -> int: ...


def completed_years(portraits: Dated) -> NDArray[np.float32]:
    """float32 [M, 2]: mean and standard deviation in years; told years stay, the others are estimated.

    Inverse-variance mean of parent + 29 ± 8.5, child - 29 ± 8.5, spouse ± 5.5, three times over.
    """
    year = portraits.year.astype(np.float64)
    owner, relative, shift, spread = _witnesses(portraits)
    open_rows = portraits.year_kind == 0
    use = open_rows[owner]
    owner, relative, shift, spread = owner[use], relative[use], shift[use], spread[use]
    for _ in range(PASSES):
        _estimate(year, owner, relative, shift, spread)
    return np.round(year * 64).astype(np.float32) / np.float32(64)


@njit(cache=True, nogil=True)
def _estimate(year, owner, relative, shift, spread):  # type: ignore[no-untyped-def]
    """One pass: every estimate from what the relatives' years were before it, summed in the order of the ties."""
    total = np.zeros(len(year))
    summed = np.zeros(len(year))
    for at in range(len(owner)):
        told = year[relative[at], 0]
        if not np.isnan(told):
            weight = 1.0 / (spread[at] ** 2 + year[relative[at], 1] ** 2)
            total[owner[at]] += weight
            summed[owner[at]] += weight * (told + shift[at])
    for row in range(len(year)):
        if total[row] > 0:
            year[row, 0] = summed[row] / total[row]
            year[row, 1] = max(SMALLEST_SPREAD, total[row] ** -0.5)


def _witnesses(portraits: Dated) -> tuple[NDArray[np.int64], ...]:
    """(owner, relative, years to add, spread) for every tie that tells something about a year."""
    parts = []
    for parent in (portraits.father, portraits.mother):
        child = np.flatnonzero(parent >= 0)
        parts.append((child, parent[child], GENERATION, GENERATION_SPREAD))
    children, spouses = portraits.children, portraits.spouses
    owners = np.repeat(np.arange(len(portraits)), children.lengths())
    parts.append((owners, children.rows.astype(np.int64), -GENERATION, GENERATION_SPREAD))
    owners = np.repeat(np.arange(len(portraits)), spouses.lengths())
    parts.append((owners, spouses.rows.astype(np.int64), 0.0, COUPLE_SPREAD))
    return (
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([np.full(len(part[0]), part[2]) for part in parts]),
        np.concatenate([np.full(len(part[0]), part[3]) for part in parts]),
    )
