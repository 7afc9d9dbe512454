"""Splink 5 on a file of registrations: python splink_peer.py REGISTRATIONS.jsonl TRUTH.csv IDENTITIES.csv

Runs in an environment of its own (requirements/peers.lock) and imports nothing of this project. Names are romanised with
anyascii; the father's name comes from the patronymic or from the father's own entry. Parameters are trained as its
documentation advises (random sampling for u, expectation maximisation for m); the clusters of the threshold that scores best
against the truth are written, out of twenty thresholds and two sets of blocking rules: the peer gets its best, this project
runs at a fixed setting.
"""

from __future__ import annotations

import csv
import json
import logging
import re
import resource
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import splink.comparison_level_library as levels
import splink.comparison_library as compare
from anyascii import anyascii
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
THRESHOLDS = tuple(range(-6, 14))
WIDE_UP_TO = 20_000
YEAR = re.compile(r"^(\d{3,4})")
KIN_WORDS = {"oglu", "qizi", "gizi", "ogly", "kyzy", "ze", "dze", "asuli", "frznd", "tou"}


def folded(text: str) -> str | None:
    """Romanised, small letters only."""
    return re.sub(r"[^a-z ]", "", anyascii(text or "").lower()).strip() or None


def year_of(person: dict, recorded: str) -> int | None:
    """The year of birth as far as it can be read off."""
    match = YEAR.match(str(person.get("born") or ""))
    if match:
        return int(match.group(1).ljust(4, "5"))
    if person.get("age") is not None and recorded[:4].isdigit():
        return int(recorded[:4]) - int(person["age"])
    return None


def father_word(text: str | None) -> str | None:
    """A patronymic without the words and endings that make it one."""
    words = [word for word in (folded(text or "") or "").split() if word not in KIN_WORDS]
    return re.sub(r"(ovich|evich|ovna|evna|is)$", "", words[0]) if words else None


def given_and_family(name: dict) -> tuple[str | None, str | None]:
    """Parts as told; a name written whole is cut into its first and last word."""
    if name.get("as_written") and not name.get("given"):
        words = (folded(name["as_written"]) or "").split()
        return (words[0] if words else None), (words[-1] if len(words) > 1 else None)
    return folded(name.get("given", "")), folded(name.get("family", ""))


def rows_of(document: dict) -> list[dict]:
    """One row for every mention of a registration."""
    people = {person["ref"]: person for person in document["people"]}
    fathers: dict[str, str] = {}
    for tie in document.get("ties", []):
        parent = people.get(tie.get("parent"))
        if parent is not None and parent.get("sex") != "female":
            fathers.setdefault(tie["child"], (parent.get("name") or {}).get("given", ""))
    rows = []
    for person in document["people"]:
        name = person.get("name") or {}
        given, family = given_and_family(name)
        place = person.get("origin") or ""
        rows.append(
            {
                "registration": document["id"], "ref": person["ref"], "given": given, "family": family,
                "father": father_word(name.get("patronymic")) or folded(fathers.get(person["ref"], "")),
                "year": year_of(person, document.get("recorded_on", "")), "sex": person.get("sex"),
                "place": folded(place["text"] if isinstance(place, dict) else place),
            }
        )  # fmt: skip
    return rows


NARROW = [
    ("given", "family"), ("family", "year"), ("place", "year"), ("given", "father"), ("given", "year"), ("given", "place"),
    ("substr(given,1,3)", "substr(family,1,4)", "substr(place,1,4)"),
    ("substr(given,1,2)", "substr(family,1,2)", "year"),
]  # fmt: skip
WIDE = [
    *NARROW,
    ("given",),
    ("father", "family"),
    ("father", "place"),
    ("substr(given,1,3)", "substr(family,1,4)"),
]


