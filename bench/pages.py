"""Pages over HTTP with session, permission and ledger: python bench/pages.py FOLDER USER PASSWORD

Serves the registry in OJAQ_HOME, logs in, asks at the counter, opens persons and villages; prints milliseconds by page.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from counter import questions

PORT, ASKED, WARMING = 8791, 120, 15
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PERSON = re.compile(r'href="(/people/[^"#?]+)"')
VILLAGE = re.compile(r'href="(/villages/[^"#?]+)"')


class Visitor:
    """A browser without a screen."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path) as page:
            return page.read().decode()

    def post(self, path: str, **fields: str) -> str:
        headers = {"Referer": self.base + path}
        with self.opener.open(Request(self.base + path, urlencode(fields).encode(), headers)) as page:
            return page.read().decode()


def line_of(entry: dict) -> str:
    """What a visitor would type about somebody."""
    name = entry["name"]
    words = [
        name.get("as_written", ""),
        name.get("given", ""),
        name.get("patronymic", ""),
        name.get("family", ""),
    ]
    return " ".join(word for word in words if word)


def timed(act: Callable[[], str]) -> tuple[float, str]:
    """Milliseconds, and what came back."""
    began = time.perf_counter()
    page = act()
    return (time.perf_counter() - began) * 1000, page


def figures(took: list[float]) -> dict[str, float]:
    """p50 and p95."""
    took = sorted(took)
    if not took:
        return {"asked": 0}
    return {"asked": len(took), "p50_ms": statistics.median(took), "p95_ms": took[int(len(took) * 0.95)]}


def main() -> None:
    """Serve, visit, print one line of JSON."""
    folder, user, password = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    server = subprocess.Popen(
        [Path(sys.executable).with_name("ojaq"), "serve", "--port", str(PORT)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ),
    )  # fmt: skip
    try:
        _wait(server)
        sys.stdout.write(json.dumps(_visit(folder, user, password)) + "\n")
    finally:
        server.terminate()
        server.wait(20)


def _wait(server: subprocess.Popen) -> None:
    for _ in range(600):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", PORT)) == 0:
                return
        if server.poll() is not None:
            raise SystemExit("the server ended by itself")
        time.sleep(0.1)
    raise SystemExit("the server did not come up")


def _visit(folder: Path, user: str, password: str) -> dict[str, object]:
    visitor = Visitor(f"http://127.0.0.1:{PORT}")
    token = TOKEN.search(visitor.get("/login"))
    visitor.post("/login", csrfmiddlewaretoken=token.group(1), name=user, password=password)
    token = TOKEN.search(visitor.get("/counter")).group(1)
    asked, people, villages = [], {}, {}
    for at, (_, _, entry, _) in enumerate(questions(folder, Random(8))[: ASKED + WARMING]):
        took, page = timed(
            lambda entry=entry: visitor.post("/counter", csrfmiddlewaretoken=token, q=line_of(entry))
        )
        if at >= WARMING:
            asked.append(took)
        people.update(dict.fromkeys(PERSON.findall(page)))
    opened = []
    for path in list(people)[: ASKED + WARMING]:
        took, page = timed(lambda path=path: visitor.get(path))
        opened.append(took)
        villages.update(dict.fromkeys(VILLAGE.findall(page)))
    seen = [timed(lambda path=path: visitor.get(quote(path, safe="/:%")))[0] for path in list(villages)[:60]]
    return {"counter": figures(asked), "person": figures(opened[WARMING:]), "village": figures(seen[5:])}


if __name__ == "__main__":
    main()
