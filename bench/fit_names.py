"""Fits the weights of `resources/names/likeness.yml` on the development half, negatives made as hard as
they come.

    python bench/fit_names.py DATA

Besides the pairs of `names.py`, each person's label is set against the three labels in other scripts that
the present
weights find nearest among other persons of the same country and gender. Plain logistic regression; prints
the table.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from names import Pair, Person, curve, pairs, persons
from ojaq.core.names import NameKnowledge, build_knowledge, name_similarities
from ojaq.core.names.alignment import features
from ojaq.core.names.likeness import expand
from ojaq.core.names.scripts import main_script
from ojaq.core.names.whole import code_names
from ojaq.resources.names import tables


def hardest(people: dict[str, Person], knowledge: NameKnowledge, each: int = 3) -> list[Pair]:
    """For a label of each person the nearest labels in other scripts of others of the group."""
    dice, groups, found = random.Random(5), defaultdict(list), []
    for number in sorted(people):
        groups[people[number].group].append(number)
    for members in groups.values():
        for number in members:
            mine = people[number].labels[dice.choice(sorted(people[number].labels))]
            labels = {t for o in members if o != number for t in people[o].labels.values()}
            others = sorted(t for t in labels if main_script(t) != main_script(mine))
            scores = name_similarities([mine] * len(others), others, knowledge)
            nearest = np.argsort(-scores, kind="stable")[:each]
            found += [Pair(mine, others[i], "hardest", False) for i in nearest]
    return found


def columns(found: list[Pair], knowledge: NameKnowledge) -> dict[str, np.ndarray]:
    """The columns that are weighed."""
    texts: dict[str, int] = {}
    ids = np.array([[texts.setdefault(t, len(texts)) for t in sorted((p.a, p.b))] for p in found])
    return expand(features(code_names(list(texts), knowledge), ids[:, 0], ids[:, 1], knowledge))


def logistic(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights of a logistic regression by Newton's method; the last one is the start and is not held
    small."""
    x = np.c_[x, np.ones(len(x))]
    held = np.full(x.shape[1], ridge)
    held[-1] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)
        weights += np.linalg.solve(curvature, x.T @ (y - p) - held * weights)
    return weights


def main() -> None:
    """Fit, print the weights, and what they reach."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    people = persons(parser.parse_args().data, "development")
    knowledge = build_knowledge(tables())
    found = pairs(people) + hardest(people, knowledge)
    same = np.array([p.same for p in found])
    parts = columns(found, knowledge)
    weights = logistic(np.stack(list(parts.values()), 1), same.astype(float))
    print(
        "weights: {"
        + ", ".join(f"{n}: {w:.3f}" for n, w in zip([*parts, "start"], weights, strict=True))
        + "}"
    )
    left, right = [p.a for p in found], [p.b for p in found]
    before = name_similarities(left, right, knowledge).astype(float)
    after = np.stack([*parts.values(), np.ones(len(found))], 1) @ weights
    for title, scores in (("before", before), ("after", after)):
        best, at, recall = curve(scores, same)
        print(f"{title}: best F1 {best:.4f} at {at:.3f}, recall at precision 0.99 {recall:.4f}")


if __name__ == "__main__":
    main()
