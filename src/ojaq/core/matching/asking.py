"""One question against what is known: the same scorer at the counter, for a pair, and for its reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.beliefs import FloatArray, passed, tables
from ojaq.core.matching.blocking import coded, located, once, possible, share_registration
from ojaq.core.matching.comparing import Compared, compare
from ojaq.core.matching.evidence import Edges, expanded, linked, relatives_in_one
from ojaq.core.matching.mentions import IntArray, LongArray, Mentions, joined
from ojaq.core.matching.nearness import Nearness
from ojaq.core.matching.portraits import Portraits, portray
from ojaq.core.matching.profiles import profiled
from ojaq.core.matching.reasons import Reason, field_reasons, kin_reasons
from ojaq.core.matching.scoring import PINNED, posterior, potentials, probability
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.weights import Weights

SAME_PROBABILITY = 0.9
"""At and above this probability the counter says "same"; below it a person decides."""
LEAST_PROBABILITY = 0.02
"""Below this nobody is shown."""
_QUESTION = np.int64(1) << 61


@dataclass(frozen=True, slots=True)
class Found:
    """One person who may be meant: `person` as handed in, T in millibits, probability 0..1, same or unsure.

    In the reasons `right` is a row of the known mentions that stands for the relative, `left` one of the question.
    """

    person: int
    millibits: int
    probability: float
    same: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """A small graph, scored: everything its reasons need."""

    portraits: Portraits
    pairs: LongArray
    compared: Compared
    edges: Edges
    messages: FloatArray
    bits: FloatArray
    millibits: IntArray


def find(
    question: Mentions,
    known: Mentions,
    persons: LongArray,
    tokens: Tokens,
    weights: Weights,
    *,
    most: int = 10,
) -> list[Found]:
    """Who among the known persons is row 0 of the question, best first; empty when nobody fits.

    `question`: the person asked for and, with ties, whoever was named beside. `known`: candidate mentions
    with the other mentions of their persons and registrations; `persons` int64 [K]: the person of each.
    Both are coded with `tokens` (or a fork of it).
    """
    if not len(known):
        return []
    both = joined(
        [
            replace(
                question,
                stable=_QUESTION + np.arange(len(question)),
                registration=np.full(len(question), -1, np.int64),
            ),
            known,
        ]
    )
    _, firsts, which = np.unique(persons, return_index=True, return_inverse=True)
    own = np.arange(len(question))
    label = np.concatenate([own, len(question) + firsts[which]])
    portraits, cluster = profiled(portray(both, weights.sex_by_token(tokens)), label)
    asked, size = int(cluster[0]), len(portraits)
    others = np.unique(cluster[len(question) :])
    first = possible(portraits, np.full(len(others), asked), others)
    scored = _scored(portraits, first, tokens, weights)
    wanted = located(scored.pairs, first)
    answers = _answers(scored.millibits[wanted], weights.temper)
    row = np.full(size, -1, np.int64)
    row[cluster[::-1]] = np.arange(len(both))[::-1]
    found = []
    for at in np.lexsort((first, -scored.millibits[wanted]))[:most].tolist():
        if answers[at] < LEAST_PROBABILITY:
            break
        pair = int(first[at])
        other = pair // size if pair % size == asked else pair % size
        reasons = _reasons(scored, int(wanted[at]), weights, row, len(question))
        person = int(persons[row[other] - len(question)])
        chance = float(answers[at])
        found.append(
            Found(person, int(scored.millibits[wanted[at]]), chance, chance >= SAME_PROBABILITY, reasons)
        )
    return found


def judge(
    mentions: Mentions, tokens: Tokens, pairs: LongArray, weights: Weights
) -> tuple[IntArray, NDArray[np.float64]]:
    """T in millibits, int32 [n], and probability, float64 [n], of pairs of rows int64 [n, 2].

    The neighbourhood that speaks is what `mentions` holds: give the whole registrations of both sides. Two
    mentions of one registration, or of contradicting sex, score -99 bits.
    """
    portraits = portray(mentions, weights.sex_by_token(tokens))
    code = coded(pairs[:, 0], pairs[:, 1], len(portraits))
    scored = _scored(portraits, possible(portraits, pairs[:, 0], pairs[:, 1]), tokens, weights)
    at = located(scored.pairs, code)
    millibits = np.where(at >= 0, scored.millibits[np.maximum(at, 0)] if len(scored.pairs) else 0, -99_000)
    return millibits.astype(np.int32), probability(millibits.astype(np.int32), weights.temper)


def explain(mentions: Mentions, tokens: Tokens, one: int, other: int, weights: Weights) -> list[Reason]:
    """The reasons of one pair of rows, heaviest first; their worth adds up to T with the prior chance."""
    portraits = portray(mentions, weights.sex_by_token(tokens))
    pair = possible(portraits, np.array([one]), np.array([other]))
    if not len(pair):
        return []
    scored = _scored(portraits, pair, tokens, weights)
    at = int(located(scored.pairs, pair)[0])
    return list(_reasons(scored, at, weights, np.arange(len(mentions)), 0))


def _scored(portraits: Portraits, wanted: LongArray, tokens: Tokens, weights: Weights) -> _Scored:
    size = max(len(portraits), 1)
    pairs = expanded(portraits, wanted, wanted)
    pairs = once(np.concatenate([pairs, relatives_in_one(portraits, pairs)]))
    compared = compare(portraits, pairs, Nearness.lasting(tokens), weights.rarity_by_token(tokens))
    edges = linked(portraits, pairs)
    evidence = potentials(compared, weights, edges=edges)
    itself = pairs // size == pairs % size
    evidence[itself] = PINNED[0]
    evidence[share_registration(portraits, pairs) & ~itself] = PINNED[1]
    bits, messages = passed(evidence, edges, pairs, size, tables(weights, weights.chance))
    return _Scored(portraits, pairs, compared, edges, messages, bits, posterior(bits))


def _answers(millibits: IntArray, temper: float) -> NDArray[np.float64]:
    """Probabilities of rival answers, of which at most one is right: they share what "nobody" leaves."""
    worth = np.exp2(np.clip(millibits / 1000 / temper, -60, 60))
    answers: NDArray[np.float64] = worth / (1.0 + worth.sum())
    return answers


def _reasons(scored: _Scored, at: int, weights: Weights, row: LongArray, asked: int) -> tuple[Reason, ...]:
    family = bool(scored.bits[at, 1] > scored.bits[at, 2])
    own = field_reasons(scored.compared, at, weights, scored.edges, family=family)
    kin = kin_reasons(scored.portraits, scored.pairs, scored.edges, scored.messages, at, family=family)
    told = [replace(reason, parameters=_as_rows(reason, row, asked)) for reason in kin]
    return tuple(sorted([*own, *told], key=lambda reason: (-abs(reason.millibits), reason.code)))


def _as_rows(reason: Reason, row: LongArray, asked: int) -> dict[str, int]:
    left, right = sorted(int(row[reason.parameters[side]]) for side in ("left", "right"))
    return {"left": left, "right": right - asked}
