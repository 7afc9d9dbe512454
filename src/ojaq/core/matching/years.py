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
    """For each row its relatives: `rows[starts[i]:starts[i + 1]]`."""

    @property
    def starts(self) -> NDArray[Any]: ...

    @property
    def rows(self) -> NDArray[Any]: ...


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
    children, spouses = portraits.children, portraits.spouses
    completed: NDArray[np.float32] = _completed(
        portraits.year,
        portraits.year_kind,
        portraits.father,
        portraits.mother,
        children.starts,
        children.rows,
        spouses.starts,
        spouses.rows,
    )
    return completed


@njit(cache=True, nogil=True)
def _completed(told, kind, father, mother, child_starts, children, spouse_starts, spouses):  # type: ignore[no-untyped-def]
    """Each pass reckons from what the years were before it; a row hears its father, mother, children, spouses."""
    year = told.astype(np.float64)
    for _ in range(PASSES):
        before = year.copy()
        for row in range(len(year)):
            if kind[row] != 0:
                continue
            total, summed = 0.0, 0.0
            for parent in (father[row], mother[row]):
                if parent >= 0:
                    total, summed = _heard(before, parent, GENERATION, GENERATION_SPREAD, total, summed)
            for at in range(child_starts[row], child_starts[row + 1]):
                total, summed = _heard(before, children[at], -GENERATION, GENERATION_SPREAD, total, summed)
            for at in range(spouse_starts[row], spouse_starts[row + 1]):
                total, summed = _heard(before, spouses[at], 0.0, COUPLE_SPREAD, total, summed)
            if total > 0:
                year[row, 0] = summed / total
                year[row, 1] = max(SMALLEST_SPREAD, total**-0.5)
    rounded = np.empty(year.shape, np.float32)
    for row in range(len(year)):
        for at in range(2):
            rounded[row, at] = np.float32(np.round(year[row, at] * 64)) / np.float32(64)
    return rounded


@njit(cache=True, nogil=True)
def _heard(year, relative, shift, spread, total, summed):  # type: ignore[no-untyped-def]
    """The sums with one witness more, if its own year is known."""
    told = year[relative, 0]
    if np.isnan(told):
        return total, summed
    weight = 1.0 / (spread**2 + year[relative, 1] ** 2)
    return total + weight, summed + weight * (told + shift)
