"""A bare table of people as a task of its own: rows in, clusters out, and what a report about it shows.

rows = [TableRow("1", {"given": "Vaqif", "family": "Nağıyev", "born": "1957"}, meanings), ...]
matched = match_rows(rows, build_knowledge(tables()))
matched.clusters      # for each row the key of the first row of its cluster
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.asking import weigh
from ojaq.core.matching.blocking import coded
from ojaq.core.matching.coding import code_testimonies
from ojaq.core.matching.comparing import Comparer, compare
from ojaq.core.matching.mentions import IntArray, LongArray, Mentions
from ojaq.core.matching.nearness import Nearness
from ojaq.core.matching.portraits import portray
from ojaq.core.matching.reasons import Reason
from ojaq.core.matching.resolving import Outcome, resolve
from ojaq.core.matching.rows import Meaning, testimony_of
from ojaq.core.matching.scoring import posterior, potentials, probability
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.weights import MILLI

ROOM = 4
"""Stable numbers a row takes: itself, father, mother, spouse."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. `key` is its id, different everywhere; `cells` by header, text as it stands; `meanings` says what the columns
    are; `file` is the number of its file; rows with one `household` (not empty, of one file) are different people."""

    key: str
    cells: Mapping[str, str]
    meanings: tuple[Meaning, ...]
    file: int = 0
    household: str = ""


@dataclass(frozen=True, slots=True)
class Matched:
    """Who is who among N rows.

    `clusters` N keys: that of the first row of each row's cluster. `pairs` int64 [P, 2]: positions of rows that were weighed
    to the end or stand in one cluster, with `probability` float64 [P], over one half exactly within a cluster.
    `mentions` are the coded rows with the relatives they name, `own` int64 [N] the place of each row among them.
    """

    keys: tuple[str, ...]
    clusters: tuple[str, ...]
    pairs: LongArray
    probability: NDArray[np.float64]
    outcome: Outcome
    mentions: Mentions
    tokens: Tokens
    own: LongArray

    def reasons(self, one: int, other: int) -> list[Reason]:
        """Why two rows (by position) are held for one person or not, heaviest first; they and their relatives are heard."""
        ends = [*self.own.tolist(), len(self.mentions)]
        left, right = sorted((one, other))
        some = np.array([*range(ends[left], ends[left + 1]), *range(ends[right], ends[right + 1])])
        second = ends[left + 1] - ends[left]
        weighed = weigh(self.mentions.taken(some), self.tokens, 0, second, self.outcome.weights)
        return list(weighed.reasons) if weighed else []


def match_rows(
    rows: Sequence[TableRow],
    knowledge: Any,
    *,
    link: bool = False,
    progress: Callable[[str, int], None] | None = None,
    comparer: Comparer = compare,
) -> Matched:
    """Group the rows that speak of one person, without labels and at one threshold (T > 0, over one half).

    `knowledge`: of `names.build_knowledge`. `link`: rows of one file are different people. `progress` is called with the name
    of each step and a count; `comparer` compares pairs, here or elsewhere. Nothing is read or written. A cell that cannot be
    read counts as not told.
    """
    tokens = Tokens(knowledge)
    testimonies, own, at = [], [], 0
    households: dict[tuple[int, str], int] = {}
    for number, row in enumerate(rows):
        key = row.file if link else number
        if row.household and not link:
            key = households.setdefault((row.file, row.household), -1 - len(households))
        testimony = testimony_of(row.cells, row.meanings, key, number * ROOM)
        testimonies.append(testimony)
        own.append(at)
        at += len(testimony.people)
    mentions = code_testimonies(testimonies, tokens)
    outcome = resolve(mentions, tokens, progress=progress, comparer=comparer)
    places = np.array(own, np.int64)
    keys = tuple(row.key for row in rows)
    pairs, chances = _between_rows(outcome, places, len(mentions))
    return Matched(
        keys, _clusters(keys, outcome.label[places]), pairs, chances, outcome, mentions, tokens, places
    )


def _clusters(keys: Sequence[str], labels: LongArray) -> tuple[str, ...]:
    first: dict[int, str] = {}
    return tuple(first.setdefault(label, key) for key, label in zip(keys, labels.tolist(), strict=True))


def _between_rows(outcome: Outcome, own: LongArray, size: int) -> tuple[LongArray, NDArray[np.float64]]:
    """The pairs of the people whom the rows are about, as positions of rows; pairs of relatives are left out."""
    row_of = np.full(size, -1, np.int64)
    row_of[own] = np.arange(len(own))
    pairs = row_of[outcome.pairs]
    about = (pairs >= 0).all(axis=1)
    return pairs[about], outcome.pair_probability[about]


def cluster_sizes(matched: Matched) -> dict[int, int]:
    """How many clusters there are of each size, sizes ascending."""
    _, counts = np.unique(np.array(matched.clusters), return_counts=True)
    sizes, many = np.unique(counts, return_counts=True)
    return dict(zip(sizes.tolist(), many.tolist(), strict=True))


def histogram(matched: Matched, bars: int = 20) -> IntArray:
    """int32 [bars]: how many pairs were given a probability in each equal part of 0..1."""
    counts, _ = np.histogram(matched.probability, bars, (0.0, 1.0))
    return counts.astype(np.int32)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of one part of 0..1: `low`, `high`, how many, their mean probability, and the share that ended in one cluster."""

    low: float
    high: float
    pairs: int
    mean: float
    joined: float


def agreement(matched: Matched, parts: int = 10) -> list[Agreement]:
    """How what two rows say by themselves agrees with what all passes together ended in. Parts without pairs are left out.

    No truth is known here: where both differ, relatives and other rows overruled the two, and a person should look.
    """
    if not len(matched.pairs):
        return []
    label, alone = matched.outcome.label[matched.own], _alone(matched)
    same = label[matched.pairs[:, 0]] == label[matched.pairs[:, 1]]
    part = np.minimum((alone * parts).astype(np.int64), parts - 1)
    found = []
    for number in range(parts):
        chosen = part == number
        if chosen.any():
            mean, joined = float(alone[chosen].mean()), float(same[chosen].mean())
            found.append(Agreement(number / parts, (number + 1) / parts, int(chosen.sum()), mean, joined))
    return found


def _alone(matched: Matched) -> NDArray[np.float64]:
    """float64 [P]: the probability of each pair by its own fields, before any relative or other row has spoken."""
    weights, tokens = matched.outcome.weights, matched.tokens
    portraits = portray(matched.mentions, weights.sex_by_token(tokens))
    rows = matched.own[matched.pairs]
    pairs = coded(rows[:, 0], rows[:, 1], len(portraits))
    compared = compare(portraits, pairs, Nearness(tokens), weights.rarity_by_token(tokens))
    return probability(posterior(potentials(compared, weights) / MILLI), weights.temper)


def samples(matched: Matched, each: int = 5) -> list[tuple[str, LongArray]]:
    """A few pairs worth a look: the surest, those just joined, those just not joined; positions of rows int64 [n, 2]."""
    order = np.lexsort((matched.pairs[:, 1], matched.pairs[:, 0], matched.probability))
    chances = matched.probability[order]
    middle = int(np.searchsorted(chances, 0.5))
    surest = order[::-1][:each]
    return [
        ("surest", matched.pairs[surest[matched.probability[surest] > 0.5]]),
        ("just joined", matched.pairs[order[middle : middle + each]]),
        ("just not joined", matched.pairs[order[max(0, middle - each) : middle][::-1]]),
    ]
