"""What people's answers say of the weights: whether the engine is too sure or too doubtful, and which field says too much.

A logistic regression of "same" on T and on what each field is worth, held near to no change; pairs are chosen for people by T,
and given T that choice tells nothing more. Few answers move the weights little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.asking import Weighed
from ojaq.core.matching.levels import Field
from ojaq.core.matching.reasons import NAMES
from ojaq.core.matching.weights import MILLI, Weights

FEWEST, FEWEST_OF_A_KIND = 30, 5
"""Answers from which anything is learnt, and of "same" and of "different" each."""
SPREADS = (1.0, 0.2)
"""How far the start (bits) and the share of a field are expected to be from no change."""
BOUNDS = (3.0, 0.5)
_TURNS = 40


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`start`: millibits that one person is likelier beforehand; `percent`: of its worth, by field, what a field is to say."""

    start: int
    percent: dict[str, int]


def adjustment_of(pairs: Sequence[Weighed], same: Sequence[bool]) -> Adjustment | None:
    """What people's answers about these pairs say; None where they are too few, or all alike."""
    said = np.array(same, bool)
    if len(said) < FEWEST or min(said.sum(), (~said).sum()) < FEWEST_OF_A_KIND:
        return None
    columns = np.stack([_worth(pair) for pair in pairs])
    fields = columns.shape[1] - 1
    held = np.array([SPREADS[0], *[SPREADS[1]] * fields])
    most = np.array([BOUNDS[0], *[BOUNDS[1]] * fields])
    bits = np.array([pair.millibits / MILLI for pair in pairs])
    change = np.clip(_fitted(bits, columns, said, held), -most, most)
    percent = {NAMES[field]: round(100 * (1 + share)) for field, share in zip(Field, change[1:], strict=True)}
    return Adjustment(round(MILLI * change[0]), percent)


def adjusted(weights: Weights, adjustment: Adjustment) -> Weights:
    """The weights with each field saying its percent, and the start moved between one person and everybody else."""
    shares = [adjustment.percent.get(NAMES[field], 100) / 100 for field in Field]
    shares += [1.0] * (len(weights.same) - len(shares))

    def said(table: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
        """Log shares scaled towards those of strangers, which stay."""
        return tuple(
            tuple(round(base + share * (worth - base)) for worth, base in zip(row, stranger, strict=True))
            for row, stranger, share in zip(table, weights.stranger, shares, strict=True)
        )

    return replace(
        weights,
        same=said(weights.same),
        relative=said(weights.relative),
        sibling=said(weights.sibling),
        chance=weights.chance + adjustment.start,
        kin=weights.kin - adjustment.start,
    )


def _worth(pair: Weighed) -> NDArray[np.float64]:
    """1, then what each field is worth in this pair, in bits."""
    worth = dict.fromkeys(NAMES.values(), 0)
    for reason in pair.reasons:
        field, _, meaning = reason.code.partition(".")
        if field in worth and meaning != "rare":
            worth[field] += reason.millibits
    return np.array([1.0, *[worth[NAMES[field]] / MILLI for field in Field]])


def _fitted(
    bits: NDArray[np.float64],
    columns: NDArray[np.float64],
    same: NDArray[np.bool_],
    held: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The change that makes the answers likeliest, by Newton's method."""
    change, stiff = np.zeros(columns.shape[1]), np.diag(1 / held**2)
    for _ in range(_TURNS):
        chance = 1 / (1 + np.exp2(-np.clip(bits + columns @ change, -60, 60)))
        slope = np.log(2) * columns.T @ (same - chance) - stiff @ change
        bend = np.log(2) ** 2 * (columns * (chance * (1 - chance))[:, None]).T @ columns + stiff
        change = change + np.linalg.solve(bend, slope)
    return change
