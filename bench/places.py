"""How well and how fast written places are found: held-out spellings of known places, by script, with and without hints.

    python bench/places.py DATA_FOLDER [--countries AM,AZ,GE] [--half dev|test] [--mode main|one] [--queries N]

DATA_FOLDER holds `gazetteer/places.tsv.gz`, `gazetteer/place_names.tsv.gz` and `name_pairs/place_name_pairs.tsv.gz`.
mode main: the asked places keep nothing but their main name; mode one: each loses the one name it is asked by.
Names are split in two halves by place; nothing is ever tuned to the test half. Prints one JSON line a table row.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ojaq.core.names import build_knowledge
from ojaq.core.places import NameRow, PlaceBook, PlaceQuestion, PlaceRow
from ojaq.core.places.folding import fold
from ojaq.core.places.sounding import script_of
from ojaq.resources import gazetteer
from ojaq.resources import names as name_tables

# The pairs of names keep those that a rough romaniser found alike; below this they are often other names.
LEAST_ALIKE = 75
ADMIN = {"country", "macroregion", "region", "county"}


class Held(NamedTuple):
    """One held-out name."""

    place: str
    name: str
    lang: str


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE)


def half_of(place: str) -> str:
    return "test" if zlib.crc32(place.encode()) % 2 else "dev"


def load(data: Path, countries: set[str]) -> tuple[list[PlaceRow], list[NameRow]]:
    places = [
        PlaceRow(
            r["place_id"], r["name"], float(r["lat"]) if r["lat"] else None, float(r["lon"]) if r["lon"] else None,
            r["country"], r["region_id"], r["county_id"], r["placetype"], int(r["population"] or 0) or None,
        )
        for r in rows(data / "gazetteer/places.tsv.gz")
        if r["country"] in countries
    ]  # fmt: skip
    kept = {place.place_id for place in places}
    names = [
        NameRow(r["place_id"], r["name"], r["lang"], r["kind"])
        for r in rows(data / "gazetteer/place_names.tsv.gz")
        if r["place_id"] in kept
    ]
    return places, names


def spellings(data: Path, places: dict[str, PlaceRow], half: str, mode: str) -> list[Held]:
    """Names that are a spelling in another script of the main name (mode main) or of another name (mode one)."""
    held: dict[Held, None] = {}
    for r in rows(data / "name_pairs/place_name_pairs.tsv.gz"):
        place = places.get(r["place_id"])
        if (
            place is None
            or place.placetype in ADMIN
            or int(r["similarity"]) < LEAST_ALIKE
            or half_of(r["place_id"]) != half
        ):
            continue
        sides = [(r["name1"], r["lang1"]), (r["name2"], r["lang2"])]
        for (name, lang), (other, _) in (sides, sides[::-1]):
            if mode == "one" or fold(other) == fold(place.name):
                held[Held(r["place_id"], name, lang)] = None
    return list(held)


def ask(
    book: PlaceBook, asked: list[Held], places: dict[str, PlaceRow], titles: dict[tuple[str, str], str]
) -> dict[str, float]:
    shared = Counter(fold(place.name) for place in places.values() if place.placetype not in ADMIN)
    figures: dict[str, list[float]] = defaultdict(list)
    for held in asked:
        row = places[held.place]
        district_id = row.county_id or row.region_id
        district = titles.get((district_id, held.lang)) or (
            places[district_id].name if district_id in places else None
        )
        for hint, question in (
            ("plain", PlaceQuestion(held.name)),
            ("district", PlaceQuestion(held.name, district)),
        ):
            if hint == "district" and district is None:
                continue
            start = time.perf_counter()
            answer = book.answer(question)
            figures[f"{hint} ms"].append((time.perf_counter() - start) * 1000)
            hit = bool(answer.candidates) and answer.candidates[0].place_id == held.place
            alone = shared[fold(row.name)] == 1
            figures[f"{hint} hit@1"].append(hit)
            figures[f"{hint} hit@1 {script_of(held.name)}"].append(hit)
            if alone:
                figures[f"{hint} hit@1 not shared"].append(hit)
            if hint == "plain":
                figures["ambiguous where not shared" if alone else "ambiguous where shared"].append(
                    answer.ambiguous
                )
            if "--misses" in sys.argv and not hit and (alone or hint == "district"):
                best = [
                    (c.name, c.place_id, c.probability, c.reasons[0].parameters["name"])
                    for c in answer.candidates[:2]
                ]
                sys.stderr.write(
                    f"{hint} {held.name} ({held.lang}) of {row.name} {held.place} {district}: {best}\n"
                )
    told = {key: round(float(np.mean(v)), 4) for key, v in sorted(figures.items()) if not key.endswith("ms")}
    for hint in ("plain", "district"):
        told[f"{hint} p50 ms"] = round(float(np.percentile(figures[f"{hint} ms"], 50)), 2)
        told[f"{hint} p95 ms"] = round(float(np.percentile(figures[f"{hint} ms"], 95)), 2)
    told["asked"] = len(asked)
    return told


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--countries", default="AM,AZ,GE")
    parser.add_argument("--half", default="dev", choices=("dev", "test"))
    parser.add_argument("--mode", default="main", choices=("main", "one"))
    parser.add_argument("--queries", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    rows_of_places, names = load(given.data, set(given.countries.split(",")))
    places = {place.place_id: place for place in rows_of_places}
    titles = {
        (name.place_id, name.lang): name.name for name in names if places[name.place_id].placetype in ADMIN
    }
    pool = spellings(given.data, places, given.half, given.mode)
    asked = random.Random(given.seed).sample(pool, min(given.queries, len(pool)))
    if given.mode == "main":
        dropped = {held.place for held in asked}
        names = [name for name in names if name.place_id not in dropped]
    else:
        asked = list({held.place: held for held in asked}.values())
        gone = {(held.place, held.name) for held in asked}
        names = [name for name in names if (name.place_id, name.name) not in gone]
    start = time.perf_counter()
    book = PlaceBook.of(rows_of_places, names, gazetteer.words(), build_knowledge(name_tables.tables()))
    built = time.perf_counter() - start
    book.resolve("x")
    told = {
        "countries": given.countries,
        "half": given.half,
        "mode": given.mode,
        "places": len(places),
        "names": len(names),
    }
    print(
        json.dumps(
            told | {"build s": round(built, 2)} | ask(book, asked, places, titles),
            ensure_ascii=False,
            indent=1,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
