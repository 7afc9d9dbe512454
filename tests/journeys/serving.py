"""A whole registry as a user would make it: init, import, resolve, serve; each by the command line, in its own process."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loopback import free_port

PASSPHRASE = "a passphrase for journeys"
PATIENCE = 240
OJAQ = [sys.executable, "-m", "ojaq.cli.main"]


@dataclass(frozen=True, slots=True)
class Served:
    """Where the registry is, who logs in, and whom to look for."""

    address: str
    username: str
    password: str
    sought: Sought
    home: Path


@dataclass(frozen=True, slots=True)
class Sought:
    """A person told of in two scripts: the line to type is written as one testimony has it, the card as another."""

    typed: str
    number: str
    village: str


def ojaq(home: Path, *words: str, within: float = 600) -> str:
    """Run one command and give back what it printed. Fails loudly with what it said."""
    done = subprocess.run(
        [*OJAQ, *words], env=surroundings(home), capture_output=True, text=True, timeout=within, check=False
    )
    assert done.returncode == 0, f"ojaq {' '.join(words)}: {done.stderr[-2000:]}"
    return done.stdout


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a command: this registry, its passphrase, and no other setting of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OJAQ_", "DJANGO_"))}
    return {**kept, "OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE, "PYTHONWARNINGS": "ignore"}


def make(folder: Path) -> tuple[Path, str, Sought]:
    """Make, fill and resolve the registry; returns its home, the reviewer's password and whom to look for."""
    home, community = folder / "registry", folder / "community"
    ojaq(home, "init", "--fictional", "--programme", "displaced-from-armenia")
    ojaq(
        home,
        "simulate",
        "--programme",
        "displaced-from-armenia",
        "--registrations",
        "80",
        "--seed",
        "5",
        "--to",
        str(community),
    )
    ojaq(home, "import", str(community / "registrations.jsonl"))
    ojaq(home, "resolve")
    ojaq(home, "office", "add", "journey-1")
    made = json.loads(
        ojaq(
            home,
            "user",
            "add",
            "lilit",
            "--office",
            "journey-1",
            "--role",
            "reviewer",
            "--name",
            "Lilit A.",
            "--json",
        )
    )
    ojaq(home, "export", "identities", "--to", str(folder / "identities.csv"))
    return home, made["password"], sought(community / "registrations.jsonl", folder / "identities.csv")


def sought(registrations: Path, identities: Path) -> Sought:
    """Somebody whom two testimonies tell of in two scripts, with a father, a birth and a village to type."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_mention = {}
    for line in registrations.read_text().splitlines():
        document = json.loads(line)
        for person in document["people"]:
            by_mention[document["id"], person["ref"]] = person
    with identities.open(newline="") as file:
        for row in csv.DictReader(file):
            told[row["person"]].append(by_mention[row["registration"], row["ref"]])
    best = max((_worth(people), number) for number, people in told.items())
    assert best[0] > 0, "nobody is told of in two scripts"
    number = best[1]
    other = next(
        person
        for person in told[number]
        if person["name"].get("script") != "Latn" and person["name"].get("family")
    )
    village = next(text for person in told[number] if (text := _text(person.get("origin"))))
    name = other["name"]
    words = [name.get("family", ""), name.get("given", ""), name.get("patronymic", "")]
    year = next(
        (str(person["born"])[:4] for person in told[number] if str(person.get("born", ""))[:4].isdigit()), ""
    )
    return Sought(", ".join(filter(None, [" ".join(filter(None, words)), year, village])), number, village)


def _worth(people: list[dict[str, Any]]) -> int:
    """How well a person serves the journey; 0 when not told of in two scripts."""
    scripts = {person["name"].get("script") for person in people if person.get("name", {}).get("family")}
    if not ({"Latn"} < scripts) or not any(_text(person.get("origin")) for person in people):
        return 0
    return len(people) + 5 * any(person.get("born") for person in people)


def _text(place: object) -> str:
    return str(place.get("text", "")) if isinstance(place, dict) else str(place or "")


def serve(home: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Serve the registry on a free port and wait until it answers."""
    port = free_port()
    said = home.parent / "serve.log"
    with said.open("wb") as log:
        words = [*OJAQ, "serve", "--port", str(port)]
        process = subprocess.Popen(words, env=surroundings(home), stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"serve stopped: {said.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
                if answer.status == 200:
                    return process, address
        except OSError:
            time.sleep(0.2)
    process.terminate()
    raise AssertionError(f"serve did not answer in {PATIENCE} s")
