"""From mentions to persons: the whole method, step after step (reference in docs/matching.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ojaq.core.matching.beliefs import passed, tables
from ojaq.core.matching.blocking import CAP, candidate_pairs, closed, coded, located, once, share_registration
from ojaq.core.matching.clustering import clustered
from ojaq.core.matching.company import NOT_STRANGERS, Company, company_of
from ojaq.core.matching.comparing import Compared, Comparer, compare, widened
from ojaq.core.matching.evidence import Edges, around_one, expanded, linked, relatives_in_one
from ojaq.core.matching.hands import lean
from ojaq.core.matching.learning import Learnt, first_learnt, frozen, rarities, relearnt
from ojaq.core.matching.mentions import IntArray, LongArray, Mentions
from ojaq.core.matching.nearness import Nearness
from ojaq.core.matching.portraits import Portraits, learn_sexes, portray
from ojaq.core.matching.profiles import profiled
from ojaq.core.matching.scoring import (
    PINNED,
    PROFILE_CHANCE,
    UNSEEN,
    posterior,
    potentials,
    settled_probability,
)
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.weights import MILLI, Weights

LEARNING_ROUNDS, PROFILE_ROUNDS = 3, 1
LIKELY, PROMISING, HOPELESS, PROFILE_THRESHOLD = 3000, -6000, -5000, 500
"""Millibits: pairs that are followed to third rows; pairs whose relatives are compared as well; pairs dropped
after the first belief passing; mean T above which profiles are joined."""
LISTED_WHOLE = 100
UNSURE = (-3000, 6000)
"""Pairs of two clusters with T in this range are for people to judge."""
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is who among M mentions.

    `label` int64 [M]: the row of the person's mention with the smallest stable number. `joins` int64 [J, 2]
    rows: for every person of k mentions k - 1 joinings that hold it together, the strongest first found,
    with `join_millibits` int32 [J] (T of the pair; the mean where the pair itself was never compared).
    `unsure` int64 [U, 2], pairs of two persons for people to judge, `unsure_millibits` int32 [U], and
    `unsure_probability` float64 [U]. `pairs` int64 [P, 2], all that were weighed to the end and all of one
    person, with `pair_probability` float64 [P]: over one half exactly for pairs of one person. `weights` as used.
    """

    label: LongArray
    joins: LongArray
    join_millibits: IntArray
    unsure: LongArray
    unsure_millibits: IntArray
    unsure_probability: NDArray[np.float64]
    pairs: LongArray
    pair_probability: NDArray[np.float64]
    weights: Weights


@dataclass(frozen=True, slots=True)
class _Held:
    """What people have judged, as rows: int64 [n, 2] each."""

    apart: LongArray
    together: LongArray


def learn(mentions: Mentions, tokens: Tokens) -> Weights:
    """Weights learnt from these mentions without labels."""
    return resolve(mentions, tokens).weights


def resolve(
    mentions: Mentions,
    tokens: Tokens,
    weights: Weights | None = None,
    *,
    apart: Sequence[tuple[int, int]] | LongArray = (),
    together: Sequence[tuple[int, int]] | LongArray = (),
    only: LongArray | None = None,
    progress: Progress | None = None,
    comparer: Comparer = compare,
) -> Outcome:
    """Resolve the mentions into persons.

    `weights`: frozen ones; None learns them here. `apart`, `together`: pairs of rows people have judged.
    `only`: rows that are new; pairs without one of them are not scored (their persons come by `together`).
    `progress` is called with the name of each step and a count; `comparer` compares pairs, here or elsewhere.
    """
    progress = progress or (lambda _step, _count: None)
    held = _Held(_rows(apart), _rows(together))
    blank = weights or Weights((), (), (), 0, 0, ({}, {}, {}), learn_sexes(mentions, tokens))
    portraits = portray(mentions, blank.sex_by_token(tokens))
    nearness = Nearness(tokens)
    progress("candidates", len(mentions))
    pairs = candidate_pairs(portraits, tokens, cap=CAP)
    if only is not None:
        pairs = _touching(pairs, only, len(mentions))
    work = _Work(portraits, tokens, nearness, held, progress, comparer)
    if weights is None:
        rarity = rarities(portraits, tokens)
        blank = replace(blank, rarity=rarity)
        learnt = first_learnt(portraits, nearness, blank.rarity_by_token(tokens))
        weights = frozen(learnt, portraits, rarity, blank.sexes)
        pairs, millibits, weights = work.learning(pairs, learnt, weights)
    else:
        pairs, millibits = work.once(pairs, weights)
    label = work.label
    for _ in range(PROFILE_ROUNDS):
        label = work.profiles(label, weights, only)
    return _outcome(portraits, pairs, millibits, label, weights, held)


