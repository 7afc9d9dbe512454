"""The counter's answers against the truth, and the two numbers behind its probabilities.

    python bench/asking.py [--fit] FOLDER...      folders of `ojaq simulate` (registrations.jsonl, truth.csv)

One registration in five is held back. Of each one person is asked for, as that testimony tells of them with father, mother and
spouse by name, in a register of the others; where nobody else told of that person the right answer is nobody. Candidates come
by the stored keys, as at the desk. Prints one line of JSON a folder. --fit prints the start and the worth of a bit of T
(`core.matching.asking.ANSWER`), fitted over all folders together; they are frozen, so measure on other folders than these.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ojaq.core.matching import (
    Found,
    Mentions,
    Outcome,
    Testimony,
    Tokens,
    code_testimonies,
    find,
    keys_of,
    resolve,
)
from ojaq.core.names import build_knowledge
from ojaq.resources.names import tables

HELD_BACK, CANDIDATES, PERSONS, LARGEST_BLOCK = 5, 30, 16, 400
MOST_BITS = 20.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: T of each answer in bits and its probability, best first; `right`: which of them is, -1 none;
    `known`: somebody else told of that person."""

    bits: np.ndarray
    probability: np.ndarray
    right: int
    known: bool


class Register:
    """A resolved set of testimonies with the blocks of its stored keys."""

    def __init__(self, documents: list[dict], knowledge: object) -> None:
        self.tokens = Tokens(knowledge)
        told = (Testimony.from_registration(document, at) for at, document in enumerate(documents))
        self.mentions: Mentions = code_testimonies(told, self.tokens)
        self.outcome: Outcome = resolve(self.mentions, self.tokens)
        self.members = defaultdict(list)
        for row, label in enumerate(self.outcome.label.tolist()):
            self.members[label].append(row)
        self.blocks = defaultdict(list)
        for key, row in zip(
            *(column.tolist() for column in keys_of(self.mentions, self.tokens)), strict=True
        ):
            self.blocks[key].append(row)

    def ask(self, question: Testimony) -> list[Found]:
        """Who is meant, best first, persons as labels."""
        tokens = self.tokens.fork()
        asked = code_testimonies([question], tokens)
        worth: dict[int, float] = defaultdict(float)
        for key in set(keys_of(asked, tokens)[0].tolist()):
            block = self.blocks.get(key, ())
            if len(block) <= LARGEST_BLOCK:
                for row in block:
                    worth[row] += 1 / len(block)
        best = sorted(worth, key=lambda row: (-worth[row], row))[:CANDIDATES]
        persons = list(dict.fromkeys(self.outcome.label[best].tolist()))[:PERSONS]
        rows = [row for person in persons for row in self.members[person]]
        near = np.flatnonzero(np.isin(self.mentions.registration, self.mentions.registration[rows]))
        known = self.mentions.taken(near)
        return find(asked, known, self.outcome.label[near], tokens, self.outcome.weights)


def question_of(document: dict, ref: str) -> Testimony:
    """One person with the names of father, mother and spouse, as a clerk types them."""
    people = {person["ref"]: person for person in document["people"]}
    sexes = {ref: person.get("sex") for ref, person in people.items()}
    asked, ties, taken = [dict(people[ref])], [], set()
    for tie in document["ties"]:
        spouse = next((one for one in tie.get("couple", ()) if one != ref), None)
        other = tie["parent"] if tie.get("child") == ref else spouse if ref in tie.get("couple", ()) else None
        part = "spouse" if other == spouse else sexes.get(other) or "unknown"
        if other is None or part in taken or not people[other].get("name"):
            continue
        taken.add(part)
        asked.append({"ref": other, "name": people[other]["name"], "sex": sexes.get(other) or "unknown"})
        ties.append({"couple": [ref, other]} if part == "spouse" else {"parent": other, "child": ref})
    told = {key: document.get(key) for key in ("language", "recorded_on")}
    return Testimony.from_registration({**told, "people": asked, "ties": ties}, -1)


