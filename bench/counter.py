"""The counter in one process, database included: python bench/counter.py FOLDER (registrations.jsonl, truth.csv, identities.csv).

Asks about people of the set as another testimony told them; prints milliseconds and how often the right person comes first.
"""

from __future__ import annotations

import csv
import json
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from random import Random

ASKED, WARMING, SEED = 400, 30, 7
PARTS = ("given", "patronymic", "family", "birth_family", "as_written", "language", "script")


def questions(folder: Path, rnd: Random) -> list[tuple[str, str, dict, dict | None]]:
    """(registration, ref, entry, father's name) of people with a name, at random."""
    found: list[tuple[str, str, dict, dict | None]] = []
    with (folder / "registrations.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            document = json.loads(line)
            person = rnd.choice(document["people"])
            if not person.get("name"):
                continue
            names = {one["ref"]: one.get("name") for one in document["people"]}
            sexes = {one["ref"]: one.get("sex") for one in document["people"]}
            parents = [tie["parent"] for tie in document["ties"] if tie.get("child") == person["ref"]]
            father = next((names[one] for one in parents if sexes[one] == "male"), None)
            found.append((document["id"], person["ref"], person, father))
    rnd.shuffle(found)
    return found[: ASKED + WARMING]


def right_numbers(folder: Path) -> dict[tuple[str, str], set[str]]:
    """For each mention the register numbers under which its true person stands."""
    truth, found = ({}, {})
    for name, into in (("truth.csv", truth), ("identities.csv", found)):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                into[row["registration"], row["ref"]] = row["person"]
    numbers = defaultdict(set)
    for key, person in truth.items():
        numbers[person].add(found.get(key, ""))
    return {key: numbers[person] for key, person in truth.items()}


def main() -> None:
    """Ask, and print one line of JSON."""
    from ojaq.cli.registry import opened

    folder = Path(sys.argv[1])
    right = right_numbers(folder)
    with opened() as by:
        from ojaq.registry.desk.selectors import find
        from ojaq.registry.identity.selectors import Question

        took, first = [], 0
        for at, (registration, ref, entry, father) in enumerate(questions(folder, Random(SEED))):
            person = {key: entry[key] for key in ("name", "sex", "born", "origin") if key in entry}
            asked = Question(person=person, father=father or None, language=entry["name"].get("language"))
            began = time.perf_counter()
            cards = find(questions=[asked], viewer=by)[0]
            if at >= WARMING:
                took.append((time.perf_counter() - began) * 1000)
                first += bool(cards) and str(cards[0].number) in {
                    n.replace("-", "") for n in right[registration, ref]
                }
    took.sort()
    told = {"asked": len(took), "p50_ms": statistics.median(took), "p95_ms": took[int(len(took) * 0.95)]}
    sys.stdout.write(json.dumps({**told, "right_first": first / len(took)}) + "\n")


if __name__ == "__main__":
    main()
