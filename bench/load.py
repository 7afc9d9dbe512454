"""Many clerks at once, while a backup and an import run: python bench/load.py [--clerks 200] [--seconds 120] [--postgresql].

Each clerk is a program of its own connection to `ojaq serve`: registers a family, or asks the counter about one who came before,
then waits as long as people take (`--pause`, seconds, on average; 0: not at all). Prints one line of JSON with milliseconds, and
whatever was no answer. The clerks run on the same machine and take their share of it.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from measured import machine, run
from sets import HERE, OJAQ, OUT

PASSPHRASE, SEED = "a throw-away passphrase of the bench", 20
FAMILIES, GIVEN = "bdgklmnprstvz", ("Maro", "Aram", "Leyla", "Rustam", "Anahit", "Elchin", "Nune", "Farid")
CONSENT = {"purpose": "register", "given": True, "on": "2023-01-23", "words": "I agree.", "version": "1",
           "language": "en", "by": "p1", "basis": "consent"}  # fmt: skip


def testimony(chance: Random) -> dict:
    """A small family nobody told of before."""
    family = "".join(chance.choice(FAMILIES) + chance.choice("aeiou") for _ in range(4)).capitalize()
    names = [{"given": chance.choice(GIVEN), "family": family} for _ in range(3)]
    return {
        "ojaq": "registration/1",
        "id": str(UUID(int=chance.getrandbits(128), version=4)),
        "people": [{"ref": f"p{n}", "name": name, "born": str(1900 + chance.randrange(100))} for n, name in enumerate(names, 1)],
        "ties": [{"parent": "p2", "child": "p1"}, {"couple": ["p2", "p3"]}],
        "statement": "The walnut tree stood behind the house.",
        "consent": [CONSENT],
    }  # fmt: skip


@dataclass
class Told:
    """What was answered and how long it took, by kind of question."""

    took: dict[str, list[float]] = field(default_factory=lambda: {"register": [], "counter": []})
    strange: Counter[str] = field(default_factory=Counter)
    guard: threading.Lock = field(default_factory=threading.Lock)


def clerk(number: int, port: int, token: str, until: float, pause: float, told: Told) -> None:
    """One clerk's day."""
    chance = Random(SEED * 1000 + number)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    known = testimony(chance)
    time.sleep(chance.uniform(0, pause))
    while time.monotonic() < until:
        kind = chance.choice(("register", "counter"))
        if kind == "register":
            known = testimony(chance)
        asked = known if kind == "register" else {"person": {"name": known["people"][0]["name"]}}
        address = "/api/v1/registrations" if kind == "register" else "/api/v1/counter"
        began = time.perf_counter()
        try:
            connection.request("POST", address, json.dumps(asked), headers)
            answer = connection.getresponse()
            content, status = answer.read(), answer.status
        except (OSError, http.client.HTTPException) as fault:
            connection.close()
            content, status = b"", type(fault).__name__
        took = (time.perf_counter() - began) * 1000
        with told.guard:
            told.took[kind].append(took)
            if status not in (200, 201):
                told.strange[f"{kind} {status} {content[:120]!r}"] += 1
        time.sleep(chance.expovariate(1 / pause) if pause else 0)


