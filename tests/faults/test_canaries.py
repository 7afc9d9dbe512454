"""T2.1: two hundred words that stand nowhere else are told to a registry, which then works: stored, found, refused, exported,
backed up, served. They are sought in every file it wrote and in everything it said, in several forms.
"""

from __future__ import annotations

import base64
import gzip
import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from faults.conftest import PASSPHRASE
from loopback import free_port

pytestmark = [pytest.mark.engines, pytest.mark.trust("T2.1")]
COUNT, LEAVES = 200, 201
AGREED = {"purpose": "register", "given": True, "on": "2023-01-23", "words": "I agree.", "version": "1",
          "language": "en", "by": "p1", "basis": "consent"}  # fmt: skip


def canary(number: int) -> str:
    """A word of letters that no language and no machine makes by itself; always the same for a number."""
    return "Qx" + "".join(chr(ord("a") + int(digit)) for digit in f"{number * 7919 + 10**9:d}") + "zq"


CANARIES = [canary(number) for number in range(COUNT)]


def told(number: int) -> dict[str, object]:
    """One canary as a family name, or in what was said, or as a document's number, or in a contact."""
    word, uuid = canary(number), UUID(int=(4 << 76) | (8 << 60) | (number + 1))
    words: dict[str, object] = {
        "ojaq": "registration/1",
        "id": str(uuid),
        "people": [{"ref": "p1", "name": {"given": "Maro", "family": "Arevuni"}}],
        "consent": [],
    }
    if number % 2:
        words["people"] = [{"ref": "p1", "name": {"given": "Maro", "family": word}}]
    else:
        words["statement"] = f"We lived beside the house of {word}."
    return words


def forms(word: str) -> Iterator[bytes]:
    """How a word may stand in a file: UTF-8, UTF-16, base64 at each of its three beginnings."""
    yield word.encode()
    yield word.encode("utf-16-le")
    for skipped in range(3):
        coded = base64.b64encode(b"\0" * skipped + word.encode())
        # The first and last letters depend on what stands around.
        yield coded[4:-4]


def unpacked(content: bytes) -> Iterator[bytes]:
    """The content, and what gzip or zlib makes of it where it begins like theirs."""
    yield content
    if content[:2] == b"\x1f\x8b":
        yield gzip.decompress(content)
    if content[:1] == b"\x78":
        try:
            yield zlib.decompress(content)
        except zlib.error:
            return


def found_in(contents: Iterator[bytes]) -> set[str]:
    """The canaries that stand in any of these."""
    every = [each for content in contents for each in unpacked(content)]
    return {word for word in CANARIES if any(form in each for form in forms(word) for each in every)}


def files_of(*folders: Path) -> Iterator[bytes]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path.read_bytes()


@dataclass(frozen=True)
class Worked:
    """Where a registry worked, what it wrote for temporary use, what it exported, and everything that was said meanwhile."""

    home: Path
    temporary: Path
    exports: Path
    said: list[bytes]


@pytest.fixture(scope="module")
def worked(founded: Path, tmp_path_factory: pytest.TempPathFactory, outside: dict[str, str]) -> Worked:
    """A registry that was told every canary and worked with them, in every way that leaves something behind."""
    folder = tmp_path_factory.mktemp("canaries")
    home, given = folder / "home", folder / "given"
    shutil.copytree(founded, home)
    done = Worked(home, folder / "temporary", folder / "exports", [])
    for each in (given, done.temporary, done.exports):
        each.mkdir()
    environment = outside | {
        "OJAQ_HOME": str(home),
        "OJAQ_PASSPHRASE": PASSPHRASE,
        "TMPDIR": str(done.temporary),
    }
    lines = [json.dumps(told(number)) for number in range(COUNT)]
    # One that cannot be taken: what is said of it must not quote it. And one that may leave.
    broken = json.dumps({**told(1), "id": "no uuid", "statement": canary(0)})
    may_leave = json.dumps({**told(LEAVES), "consent": [AGREED]})
    (given / "in.jsonl").write_text("\n".join([*lines, broken, may_leave]) + "\n")
    for words in (
        ("import", str(given / "in.jsonl")),
        ("import", str(given / "nothing.jsonl")),
        ("resolve",),
        ("keys", "recovery", "add", "--to", str(given / "paper.txt")),
        ("keys", "rotate"),
        ("backup", "--to", str(home / "backup.ojaq"), "--drill"),
        ("export", "registrations", "--to", str(done.exports / "out.jsonl")),
        ("export", "gedcom", "--to", str(done.exports / "out.ged")),
        ("verify",),
        ("doctor",),
        ("find", "Maro Nobody"),
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "ojaq.cli.main", *words], env=environment, capture_output=True, check=False
        )
        done.said.extend((ran.stdout, ran.stderr))
    done.said.extend(served(environment))
    return done


def served(environment: dict[str, str]) -> Iterator[bytes]:
    """What `ojaq serve` says where it refuses: pages of errors, and its log, while it is asked for canaries."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ojaq.cli.main", "serve", "--port", str(port)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        for method, address, body in (
            ("GET", "/health", ""),
            ("GET", "/nowhere", ""),
            ("POST", "/login", f"name={canary(1)}&password={canary(2)}"),
            ("POST", "/api/v1/registrations", json.dumps(told(3))),
            ("POST", "/api/v1/counter", "{" + canary(4)),
        ):
            yield asked(port, method, address, body)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        yield process.communicate()[0]


def asked(port: int, method: str, address: str, body: str) -> bytes:
    """The answer, once the server is there."""
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            kind = "application/x-www-form-urlencoded" if address == "/login" else "application/json"
            connection.request(method, address, body or None, {"Content-Type": kind})
            answer = connection.getresponse()
            return f"{answer.status} {answer.getheaders()}".encode() + answer.read()
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()


def test_no_canary_stands_anywhere(worked: Worked) -> None:
    """Database, log, notes, keys, backup, temporary files, pages of errors, what was said and logged, what was exported."""
    assert f"{COUNT + 1} registrations".encode() in b"".join(worked.said), "the control: they were stored"
    assert found_in(files_of(worked.home, worked.temporary)) == set()
    assert found_in(iter(worked.said)) == set()
    assert found_in(files_of(worked.exports)) == set()


def test_what_may_leave_is_found_where_it_left_and_nowhere_else(worked: Worked) -> None:
    """The control of the exports: a testimony that agreed stands in the file, so the others would."""
    assert any(canary(LEAVES).encode() in each for each in files_of(worked.exports))
    assert not any(canary(LEAVES).encode() in each for each in files_of(worked.home, worked.temporary))


def test_the_same_scan_finds_every_one_in_a_plain_database(tmp_path: Path) -> None:
    """The control: plain SQLite holding the same testimonies is read like a book."""
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE registration (document TEXT)")
        plain.executemany(
            "INSERT INTO registration VALUES (?)", [(json.dumps(told(each)),) for each in range(COUNT)]
        )
    plain.close()
    assert found_in(files_of(tmp_path)) == set(CANARIES)


@pytest.mark.parametrize("written", [
    lambda word: word.encode("utf-16-le"),
    lambda word: base64.b64encode(b"one" + word.encode() + b"more"),
    lambda word: gzip.compress(word.encode()),
])  # fmt: skip
def test_a_canary_is_found_in_each_form(written: Callable[[str], bytes]) -> None:
    """The control of the scan itself."""
    assert found_in(iter([written(CANARIES[3])])) == {CANARIES[3]}
