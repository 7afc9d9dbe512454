"""`make bench`: this project beside its peers, on the same records, in one run.

    python bench/run.py [--full] [--no-peer] [--only accuracy|batch|register] [--no-page]

Prints one table, writes bench/out/figures.json and the marked block of docs/figures.md. --full adds a register
of 100,000 registrations and a batch of four million mentions.
"""

from __future__ import annotations

import argparse
import json
import sys

import accuracy
import batch
import estates
import kinship
import register
import stress
from measured import machine
from report import into, page
from sets import HERE, OUT


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--full", action="store_true", help="also a register of 100,000 registrations")
    asked.add_argument("--no-peer", action="store_true", help="without Splink")
    asked.add_argument("--only", choices=("accuracy", "batch", "register"))
    asked.add_argument("--registrations", type=int, default=10_000)
    asked.add_argument("--no-page", action="store_true", help="leave docs/figures.md alone")
    options = asked.parse_args()
    OUT.mkdir(exist_ok=True)
    result: dict = {"machine": machine()}
    if options.only in (None, "accuracy"):
        result["accuracy"] = accuracy.measure(peer=not options.no_peer)
        result["stress"] = stress.measure()
    if options.only in (None, "batch"):
        sizes = (12_000, 120_000, *([480_000] if options.full else []))
        result["batch"] = batch.measure(sizes, peer=not options.no_peer)
    if options.only in (None, "register"):
        sizes = [options.registrations, *([100_000] if options.full else [])]
        result["register"] = [register.measure(size) for size in sizes]
    if options.only is None:
        result["estates"] = estates.measure()
        result["kinship"] = [kinship.reckoning(people) for people in (100_000, 1_000_000)]
    (OUT / "figures.json").write_text(
        json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    text = page(result)
    if not options.no_page:
        into(HERE.parent / "docs" / "figures.md", text)
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