def meanwhile(env: dict[str, str], until: float, folder: Path) -> dict[str, int]:
    """One import after another and one backup after another, until the time is over; answers how many ended well."""
    done: Counter[str] = Counter()

    def importing() -> None:
        chance, number = Random(SEED), 0
        while time.monotonic() < until:
            file = folder / f"import{number}.jsonl"
            file.write_text("\n".join(json.dumps(testimony(chance)) for _ in range(300)) + "\n")
            run(OJAQ, "import", file, env=env)
            done["imports"], number = done["imports"] + 1, number + 1

    def backing_up() -> None:
        while time.monotonic() < until:
            file = folder / f"backup{done['backups']}"
            run(OJAQ, "backup", "--to", file, env=env)
            file.unlink()
            done["backups"] += 1

    both = [threading.Thread(target=each) for each in (importing, backing_up)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    return dict(done)


@contextmanager
def registry(folder: Path, *, postgresql: bool, before: int) -> Iterator[tuple[dict[str, str], str]]:
    """A registry with so many testimonies, and a token: its environment and the token."""
    env = {"OJAQ_HOME": str(folder / "home"), "OJAQ_PASSPHRASE": PASSPHRASE}
    words, cluster, owner = [], None, {}
    if postgresql:
        sys.path.insert(0, str(HERE.parent / "tests"))
        import psycopg

        import postgresql_cluster

        cluster = postgresql_cluster.start({})
        with psycopg.connect(cluster.url, autocommit=True) as opened:
            opened.execute("CREATE DATABASE register")
            opened.execute("CREATE ROLE ojaq_app LOGIN NOSUPERUSER NOBYPASSRLS")
        words = ["--database", cluster.url_of("ojaq_app", "register")]
        owner = {"OJAQ_DATABASE_OWNER_URL": cluster.url_of("ojaq_owner", "register")}
    try:
        run(OJAQ, "init", "--fictional", "--no-gazetteer", *words, env=env | owner)
        chance = Random(1)
        (folder / "before.jsonl").write_text(
            "\n".join(json.dumps(testimony(chance)) for _ in range(before)) + "\n"
        )
        run(OJAQ, "import", folder / "before.jsonl", env=env)
        run(OJAQ, "resolve", env=env)
        run(OJAQ, "keys", "recovery", "add", "--to", folder / "paper", env=env)
        reach = ("--reach", "register", "--reach", "ask")
        made = run(OJAQ, "token", "add", "desk", "--account", "operator", *reach, "--json", env=env)
        yield env, json.loads(made.out)["token"]
    finally:
        if cluster:
            cluster.stop()


@contextmanager
def served(env: dict[str, str]) -> Iterator[int]:
    """The registry behind `ojaq serve`; answers its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = subprocess.Popen(
        [str(OJAQ), "serve", "--port", str(port)], env={**os.environ, **env}, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port)):
                    break
            except OSError:
                time.sleep(0.1)
        # The first questions load what every later one finds loaded.
        time.sleep(10)
        yield port
    finally:
        process.terminate()
        process.wait()


def quantiles(took: list[float]) -> dict[str, float]:
    """Milliseconds: the middle one, of a hundred the slowest but five and but one, the slowest."""
    took = sorted(took) or [0.0]
    at = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
    return {
        **{name: round(took[min(len(took) - 1, int(len(took) * part))], 1) for name, part in at.items()},
        "max_ms": round(took[-1], 1),
    }


def main() -> None:
    """Measure, and print one line of JSON."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--clerks", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--pause", type=float, default=10.0)
    asked.add_argument("--before", type=int, default=2000, help="testimonies that are there already")
    asked.add_argument("--postgresql", action="store_true")
    asked.add_argument("--quiet", action="store_true", help="without the backup and the import")
    options = asked.parse_args()
    folder = OUT / "load"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    told = Told()
    with (
        registry(folder, postgresql=options.postgresql, before=options.before) as (env, token),
        served(env) as port,
    ):
        until = time.monotonic() + options.seconds
        clerks = [
            threading.Thread(target=clerk, args=(number, port, token, until, options.pause, told))
            for number in range(options.clerks)
        ]
        for each in clerks:
            each.start()
        beside = {} if options.quiet else meanwhile(env, until, folder)
        for each in clerks:
            each.join()
    shutil.rmtree(folder, ignore_errors=True)
    every = [one for took in told.took.values() for one in took]
    sys.stdout.write(json.dumps({
        "database": "postgresql" if options.postgresql else "sqlcipher", "clerks": options.clerks, "pause_s": options.pause,
        "seconds": options.seconds, "before": options.before, "answers": len(every), **quantiles(every),
        **{kind: {"answers": len(took), **quantiles(took)} for kind, took in told.took.items()},
        "errors": sum(told.strange.values()), "strange": told.strange.most_common(3), **beside, "machine": machine(),
    }) + "\n")  # fmt: skip


if __name__ == "__main__":
    main()
