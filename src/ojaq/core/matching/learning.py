"""Learning without labels: strangers from random pairs, relatives from within registrations, the same
person from the pairs inside the current clusters. Never EM on blocked pairs (collective.md, step 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.blocking import coded, possible
from ojaq.core.matching.comparing import compare
from ojaq.core.matching.levels import Field, FloatArray, Scale, first_guess, normalised, scales
from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.nearness import Nearness
from ojaq.core.matching.portraits import Portraits, Word
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.weights import MILLI, Weights

EXPECTED_PAIRS = 1.2
"""Pairs of one person to be expected per mention; it enters through a logarithm only."""
RELATIVES_PER_SAME = 8.0
RANDOM_PAIRS, FAMILY_PAIRS = 100_000, 50_000
PSEUDO_COUNTS, STRANGER_COUNTS, SIBLING_COUNTS = 20.0, 20.0, 20.0
TEMPER, LOWEST, HIGHEST = 0.7, -4.0, 5.0
_SEED = 20_230_123
Tables = list[FloatArray]


@dataclass(frozen=True, slots=True)
class Learnt:
    """Shares of levels (one float64 [L] per column) in the three classes, and the counts behind `relative`."""

    same: Tables
    relative: Tables
    sibling: Tables
    stranger: Tables
    family_counts: Tables
    sibling_counts: Tables
    chance: float
    kin: float


def rarities(portraits: Portraits, tokens: Tokens) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Rarity in millibits by plain skeleton: 0.7 * log2(mean frequency / frequency), clipped to -4..5 bits."""
    skeletons = tokens.table().skeletons[0]
    found = []
    for word in (Word.GIVEN, Word.ROOT, Word.FATHER):
        numbers = portraits.words[:, word]
        values, counts = np.unique(skeletons[numbers[numbers >= 0]], return_counts=True)
        share = counts / max(counts.sum(), 1)
        bits = np.clip(np.log2((share**2).sum() / share), LOWEST, HIGHEST) if len(share) else share
        rarity = np.round(TEMPER * MILLI * bits).astype(int)
        found.append(dict(zip(values.tolist(), rarity.tolist(), strict=True)))
    return found[0], found[1], found[2]


def first_learnt(portraits: Portraits, nearness: Nearness, rarity: IntArray) -> Learnt:
    """Strangers and relatives counted, the same person guessed."""
    columns = scales(portraits.codes.shape[1], portraits.categories.shape[1])
    generator = np.random.default_rng(_SEED)
    order = np.argsort(portraits.stable, kind="stable")
    same = [first_guess(scale) for scale in columns]
    random = order[generator.integers(0, max(len(order), 1), (2, RANDOM_PAIRS if len(order) > 1 else 0))]
    pairs = possible(portraits, random[0], random[1])
    stranger = [
        normalised(counted + STRANGER_COUNTS * np.array(scale.strangers), scale)
        for counted, scale in zip(
            _counts(compare(portraits, pairs, nearness, rarity).levels, columns), columns, strict=True
        )
    ]
    _exact_chance(stranger, portraits)
    family = _family_pairs(portraits, order, generator)
    levels = compare(portraits, family, nearness, rarity).levels
    counts = _counts(levels, columns)
    siblings = _counts(levels[_of_one_couple(portraits, family)], columns)
    kin = RELATIVES_PER_SAME if len(family) else 2.0**-30
    learnt = Learnt(same, same, same, stranger, counts, siblings, EXPECTED_PAIRS / max(len(order), 2), kin)
    return _with_families(learnt, columns)


def relearnt(learnt: Learnt, levels: NDArray[np.uint8], portraits: Portraits) -> Learnt:
    """The same person counted again from pairs inside clusters (`levels` uint8 [n, F]), with a little prior."""
    columns = scales(portraits.codes.shape[1], portraits.categories.shape[1])
    same = [
        normalised(counted + PSEUDO_COUNTS * first_guess(scale), scale)
        for counted, scale in zip(_counts(levels, columns), columns, strict=True)
    ]
    return _with_families(replace(learnt, same=same), columns)


def frozen(
    learnt: Learnt, portraits: Portraits, rarity: Sequence[Mapping[int, int]], sexes: Mapping[int, int]
) -> Weights:
    """Weights as integers of 1/1000 bit."""
    given, family, father = rarity
    return Weights(
        same=_millibits(learnt.same),
        relative=_millibits(learnt.relative),
        sibling=_millibits(learnt.sibling),
        stranger=_millibits(learnt.stranger),
        chance=round(MILLI * float(np.log2(learnt.chance))),
        kin=round(MILLI * float(np.log2(learnt.kin))),
        rarity=(given, family, father),
        sexes=sexes,
        codes=portraits.codes.shape[1],
        categories=portraits.categories.shape[1],
    )


