"""The batch at the level of arrays: coded mentions in, persons out, learning and family evidence included.

    python bench/batch.py REGISTRATIONS [--take N]

REGISTRATIONS is a folder of a set (registrations.jsonl, truth.csv), as `ojaq simulate` makes it. Its coded mentions are kept
beside it, so that the next run begins with the arrays. Each size is a part of the same set, whole registrations from the
front; a first small run warms the compiled loops. Prints one line of JSON a size: mentions, pairs that were compared, persons,
seconds by step, peak MB of the whole process so far, and pair precision and recall against the truth. `make bench` measures
whole sets, each in a process of its own, and Splink on the same registrations.
"""

from __future__ import annotations

import argparse
import csv
import json
import pickle
import resource
import sys
import time
from pathlib import Path

import numpy as np

from accuracy import peer_python
from measured import run
from ojaq.core.matching import Mentions, Testimony, Tokens, code_testimonies, resolve
from ojaq.core.names import build_knowledge
from ojaq.resources.names import tables
from sets import HERE, made, register_set

WARMING = 3_000


def arrays(folder: Path) -> tuple[Mentions, Tokens, np.ndarray]:
    """The coded mentions of a set, their dictionary, and the number of each mention's true person."""
    source, kept, knowledge = (
        folder / "registrations.jsonl",
        folder / "coded.pickle",
        build_knowledge(tables()),
    )
    if kept.is_file() and kept.stat().st_mtime >= source.stat().st_mtime:
        mentions, rows, truth = pickle.loads(kept.read_bytes())
        return mentions, Tokens(knowledge, rows), truth
    tokens, keys = Tokens(knowledge), []

    def told():
        with source.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream):
                document = json.loads(line)
                keys.extend((document["id"], person["ref"]) for person in document["people"])
                yield Testimony.from_registration(document, number)

    mentions = code_testimonies(told(), tokens)
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        person = {(row["registration"], row["ref"]): row["person"] for row in csv.DictReader(stream)}
    _, truth = np.unique([person[key] for key in keys], return_inverse=True)
    kept.write_bytes(pickle.dumps((mentions, tokens.rows(), truth), protocol=5))
    return mentions, tokens, truth


def first(mentions: Mentions, size: int) -> Mentions:
    """The first mentions, at least `size`, whole registrations."""
    if size >= len(mentions):
        return mentions
    last = mentions.registration[size - 1]
    return mentions.taken(np.flatnonzero(mentions.registration <= last))


def pairs_within(label: np.ndarray) -> int:
    """How many pairs share a label."""
    _, counts = np.unique(label, return_counts=True)
    return int((counts * (counts - 1) // 2).sum())


def measured(mentions: Mentions, tokens: Tokens, truth: np.ndarray) -> dict[str, object]:
    """One run."""
    marks: list[tuple[float, str, int]] = []
    started, worked = time.perf_counter(), time.process_time()
    outcome = resolve(
        mentions,
        tokens,
        progress=lambda step, count: marks.append((time.perf_counter(), step, count)),
    )
    ended, worked = time.perf_counter(), time.process_time() - worked
    steps: dict[str, float] = {}
    for (begun, step, _), (until, _, _) in zip(marks, [*marks[1:], (ended, "", 0)], strict=True):
        steps[step] = round(steps.get(step, 0.0) + until - begun, 2)
    pairs = next(count for _, step, count in marks if step == "comparing")
    both = pairs_within(outcome.label * (int(truth.max()) + 1) + truth)
    return {
        "mentions": len(mentions), "pairs": pairs, "persons": len(np.unique(outcome.label)), "wall_s": round(ended - started, 2),
        "cpu_s": round(worked, 2), "steps_s": steps, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "precision": both / max(pairs_within(outcome.label), 1), "recall": both / max(pairs_within(truth), 1),
    }  # fmt: skip


def measure(sizes: tuple[int, ...], *, peer: bool) -> list[dict[str, object]]:
    """The figures of sets of so many registrations. Splink gets its rules for large files, and its best threshold."""
    found = []
    for registrations in sizes:
        one = register_set(registrations)
        folder = made(one)
        # The first run codes the set; its memory is not that of the engine.
        run(sys.executable, HERE / "batch.py", folder, "--take", str(WARMING))
        ours = run(sys.executable, HERE / "batch.py", folder, "--take", str(10**9))
        line = {"registrations": registrations, "options": " ".join(one.options), **json.loads(ours.out)}
        if peer:
            source, truth = folder / "registrations.jsonl", folder / "truth.csv"
            theirs = run(
                peer_python(), HERE / "peers" / "splink_peer.py", source, truth, folder / "splink.csv"
            )
            line["splink"] = json.loads(theirs.out)
        found.append(line)
    return found


def main() -> None:
    """Resolve each size."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--take", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    given = asked.parse_args()
    mentions, tokens, truth = arrays(given.folder)
    sizes = sorted(given.take)
    for at, size in enumerate([WARMING, *sizes]):
        some = first(mentions, size)
        line = measured(some, tokens, truth[: len(some)])
        if at:
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
