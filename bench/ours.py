"""This project on a file of registrations, without a register: python bench/ours.py REGISTRATIONS.jsonl IDENTITIES.csv

Prints one line of JSON: mentions, seconds (reading, coding, resolving), peak memory in MB. Numba is warmed beforehand on the
first registrations, so that compiling is not counted.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from itertools import islice
from pathlib import Path

from ojaq.core.matching import Testimony, Tokens, code_testimonies, resolve
from ojaq.core.names import build_knowledge
from ojaq.resources.names import tables

WARMING = 40


def read(path: Path) -> list[dict]:
    """The registrations of a file."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def identities(
    documents: list[dict], knowledge: object
) -> tuple[list[tuple[str, str, int]], dict[str, float]]:
    """(registration, ref, person) of every mention, and seconds by step."""
    start = time.perf_counter()
    tokens = Tokens(knowledge)
    mentions = code_testimonies(
        (Testimony.from_registration(document, at) for at, document in enumerate(documents)), tokens
    )
    coded = time.perf_counter()
    outcome = resolve(mentions, tokens)
    done = time.perf_counter()
    keys = [(document["id"], person["ref"]) for document in documents for person in document["people"]]
    rows = [(*key, person) for key, person in zip(keys, outcome.label.tolist(), strict=True)]
    return rows, {"code_s": coded - start, "resolve_s": done - coded}


def main() -> None:
    """Resolve one file."""
    source, to = Path(sys.argv[1]), Path(sys.argv[2])
    knowledge = build_knowledge(tables())
    documents = read(source)
    identities(list(islice(documents, WARMING)), knowledge)
    rows, seconds = identities(documents, knowledge)
    with to.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("registration", "ref", "person"))
        writer.writerows(rows)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"mentions": len(rows), **seconds, "peak_mb": memory}) + "\n")


if __name__ == "__main__":
    main()