def _millibits(tables: Tables) -> tuple[tuple[int, ...], ...]:
    rows = []
    for table in tables:
        bits = np.round(MILLI * np.log2(table)).astype(int)
        bits[0] = 0
        rows.append(tuple(bits.tolist()))
    return tuple(rows)


def _counts(levels: NDArray[np.uint8], columns: Sequence[Scale]) -> Tables:
    return [
        np.bincount(levels[:, at], minlength=len(scale.same)).astype(np.float64)
        for at, scale in enumerate(columns)
    ]


def _of_one_couple(portraits: Portraits, pairs: LongArray) -> NDArray[np.bool_]:
    """bool [n]: pairs that have a father or a mother in common."""
    size = max(len(portraits), 1)
    left, right = pairs // size, pairs % size
    fathers, mothers = portraits.father, portraits.mother
    common = (fathers[left] >= 0) & (fathers[left] == fathers[right])
    one_couple: NDArray[np.bool_] = common | ((mothers[left] >= 0) & (mothers[left] == mothers[right]))
    return one_couple


def _with_families(learnt: Learnt, columns: Sequence[Scale]) -> Learnt:
    """Relatives and siblings shared out anew. Few siblings lean on what relatives do."""
    relative = _shared_out(learnt.family_counts, learnt.same, columns)
    siblings = [
        counted + SIBLING_COUNTS * table
        for counted, table in zip(learnt.sibling_counts, relative, strict=True)
    ]
    return replace(learnt, relative=relative, sibling=_shared_out(siblings, learnt.same, columns))


def _shared_out(family: Tables, among_same: Tables, columns: Sequence[Scale]) -> Tables:
    """Levels among relatives: counted in pools, and within a pool as among mentions of one person."""
    tables = []
    for counted, same, scale in zip(family, among_same, columns, strict=True):
        pools = np.array(scale.pools)
        counts = counted + 0.3
        counts[0] = 0
        spread = same.copy()
        spread[0] = 0
        pooled, weight = np.bincount(pools, counts), np.bincount(pools, spread)
        tables.append(normalised(spread * pooled[pools] / np.maximum(weight[pools], 1e-9), scale))
    return tables


def _exact_chance(stranger: Tables, portraits: Portraits) -> None:
    """Identifiers agree by chance too rarely to be seen in a sample: their agreement is counted exactly."""
    codes = portraits.codes
    for at in range(codes.shape[1]):
        filled = codes[codes[:, at, 0] > 0, at]
        _, counts = np.unique(filled, axis=0, return_counts=True)
        total = max(float(counts.sum()), 2.0)
        agree = (float((counts * (counts - 1.0)).sum()) + 0.1) / (total * (total - 1.0) + STRANGER_COUNTS)
        table = stranger[len(Field) + at]
        table[3] = max(agree, 1e-7)
        table[2] = max(table[2], table[3])


def _family_pairs(portraits: Portraits, order: LongArray, generator: np.random.Generator) -> LongArray:
    """A sample of pairs of one registration whose sexes may agree: different people of one family."""
    key = portraits.registrations[order]
    sort = np.argsort(key, kind="stable")
    row, key = order[sort], key[sort]
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.zeros(0, int)
    sizes = np.diff(np.append(starts, len(key)))
    tied = np.flatnonzero((sizes > 1) & (sizes <= 200))
    if not len(tied):
        return np.zeros(0, np.int64)
    sex, left, right = portraits.sex, [], []
    for step in range(1, int(sizes[tied].max())):
        at = np.flatnonzero(key[step:] == key[:-step])
        left.append(row[at])
        right.append(row[at + step])
    one, other = np.concatenate(left), np.concatenate(right)
    small = np.isin(portraits.registrations[one], key[starts[tied]])
    fits = small & ((sex[one] == 0) | (sex[other] == 0) | (sex[one] == sex[other]))
    pairs = coded(one[fits], other[fits], len(portraits))
    if len(pairs) > FAMILY_PAIRS:
        pairs = pairs[generator.choice(len(pairs), FAMILY_PAIRS, replace=False)]
    return pairs
