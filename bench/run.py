"""`make bench`: this project beside its peers, on the same records, in one run.

    python bench/run.py [--full] [--no-peer] [--only accuracy|register] [--no-page]

Prints one table, writes bench/out/figures.json and the marked block of docs/figures.md. --full adds 100,000 registrations.
"""

from __future__ import annotations

import argparse
import json
import sys

import accuracy
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
    asked.add_argument("--only", choices=("accuracy", "register"))
    asked.add_argument("--registrations", type=int, default=10_000)
    asked.add_argument("--no-page", action="store_true", help="leave docs/figures.md alone")
    options = asked.parse_args()
    OUT.mkdir(exist_ok=True)
    result: dict = {"machine": machine()}
    if options.only != "register":
        result["accuracy"] = accuracy.measure(peer=not options.no_peer)
        result["stress"] = stress.measure()
    if options.only != "accuracy":
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