def resolve_new(
    mentions: Mentions,
    tokens: Tokens,
    new: LongArray,
    persons: LongArray,
    weights: Weights,
    *,
    apart: Sequence[tuple[int, int]] = (),
) -> Outcome:
    """Place new mentions among known persons with frozen weights; known persons are not taken apart.

    `mentions`: the new ones, their candidates by stored keys, and whole registrations and persons of these.
    `new` int64 [n]: rows of the new ones; `persons` int64 [M]: the person of each row, -1 for the new ones.
    `joins` of the outcome hold no joining that stood already.
    """
    known = np.flatnonzero(persons >= 0)
    _, first, which = np.unique(persons[known], return_index=True, return_inverse=True)
    standing = np.stack([known[first[which]], known], axis=1)
    standing = standing[standing[:, 0] != standing[:, 1]]
    outcome = resolve(
        mentions, tokens, weights, apart=apart, together=standing, only=np.asarray(new, np.int64)
    )
    one, other = persons[outcome.joins[:, 0]], persons[outcome.joins[:, 1]]
    fresh = (one < 0) | (other < 0) | (one != other)
    return replace(outcome, joins=outcome.joins[fresh], join_millibits=outcome.join_millibits[fresh])


class _Work:
    """One run over one batch: the state that the steps hand on."""

    def __init__(
        self,
        portraits: Portraits,
        tokens: Tokens,
        nearness: Nearness,
        held: _Held,
        progress: Progress,
        comparer: Comparer,
    ) -> None:
        self.portraits, self.tokens, self.nearness = portraits, tokens, nearness
        self.held, self.progress, self.comparer = held, progress, comparer
        self.label = np.arange(len(portraits))

    def _grown(self, pairs: LongArray, weights: Weights) -> tuple[LongArray, Compared]:
        """Candidates compared, and the relatives of the promising ones with them."""
        rarity = weights.rarity_by_token(self.tokens)
        self.progress("comparing", len(pairs))
        compared = self.comparer(self.portraits, pairs, self.nearness, rarity)
        alone = posterior(potentials(compared, weights) / 1000)
        self._cluster(pairs, alone)
        likely = closed(self.portraits, pairs[alone >= LIKELY])
        more = expanded(self.portraits, pairs, pairs[alone >= PROMISING])
        more = once(np.concatenate([more, likely]))
        if len(more) == len(pairs):
            return pairs, compared
        return more, widened(self.portraits, pairs, compared, more, self.nearness, rarity, self.comparer)

    def learning(
        self, pairs: LongArray, learnt: Learnt, weights: Weights
    ) -> tuple[LongArray, IntArray, Weights]:
        """Learn and resolve in turn: each clustering is what the next round learns from."""
        size = max(len(self.portraits), 1)
        pairs, compared = self._grown(pairs, weights)
        millibits = np.zeros(0, np.int32)
        for step in range(LEARNING_ROUNDS):
            inside = self.label[pairs // size] == self.label[pairs % size]
            learnt = relearnt(learnt, compared.levels[inside], self.portraits)
            weights = frozen(learnt, self.portraits, weights.rarity, weights.sexes)
            millibits = self._believed(pairs, compared, weights)
            if step == 0:
                kept = millibits >= HOPELESS
                pairs, compared, millibits = pairs[kept], compared.taken(kept), millibits[kept]
            self._cluster(pairs, millibits)
        return pairs, millibits, weights

    def once(self, pairs: LongArray, weights: Weights) -> tuple[LongArray, IntArray]:
        """Resolve with frozen weights."""
        pairs, compared = self._grown(pairs, weights)
        millibits = self._believed(pairs, compared, weights)
        kept = millibits >= HOPELESS
        pairs, compared = pairs[kept], compared.taken(kept)
        millibits = self._believed(pairs, compared, weights)
        self._cluster(pairs, millibits)
        return pairs, millibits

    def _believed(self, pairs: LongArray, compared: Compared, weights: Weights) -> IntArray:
        self.progress("family evidence", len(pairs))
        edges = linked(self.portraits, pairs)
        evidence = potentials(compared, weights, edges=edges)
        psi = tables(weights, weights.chance)
        return posterior(passed(evidence, edges, pairs, len(self.portraits), psi)[0])

    def _cluster(self, pairs: LongArray, millibits: IntArray) -> None:
        self.progress("clustering", len(pairs))
        self.label = clustered(
            self.portraits, pairs, millibits, apart=self.held.apart, together=self.held.together
        )

    def profiles(self, label: LongArray, weights: Weights, only: LongArray | None) -> LongArray:
        """Compare whole clusters with each other and join those that are one person."""
        portraits, cluster = profiled(self.portraits, label)
        self.progress("profiles", len(portraits))
        size = len(portraits)
        pairs = candidate_pairs(portraits, self.tokens, cap=CAP)
        company = company_of(self.portraits, label)
        namesakes = company.namesakes(portraits, cluster, self.tokens)
        pairs = once(np.concatenate([pairs, around_one(portraits), namesakes]))
        if only is not None:
            pairs = _touching(pairs, np.unique(cluster[only]), size)
        rarity = weights.rarity_by_token(self.tokens)
        compared = self.comparer(portraits, pairs, self.nearness, rarity)
        alone = posterior(potentials(compared, weights, profiles=True) / 1000)
        more = expanded(portraits, pairs, pairs[alone >= PROMISING])
        more = once(np.concatenate([more, relatives_in_one(portraits, more)]))
        compared = widened(portraits, pairs, compared, more, self.nearness, rarity, self.comparer)
        pairs, millibits = more, profile_beliefs(portraits, more, compared, weights, company)
        kept = millibits >= HOPELESS
        joined = clustered(
            portraits,
            pairs[kept],
            millibits[kept],
            threshold=PROFILE_THRESHOLD,
            apart=cluster[self.held.apart],
        )
        oldest = np.full(size, -1, np.int64)
        oldest[cluster] = label
        return oldest[joined][cluster]


def profile_beliefs(
    portraits: Portraits, pairs: LongArray, compared: Compared, weights: Weights, company: Company
) -> IntArray:
    """T of pairs of profiles, int32 [n]. A profile beside itself is one person; two of one registration are not."""
    size = max(len(portraits), 1)
    edges = linked(portraits, pairs)
    evidence = potentials(compared, weights, edges=edges, profiles=True)
    evidence[_hardly_strangers(portraits, pairs, evidence, edges, company), 2] -= NOT_STRANGERS
    itself = pairs // size == pairs % size
    distinct = share_registration(portraits, pairs) & ~itself
    evidence[itself], evidence[distinct] = PINNED[0], PINNED[1]
    psi = tables(weights, weights.chance + PROFILE_CHANCE)
    millibits = posterior(passed(evidence, edges, pairs, size, psi)[0])
    millibits[itself | distinct] = -99_000
    return millibits


def _hardly_strangers(
    portraits: Portraits, pairs: LongArray, evidence: IntArray, edges: Edges, company: Company
) -> LongArray:
    """Positions of pairs that no tie speaks for and that are told of beside one and the same person. Where a relative is
    likelier than one person, nothing is gained by knowing that they are no strangers."""
    silent = evidence[:, 0] > evidence[:, 1] - MILLI
    silent[edges.first] = False
    silent[edges.second] = False
    at = np.flatnonzero(silent)
    return at[company.tells_of(portraits, pairs[at])]


def _touching(pairs: LongArray, rows: LongArray, size: int) -> LongArray:
    new = np.zeros(size, bool)
    new[rows] = True
    return pairs[new[pairs // max(size, 1)] | new[pairs % max(size, 1)]]


def _rows(pairs: Sequence[tuple[int, int]] | LongArray) -> LongArray:
    return np.array(pairs, np.int64).reshape(-1, 2)


def _outcome(
    portraits: Portraits,
    pairs: LongArray,
    millibits: IntArray,
    label: LongArray,
    weights: Weights,
    held: _Held,
) -> Outcome:
    size = max(len(portraits), 1)
    left, right = pairs // size, pairs % size
    joins, join_millibits = _holding(portraits, left, right, millibits, label)
    across = label[left] != label[right]
    across &= (millibits >= UNSURE[0]) & (millibits <= UNSURE[1])
    apart = np.unique(coded(held.apart[:, 0], held.apart[:, 1], size))
    across &= located(apart, pairs) < 0
    unsure = np.flatnonzero(across)
    unsure = unsure[np.lexsort((pairs[unsure], -millibits[unsure]))]
    weighed, chances = _weighed(pairs, millibits, label)
    return Outcome(
        label=label,
        joins=joins,
        join_millibits=join_millibits,
        unsure=np.stack([left[unsure], right[unsure]], axis=1),
        unsure_millibits=millibits[unsure],
        unsure_probability=settled_probability(millibits[unsure], np.zeros(len(unsure), bool)),
        pairs=np.stack([weighed // size, weighed % size], axis=1),
        pair_probability=chances,
        weights=weights,
    )


def _weighed(
    pairs: LongArray, millibits: IntArray, label: LongArray
) -> tuple[LongArray, NDArray[np.float64]]:
    """Pairs that were weighed to the end or are of one person, with probabilities that agree with the persons.

    Of persons of more than a hundred mentions only what was weighed is given: all pairs would be too many.
    """
    size = max(len(label), 1)
    order = np.argsort(label, kind="stable")
    sizes = np.bincount(label, minlength=len(label))
    small = order[(sizes[label[order]] > 1) & (sizes[label[order]] <= LISTED_WHOLE)]
    found = [pairs]
    for step in range(1, LISTED_WHOLE):
        one, other = small[:-step], small[step:]
        same = label[one] == label[other]
        if not same.any():
            break
        found.append(coded(one[same], other[same], size))
    whole = once(np.concatenate(found))
    at = located(pairs, whole)
    bits = np.where(at >= 0, millibits[at], UNSEEN) if len(pairs) else np.full(len(whole), UNSEEN)
    inside = label[whole // size] == label[whole % size]
    return whole, settled_probability(bits.astype(np.int32), inside)


def _holding(
    portraits: Portraits, left: LongArray, right: LongArray, millibits: IntArray, label: LongArray
) -> tuple[LongArray, IntArray]:
    """A tree of joinings for each person: the strongest compared pairs first, then the oldest mention."""
    inside = np.flatnonzero((label[left] == label[right]) & (left != right))
    one, other = portraits.stable[left[inside]], portraits.stable[right[inside]]
    inside = inside[np.lexsort((np.maximum(one, other), np.minimum(one, other), -millibits[inside]))]
    joins, worth = _tree(left[inside], right[inside], millibits[inside], label)
    return joins, worth


@njit(cache=True, nogil=True)
def _tree(left, right, millibits, label):  # type: ignore[no-untyped-def]
    parent = np.arange(len(label))
    joins, worth = np.empty((len(label), 2), np.int64), np.empty(len(label), np.int32)
    count = 0
    for at in range(len(left) + len(label)):
        weighed = at < len(left)
        one = left[at] if weighed else at - len(left)
        other = right[at] if weighed else label[at - len(left)]
        x, y = _root(parent, one), _root(parent, other)
        if x != y:
            parent[x] = y
            joins[count, 0], joins[count, 1] = one, other
            worth[count] = millibits[at] if weighed else PROFILE_THRESHOLD
            count += 1
    return joins[:count].copy(), worth[:count].copy()


@lean
def _root(parent, row):  # type: ignore[no-untyped-def]
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row
