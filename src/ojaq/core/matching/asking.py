"""One question against what is known: the same scorer at the counter, for a pair, and for its reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ojaq.core.matching.beliefs import FloatArray, passed, tables
from ojaq.core.matching.blocking import located, once, possible, share_registration
from ojaq.core.matching.comparing import Compared, compare
from ojaq.core.matching.evidence import Edges, expanded, linked, relatives_in_one
from ojaq.core.matching.mentions import IntArray, LongArray, Mentions, joined
from ojaq.core.matching.nearness import Nearness
from ojaq.core.matching.portraits import Portraits, portray
from ojaq.core.matching.profiles import profiled
from ojaq.core.matching.reasons import Reason, field_reasons, kin_reasons
from ojaq.core.matching.scoring import PINNED, posterior, potentials
from ojaq.core.matching.tokens import Tokens
from ojaq.core.matching.weights import MILLI, Weights

SAME_PROBABILITY = 0.9
"""At and above this probability the counter says "same"; below it a person decides."""
LEAST_PROBABILITY = 0.02
"""Below this nobody is shown."""
ANSWER, MOST_BITS = (3.433, 0.837), 20.0
"""Log2 odds of an answer against nobody: (start, worth of a bit of T), and bits beyond which T says nothing more. Fitted once by
bench/asking.py on questions about people of testimonies held back, and frozen; checked on others: docs/matching.md."""
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
    numbers, firsts, which = np.unique(persons, return_index=True, return_inverse=True)
    beside, width = len(numbers), len(question)
    both = joined([_for_each(question, beside), known])
    start = beside * width
    label = np.concatenate([np.arange(start), start + firsts[which]])
    portraits, cluster = _sides(both, label, tokens, weights)
    # Each candidate is weighed against a copy of the question, as if nobody else were known: so the same pair scores the
    # same whoever else was asked about.
    asked, others = cluster[np.arange(beside) * width], cluster[start + firsts]
    first = possible(portraits, asked, others)
    scored = _scored(portraits, first, tokens, weights)
    wanted = located(scored.pairs, first)
    answers = _answers(scored.millibits[wanted])
    row = np.full(len(portraits), -1, np.int64)
    row[cluster[::-1]] = np.arange(len(both))[::-1]
    found = []
    for at in np.lexsort((first, -scored.millibits[wanted]))[:most].tolist():
        if answers[at] < LEAST_PROBABILITY:
            break
        person = int(persons[row[first[at] % len(portraits)] - start])
        millibits, chance = int(scored.millibits[wanted[at]]), float(answers[at])
        reasons = tuple(
            replace(reason, parameters=_in_question(reason, start, width))
            for reason in _reasons(scored, int(wanted[at]), weights, row)
        )
        found.append(Found(person, millibits, chance, chance >= SAME_PROBABILITY, reasons))
    return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """One pair of mentions: T in millibits and its reasons, heaviest first, whose parameters name rows of the mentions."""

    millibits: int
    reasons: tuple[Reason, ...]


def weigh(mentions: Mentions, tokens: Tokens, one: int, other: int, weights: Weights) -> Weighed | None:
    """One pair of rows with its reasons; None where the two cannot be one (one registration, contradicting sex).

    The neighbourhood that speaks is what `mentions` holds: give the whole registrations of both sides. A question that tells
    what one of them tells gets the same T and reasons from `find`.
    """
    portraits, _ = _sides(mentions, np.arange(len(mentions)), tokens, weights)
    pair = possible(portraits, np.array([one]), np.array([other]))
    if not len(pair):
        return None
    scored = _scored(portraits, pair, tokens, weights)
    at = int(located(scored.pairs, pair)[0])
    return Weighed(int(scored.millibits[at]), _reasons(scored, at, weights, np.arange(len(mentions))))


def _for_each(question: Mentions, beside: int) -> Mentions:
    """The question as often as there are persons to be compared with it, each copy a testimony of its own."""
    width = len(question)
    copies = question.taken(np.tile(np.arange(width), beside))
    first = np.repeat(np.arange(beside, dtype=np.int32) * width, len(question.ties))
    ties = np.tile(question.ties, (beside, 1))
    ties[:, 1:3] += first[:, None]
    return replace(
        copies,
        stable=_QUESTION + np.arange(beside * width),
        registration=-1 - np.repeat(np.arange(beside), width),
        ties=ties,
    )


def _sides(
    mentions: Mentions, label: LongArray, tokens: Tokens, weights: Weights
) -> tuple[Portraits, LongArray]:
    """Each side as one portrait, whether one mention tells of it or many; and the portrait of each mention."""
    return profiled(portray(mentions, weights.sex_by_token(tokens)), label)


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


def _answers(millibits: IntArray) -> NDArray[np.float64]:
    """Probabilities of rival answers, of which at most one is right: they share what "nobody" leaves."""
    bits = np.clip(millibits / MILLI, -MOST_BITS, MOST_BITS)
    worth = np.exp2(ANSWER[0] + ANSWER[1] * bits)
    answers: NDArray[np.float64] = worth / (1.0 + worth.sum())
    return answers


def _reasons(scored: _Scored, at: int, weights: Weights, row: LongArray) -> tuple[Reason, ...]:
    """The reasons of the pair at this position; relatives by `row`, the mention that stands for each portrait."""
    family = bool(scored.bits[at, 1] > scored.bits[at, 2])
    own = field_reasons(scored.compared, at, weights, scored.edges, family=family)
    kin = kin_reasons(scored.portraits, scored.pairs, scored.edges, scored.messages, at, family=family)
    told = [replace(reason, parameters=_as_rows(reason, row)) for reason in kin]
    return tuple(sorted([*own, *told], key=lambda reason: (-abs(reason.millibits), reason.code)))


def _as_rows(reason: Reason, row: LongArray) -> dict[str, int]:
    left, right = sorted(int(row[reason.parameters[side]]) for side in ("left", "right"))
    return {"left": left, "right": right}


def _in_question(reason: Reason, start: int, width: int) -> dict[str, int]:
    """Rows of one copy of the question and of what is known, as rows of the question and of the known mentions."""
    if not reason.parameters:
        return {}
    return {"left": reason.parameters["left"] % width, "right": reason.parameters["right"] - start}