def asked_of(folder: Path, knowledge: object) -> list[Asked]:
    """Every question of a folder with its answers."""
    with (folder / "registrations.jsonl").open(encoding="utf-8") as stream:
        documents = [json.loads(line) for line in stream]
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        truth = {(row["registration"], row["ref"]): row["person"] for row in csv.DictReader(stream)}
    kept = [document for at, document in enumerate(documents) if at % HELD_BACK]
    register = Register(kept, knowledge)
    who = [truth[document["id"], person["ref"]] for document in kept for person in document["people"]]
    told_of, found = set(who), []
    for at, document in enumerate(documents[::HELD_BACK]):
        named = [person for person in document["people"] if (person.get("name") or {}).get("given")]
        if not named:
            continue
        ref = named[at % len(named)]["ref"]
        right = truth[document["id"], ref]
        answers = register.ask(question_of(document, ref))
        is_right = [any(who[row] == right for row in register.members[one.person]) for one in answers]
        found.append(
            Asked(
                np.clip([one.millibits / 1000 for one in answers], -MOST_BITS, MOST_BITS),
                np.array([one.probability for one in answers]),
                is_right.index(True) if True in is_right else -1,
                right in told_of,
            )
        )
    return found


def figures(asked: list[Asked]) -> dict[str, object]:
    """Right first among those who are known, strangers who are told "same", and how far probabilities are from shares."""
    known = [one for one in asked if one.known]
    strangers = [one for one in asked if not one.known]
    chance = np.concatenate([one.probability for one in asked])
    true = np.concatenate([np.arange(len(one.bits)) == one.right for one in asked])
    same = [bool(len(one.probability)) and one.probability[0] >= 0.9 for one in strangers]
    called = [one.right == 0 for one in asked if len(one.probability) and one.probability[0] >= 0.9]
    return {
        "questions": len(asked), "right first": round(float(np.mean([one.right == 0 for one in known])), 4),
        "among the answers": round(float(np.mean([one.right >= 0 for one in known])), 4),
        "strangers told same": round(float(np.mean(same)), 4), "strangers": len(strangers),
        "same is right": round(float(np.mean(called)), 4), "ECE": round(expected_error(chance, true), 4),
    }  # fmt: skip


def expected_error(chance: np.ndarray, true: np.ndarray, parts: int = 10) -> float:
    """Expected calibration error over equal parts of 0..1."""
    part = np.minimum((chance * parts).astype(int), parts - 1)
    gaps = [
        abs(chance[part == at].mean() - true[part == at].mean()) * (part == at).sum()
        for at in set(part.tolist())
    ]
    return float(sum(gaps) / max(len(chance), 1))


def fitted(asked: list[Asked]) -> tuple[float, float]:
    """(start, worth of a bit): a choice between the answers and nobody, by Newton's method on its likelihood."""
    at = np.array([-1.0, 0.5])
    for _ in range(50):
        slope, bend = np.zeros(2), np.full((2, 2), 0.0) + np.eye(2) * 1e-6
        for one in asked:
            x = np.stack([np.ones(len(one.bits)), one.bits], axis=1)
            worth = np.exp2(np.clip(x @ at, -60, 60))
            chance = worth / (1 + worth.sum())
            mean = chance @ x
            slope += (x[one.right] if one.right >= 0 else 0) - mean
            bend += np.log(2) * ((x * chance[:, None]).T @ x - np.outer(mean, mean))
        at = at + np.linalg.solve(bend, slope)
    return float(at[0]), float(at[1])


def main() -> None:
    """Ask every folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    knowledge, everything = build_knowledge(tables()), []
    for folder in given.folders:
        asked = asked_of(folder, knowledge)
        everything += asked
        sys.stdout.write(json.dumps({"set": folder.name, **figures(asked)}) + "\n")
        sys.stdout.flush()
    if given.fit:
        sys.stdout.write(json.dumps({"ANSWER": [round(value, 3) for value in fitted(everything)]}) + "\n")


if __name__ == "__main__":
    main()
