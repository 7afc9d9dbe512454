"""Names alone across scripts: how well `ojaq names` tells one written name from another, beside plain fuzzy
scores.

    python bench/names.py DATA [--half development|test]

DATA is a folder with `politicians_multiscript.tsv.gz` (columns wikidata_id, country, gender, lang, name).
Positives are two
labels of one person in different scripts (or different spellings in one). Negatives are hard: another
person of the same
country and gender who shares a word of the Latin label, else the nearest by fuzzy score; as many as
positives, in the same
languages. Persons are halved by a hash of their id; everything was looked at on the development half only.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz, process

from ojaq.core.names import build_knowledge, name_similarities
from ojaq.core.names.scripts import main_script
from ojaq.resources.names import tables

SEED = 20261121
FILE = "politicians_multiscript.tsv.gz"


@dataclass
class Person:
    """A person with labels by language."""

    group: tuple[str, str]
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def latin(self) -> str:
        """A Latin label."""
        return next((self.labels[lang] for lang in ("en", "fr", "de", "tr", "az") if lang in self.labels), "")


@dataclass(frozen=True)
class Pair:
    """Two labels, the scripts they are in, and whether they are one person's."""

    a: str
    b: str
    scripts: str
    same: bool


def persons(folder: Path, half: str) -> dict[str, Person]:
    """Persons of one half of the file."""
    found: dict[str, Person] = {}
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            number, country, gender, lang, name = line.rstrip("\n").split("\t")
            if (hashlib.sha256(number.encode()).digest()[0] % 2 == 0) == (half == "development"):
                found.setdefault(number, Person((country, gender))).labels[lang] = name
    return found


def pairs(people: dict[str, Person]) -> list[Pair]:
    """Positives, and for each a hard negative in the same two languages."""
    dice = random.Random(SEED)
    near = neighbours(people)
    found: list[Pair] = []
    for number in sorted(people):
        labels = people[number].labels
        for one, other, scripts in label_pairs(labels):
            found.append(Pair(labels[one], labels[other], scripts, True))
            strangers = [s for s in near[number] if other in people[s].labels][:4]
            if strangers:
                found.append(Pair(labels[one], people[dice.choice(strangers)].labels[other], scripts, False))
    return found


def label_pairs(labels: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Two languages of one person whose labels differ, once per pair of spellings."""
    seen: set[tuple[str, str]] = set()
    languages = sorted(labels)
    for place, one in enumerate(languages):
        for other in languages[place + 1 :]:
            spelt = (labels[one], labels[other])
            if labels[one] != labels[other] and spelt not in seen:
                seen.add(spelt)
                yield one, other, "-".join(sorted(main_script(text) for text in spelt))


def neighbours(people: dict[str, Person]) -> dict[str, list[str]]:
    """For each person others of one country and gender: first those who share a word, then the nearest by
    fuzzy score."""
    groups = defaultdict(list)
    for number in sorted(people):
        if people[number].latin:
            groups[people[number].group].append(number)
    found: dict[str, list[str]] = {number: [] for number in people}
    for members in groups.values():
        texts = [anyascii(people[n].latin).lower() for n in members]
        scores = process.cdist(texts, texts, scorer=fuzz.token_sort_ratio)
        words = [{w for w in t.replace("-", " ").split() if len(w) > 2} for t in texts]
        for row, number in enumerate(members):
            order = sorted(
                range(len(members)), key=lambda c, r=row: (not words[r] & words[c], -scores[r, c], c)
            )
            found[number] = [members[c] for c in order if c != row and texts[c] != texts[row]][:60]
    return found


def curve(scores: np.ndarray, same: np.ndarray) -> tuple[float, float, float]:
    """Best F1, the threshold it is reached at, and the greatest recall at precision 0.99."""
    order = np.argsort(-scores, kind="stable")
    true, called = np.cumsum(same[order]), np.arange(1, len(scores) + 1)
    ends = np.append(np.diff(scores[order]) != 0, True)
    precision, recall = (true / called)[ends], (true / max(same.sum(), 1))[ends]
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(np.argmax(f1))
    return (
        float(f1[best]),
        float(scores[order][ends][best]),
        float(recall[precision >= 0.99].max(initial=0.0)),
    )


def f1_at(scores: np.ndarray, same: np.ndarray, threshold: float) -> float:
    """F1 at a fixed threshold."""
    called = scores >= threshold
    return float(2 * (called & same).sum() / max(called.sum() + same.sum(), 1))


def fuzzy(left: list[str], right: list[str]) -> np.ndarray:
    """The peer: token_sort_ratio of romanised names."""
    plain = [
        [anyascii(text).lower().replace(",", " ").replace("-", " ") for text in side]
        for side in (left, right)
    ]
    return np.array([fuzz.token_sort_ratio(a, b) for a, b in zip(*plain, strict=True)])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("development", "test"), default="test")
    options = parser.parse_args()
    found = pairs(persons(options.data, options.half))
    left, right = [p.a for p in found], [p.b for p in found]
    same, scripts = np.array([p.same for p in found]), np.array([p.scripts for p in found])
    knowledge = build_knowledge(tables())
    name_similarities(left[:2], right[:2], knowledge)  # compiled before the clock starts
    scorers: dict[str, Callable[[], np.ndarray]] = {
        "ojaq names": lambda: name_similarities(left, right, knowledge),
        "anyascii + token_sort_ratio": lambda: fuzzy(left, right),
    }
    print(f"{options.half} half, seed {SEED}: {same.sum()} positives, {(~same).sum()} hard negatives\n")
    for title, score in scorers.items():
        start = time.perf_counter()
        values = np.asarray(score(), np.float64)
        took = time.perf_counter() - start
        print_table(title, values, same, scripts, len(left) / took)


def print_table(title: str, values: np.ndarray, same: np.ndarray, scripts: np.ndarray, speed: float) -> None:
    """One scorer's figures, whole and by pair of scripts."""
    print(f"{title}  ({speed:,.0f} pairs/s)")
    print(f"{'scripts':<24}{'pairs':>7}{'best F1':>9}{'at':>7}{'F1 at 0.5':>11}{'recall at P 0.99':>18}")
    for name in ("all", *sorted(set(scripts), key=lambda s: -(scripts == s).sum())):
        rows = np.ones(len(same), bool) if name == "all" else scripts == name
        best, at, recall = curve(values[rows], same[rows])
        fixed = f1_at(values[rows], same[rows], 0.5 if values.max() <= 1 else 50)
        print(f"{name:<24}{rows.sum():>7}{best:>9.3f}{at:>7.2f}{fixed:>11.3f}{recall:>18.3f}")
    print()


if __name__ == "__main__":
    main()
