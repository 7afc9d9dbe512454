"""What the method bears: one community under every stress of `ojaq simulate`, and how sure its pairs are against the truth.

    python bench/stress.py [--registrations N]

Each row is one set, made with the printed seed and not looked at while anything was fitted. Prints two tables in Markdown.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys

import numpy as np

from asking import asked_of, expected_error
from asking import figures as counter_figures
from measured import run
from ojaq.core.matching import Testimony, Tokens, code_testimonies, resolve
from ojaq.core.names import build_knowledge
from ojaq.core.rehearsal import STRESS
from ojaq.resources.names import tables
from sets import HERE, OJAQ, Set, made

SEED, PROGRAMME = 31, "displaced-from-azerbaijan"


def stress_sets(registrations: int) -> list[Set]:
    """The community as it is, then under each stress."""
    usual = ("--programme", PROGRAMME, "--registrations", str(registrations), "--seed", str(SEED))
    sets = [Set("stress-none", "nothing beyond the usual slips", usual)]
    return sets + [
        Set(f"stress-{name}", name.replace("-", " "), (*usual, "--stress", name)) for name in STRESS
    ]


def measured_under(one: Set) -> dict[str, object]:
    """Accuracy on one set."""
    folder = made(one)
    run(sys.executable, HERE / "ours.py", folder / "registrations.jsonl", folder / "ours.csv")
    score = json.loads(run(OJAQ, "score", "--truth", folder / "truth.csv", folder / "ours.csv", "--json").out)
    return {"what": one.what, **score}


def sureness(one: Set, parts: int = 10) -> dict[str, object]:
    """Pairs by probability against the share that is one person, and the counter on testimonies held back."""
    folder, knowledge = made(one), build_knowledge(tables())
    tokens, keys = Tokens(knowledge), []
    with (folder / "registrations.jsonl").open(encoding="utf-8") as stream:
        documents = [json.loads(line) for line in stream]
    told = (Testimony.from_registration(document, at) for at, document in enumerate(documents))
    outcome = resolve(code_testimonies(told, tokens), tokens)
    keys = [(document["id"], person["ref"]) for document in documents for person in document["people"]]
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        person = {(row["registration"], row["ref"]): row["person"] for row in csv.DictReader(stream)}
    _, who = np.unique([person[key] for key in keys], return_inverse=True)
    same = who[outcome.pairs[:, 0]] == who[outcome.pairs[:, 1]]
    part = np.minimum((outcome.pair_probability * parts).astype(int), parts - 1)
    bins = [
        (at / parts, int((part == at).sum()), float(same[part == at].mean()))
        for at in range(parts)
        if (part == at).any()
    ]
    return {
        "what": one.what, "ece": expected_error(outcome.pair_probability, same), "bins": bins,
        "counter": counter_figures(asked_of(folder, knowledge)),
    }  # fmt: skip


def measure(registrations: int = 400) -> dict[str, list]:
    """Both tables as figures."""
    sets = stress_sets(registrations)
    return {"stress": [measured_under(one) for one in sets], "sureness": [sureness(sets[0])]}


def tables_of(found: dict[str, list]) -> list[str]:
    """Both tables as Markdown."""
    rows = ["| what is wrong | pair F1 | P / R | B-cubed | persons exact |", "|---|---|---|---|---|"]
    for one in found["stress"]:
        rows.append(
            f"| {one['what']} | **{one['pair_f1']:.3f}** | {one['pair_precision']:.3f} / {one['pair_recall']:.3f} "
            f"| {one['b3_f1']:.3f} | {one['persons_exact']:.3f} |"
        )
    for one in found["sureness"]:
        rows += ["", "| probability from | pairs | of them one person |", "|---|---|---|"]
        rows += [f"| {low:.1f} | {pairs:,} | {share:.3f} |" for low, pairs, share in one["bins"]]
        counter = one["counter"]
        rows += [
            "",
            f"Expected calibration error of pairs {one['ece']:.3f}. The counter, asked {counter['questions']} questions of "
            f"testimonies held back: right person first {counter['right first']:.3f} of those who are known, strangers told "
            f'"same" {counter["strangers told same"]:.3f} of {counter["strangers"]}, expected calibration error '
            f"{counter['ECE']:.3f}.",
        ]
    return rows


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--registrations", type=int, default=400)
    sys.stdout.write("\n".join(tables_of(measure(asked.parse_args().registrations))) + "\n")


if __name__ == "__main__":
    main()
