"""How likely two whole written names are one name: features of their alignment, weighed and calibrated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ojaq.core.names.alignment import features
from ojaq.core.names.knowledge import NameKnowledge
from ojaq.core.names.whole import code_names


def name_similarities(
    left: Sequence[str], right: Sequence[str], knowledge: NameKnowledge
) -> NDArray[np.float32]:
    """Likeness 0..1, float32 [p], of the written names `left[p]` and `right[p]`, parts in any order and any
    script.

    Half and more reads as "one name". Equal texts give 1; a text without letters gives 0. Symmetric.
    """
    swapped = [a > b for a, b in zip(left, right, strict=True)]
    firsts = [b if swap else a for a, b, swap in zip(left, right, swapped, strict=True)]
    seconds = [a if swap else b for a, b, swap in zip(left, right, swapped, strict=True)]
    numbers: dict[str, int] = {}
    ids = [
        np.array([numbers.setdefault(text, len(numbers)) for text in side], np.int64)
        for side in (firsts, seconds)
    ]
    found = features(code_names(list(numbers), knowledge), ids[0], ids[1], knowledge)
    scores = weigh(found, knowledge)
    equal = [a == b and any(c.isalpha() for c in a) for a, b in zip(left, right, strict=True)]
    return np.where(equal, np.float32(1), scores)


def name_similarity(a: str, b: str, knowledge: NameKnowledge) -> float:
    """Likeness 0..1 of two whole written names: `name_similarities` of one pair."""
    return float(name_similarities([a], [b], knowledge)[0])


def weigh(found: NDArray[np.float32], knowledge: NameKnowledge) -> NDArray[np.float32]:
    """Features [p, 5] of alignments to likeness [p]: a logistic function with the weights of
    `likeness.yml`."""
    columns = expand(found)
    total = np.full(len(found), knowledge.likeness["start"])
    for name, column in columns.items():
        total += knowledge.likeness[name] * column
    return np.where(found[:, 0] < 0, 0, 1 / (1 + np.exp(-total))).astype(np.float32)


def expand(found: NDArray[np.float32]) -> dict[str, NDArray[np.float64]]:
    """The columns that are weighed, by the names they have in `likeness.yml`.

    `worst`: likeness of the worst pair of words, `weak`: how far it is below 0.8; `doubt`: what is missing
    to full
    likeness, summed, and `share` of it a word; `left_short`, `left_long`: weight of words left over on the
    side with
    fewer and with more of them; `paired`: weight of words paired, `lonely` where it is hardly one.
    """
    worst, doubt, left_short, left_long, paired = found.astype(np.float64).T
    return {
        "worst": worst,
        "weak": np.maximum(0.8 - worst, 0),
        "doubt": doubt,
        "share": doubt / np.maximum(paired, 0.1),
        "left_short": left_short,
        "left_long": left_long,
        "paired": np.minimum(paired, 4.0),
        "lonely": (paired < 1.2).astype(np.float64),
    }