def settings(rules: list[tuple[str, ...]]) -> SettingsCreator:
    """Comparisons with term frequencies, as a careful user would choose them, under these blocking rules."""
    year = compare.CustomComparison(
        output_column_name="year",
        comparison_levels=[
            levels.NullLevel("year"), levels.ExactMatchLevel("year"), levels.AbsoluteDifferenceLevel("year", 1),
            levels.AbsoluteDifferenceLevel("year", 3), levels.AbsoluteDifferenceLevel("year", 8), levels.ElseLevel(),
        ],
    )  # fmt: skip
    names = [
        compare.NameComparison(c).configure(term_frequency_adjustments=True)
        for c in ("given", "father", "family")
    ]
    place = compare.JaroWinklerAtThresholds("place", [0.92, 0.8]).configure(term_frequency_adjustments=True)
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*names, year, place, compare.ExactMatch("sex")],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


def predicted(frame: pd.DataFrame, rules: list[tuple[str, ...]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs by row and their match weights, after training."""
    connection = duckdb.connect()
    connection.execute("set threads to 2")
    connection.register("frame", frame)
    connection.execute("create table people as select * from frame")
    interface = DuckDBAPI(connection=connection)
    linker = Linker(interface.register(connection.table("people")), settings(rules))
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "father", "family", "year")], recall=0.2
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on("given", "family"), block_on("place", "year")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_weight=-16).as_duckdbpyrelation()
    found = pairs.select("unique_id_l, unique_id_r, match_weight").fetchnumpy()
    return tuple(np.asarray(found[key]) for key in ("unique_id_l", "unique_id_r", "match_weight"))


def components(count: int, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Connected components of the pairs."""
    graph = coo_matrix((np.ones(len(left)), (left, right)), shape=(count, count))
    return connected_components(graph, directed=False)[1]


def precision_recall(found: list[int], truth: list[int]) -> tuple[float, float]:
    """Shares of the pairs inside clusters that are right, and of the right pairs that are found."""
    found_pairs, true_pairs, both = (
        sum(n * (n - 1) // 2 for n in Counter(one).values())
        for one in (found, truth, zip(found, truth, strict=True))
    )
    return both / max(found_pairs, 1), both / max(true_pairs, 1)


def pair_f1(found: list[int], truth: list[int]) -> float:
    """F1 of the pairs inside clusters."""
    precision, recall = precision_recall(found, truth)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Read, train, predict, cluster, write; one line of JSON on stdout."""
    source, truth_file, to = (Path(argument) for argument in sys.argv[1:4])
    with source.open(encoding="utf-8") as stream:
        rows = [row for line in stream if line.strip() for row in rows_of(json.loads(line))]
    frame = pd.DataFrame(rows).drop(columns=["registration", "ref"])
    frame.insert(0, "unique_id", range(len(frame)))
    frame["year"] = frame.year.astype("Int32")
    with truth_file.open(encoding="utf-8", newline="") as stream:
        persons = {(row["registration"], row["ref"]): row["person"] for row in csv.DictReader(stream)}
    truth = pd.factorize(np.array([persons[row["registration"], row["ref"]] for row in rows]))[0].tolist()
    chosen, best, labels, seconds = "", -1.0, np.arange(len(rows)), 0.0
    for name, rules in (("narrow", NARROW), ("wide", WIDE)):
        if name == "wide" and len(rows) > WIDE_UP_TO:
            continue
        began = time.perf_counter()
        left, right, weight = predicted(frame, rules)
        once = time.perf_counter() - began
        for threshold in THRESHOLDS:
            kept = weight >= threshold
            tried = components(len(rows), left[kept], right[kept])
            value = pair_f1(tried.tolist(), truth)
            if value > best:
                chosen, best, labels, seconds = f"{name} at {threshold}", value, tried, once
    with to.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("registration", "ref", "person"))
        writer.writerows(
            (row["registration"], row["ref"], int(label)) for row, label in zip(rows, labels, strict=True)
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    precision, recall = precision_recall(labels.tolist(), truth)
    told = {"mentions": len(rows), "seconds": seconds, "chosen": chosen, "peak_mb": memory}
    sys.stdout.write(json.dumps({**told, "precision": precision, "recall": recall}) + "\n")


if __name__ == "__main__":
    main()
