"""How well identities agree with the truth: pairs, B-cubed, persons exactly right. Counting only, vectorised.

Definitions. A pair is two mentions of one person. Pair precision: of the pairs found, the share that are true; recall: of
the true pairs, the share found; a mention without an answer counts as standing alone. B-cubed: for each mention, the share
of its found person that is truly it (precision) and the share of its true person that was found with it (recall), averaged
over mentions. A person is exactly right when its set of mentions was found, no more and no less.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
SIZES = ((2, 2), (3, 4), (5, 8), (9, 16), (17, None))


@dataclass(frozen=True, slots=True)
class Labels:
    """Mentions in order, each with the number of its person: `keys[i]` = (registration, ref), `persons[i]` from 0."""

    keys: tuple[tuple[str, str], ...]
    persons: Counts


@dataclass(frozen=True, slots=True)
class SizeLine:
    """Precision of the pairs inside found persons of `least` to `most` mentions (`most` None: no bound)."""

    least: int
    most: int | None
    persons: int
    pairs: int
    precision: float


@dataclass(frozen=True, slots=True)
class Score:
    """The figures; shares between 0 and 1."""

    mentions: int
    unanswered: int
    pair_precision: float
    pair_recall: float
    pair_f1: float
    b3_precision: float
    b3_recall: float
    b3_f1: float
    persons_exact: float
    persons_true: int
    persons_found: int
    by_size: tuple[SizeLine, ...]

    def as_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)


def read_identities(lines: Iterable[str]) -> Labels:
    """Read CSV lines with a header holding `registration`, `ref` and `person`.

    Raises ValueError, naming what is missing, when the header lacks a column or a row is short, and when a mention stands
    there twice.
    """
    rows = csv.reader(lines)
    header = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
    for column in ("registration", "ref", "person"):
        if column not in header:
            raise ValueError(f"the first line has no column {column}")
    at_registration, at_ref, at_person = (header.index(name) for name in ("registration", "ref", "person"))
    body = [row for row in rows if row]
    if body and min(map(len, body)) <= max(at_registration, at_ref, at_person):
        short = next(
            at for at, row in enumerate(body, start=1) if len(row) <= max(at_registration, at_ref, at_person)
        )
        raise ValueError(f"row {short} is short")
    keys = tuple(zip(map(itemgetter(at_registration), body), map(itemgetter(at_ref), body), strict=True))
    if len(set(keys)) != len(keys):
        raise ValueError("a mention stands there twice")
    names = [row[at_person] for row in body]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return Labels(keys, np.fromiter(map(numbers.__getitem__, names), np.int64, len(names)))


def score(truth: Labels, found: Labels) -> Score:
    """Compare `found` with `truth` over the mentions of `truth`; mentions only in `found` are left aside."""
    answers = _answers(truth, found)
    answered = answers >= 0
    unanswered = int((~answered).sum())
    alone = answers.copy()
    # Who has no answer stands alone, under a number nobody else has.
    alone[~answered] = (answers.max(initial=-1) + 1) + np.arange(unanswered)
    both, both_size = _together(truth.persons, alone)
    true_size, found_size = _sizes(truth.persons), _sizes(alone)
    true_pairs, found_pairs, shared = _pairs(true_size), _pairs(found_size), _pairs(both_size)
    precision = shared / found_pairs if found_pairs else 1.0
    recall = shared / true_pairs if true_pairs else 1.0
    mentions = len(truth.keys)
    b3_precision = float((both_size[both] / found_size[alone]).mean()) if mentions else 1.0
    b3_recall = float((both_size[both] / true_size[truth.persons]).mean()) if mentions else 1.0
    exact = _exact(truth.persons, both_size[both], true_size[truth.persons], found_size[alone])
    persons_true = int((true_size > 0).sum())
    return Score(
        mentions=mentions,
        unanswered=unanswered,
        pair_precision=precision,
        pair_recall=recall,
        pair_f1=_f1(precision, recall),
        b3_precision=b3_precision,
        b3_recall=b3_recall,
        b3_f1=_f1(b3_precision, b3_recall),
        persons_exact=exact / persons_true if persons_true else 1.0,
        persons_true=persons_true,
        persons_found=int((found_size > 0).sum()),
        by_size=_by_size(alone, both, both_size, found_size),
    )


def _answers(truth: Labels, found: Labels) -> Counts:
    """For each mention of the truth its person in `found`, or -1."""
    if truth.keys == found.keys:
        return found.persons
    where: Mapping[tuple[str, str], int] = dict(zip(found.keys, found.persons.tolist(), strict=True))
    return np.fromiter((where.get(key, -1) for key in truth.keys), np.int64, len(truth.keys))


def _sizes(labels: Counts) -> Counts:
    return np.bincount(labels).astype(np.int64) if len(labels) else np.zeros(1, np.int64)


def _pairs(sizes: Counts) -> int:
    return int((sizes * (sizes - 1) // 2).sum())


def _together(left: Counts, right: Counts) -> tuple[Counts, Counts]:
    """For each mention the number of its (true, found) cell, and the size of every cell."""
    if not len(left):
        return left, np.zeros(1, np.int64)
    cells = left * (int(right.max()) + 1) + right
    _, cell, sizes = np.unique(cells, return_inverse=True, return_counts=True)
    return cell.astype(np.int64), sizes.astype(np.int64)


def _exact(true: Counts, cell_of: Counts, true_of: Counts, found_of: Counts) -> int:
    """Persons all of whose mentions, and no others, stand together; sizes are given mention by mention."""
    same = (cell_of == true_of) & (cell_of == found_of)
    return len(np.unique(true[same]))


def _by_size(found: Counts, cell: Counts, cell_size: Counts, found_size: Counts) -> tuple[SizeLine, ...]:
    if not len(found):
        return ()
    true_pairs = np.bincount(found, weights=(cell_size[cell] - 1) / 2).astype(np.float64)
    lines = []
    for least, most in SIZES:
        chosen = (found_size >= least) & (found_size <= (most or np.iinfo(np.int64).max))
        pairs = _pairs(found_size[chosen])
        share = float(true_pairs[chosen].sum()) / pairs if pairs else 1.0
        lines.append(SizeLine(least, most, int(chosen.sum()), pairs, share))
    return tuple(lines)


def _f1(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
