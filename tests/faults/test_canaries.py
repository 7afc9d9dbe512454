"""T2.1: two hundred words that stand nowhere else are told to a registry, which then works: stored, found, refused, exported,
backed up, served. They are sought in every file it wrote and in everything it said, in several forms.
"""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

pytestmark = [pytest.mark.engines, pytest.mark.trust("T2.1")]
Run = Callable[..., subprocess.CompletedProcess[str]]
COUNT = 200


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


@pytest.fixture(scope="module")
def worked(founded: Path, tmp_path_factory: pytest.TempPathFactory, ojaq: Run) -> tuple[Path, list[bytes]]:
    """A registry that was told every canary and worked with them; and everything that was said meanwhile."""
    folder = tmp_path_factory.mktemp("canaries")
    home, given, temporary = folder / "home", folder / "given", folder / "temporary"
    shutil.copytree(founded, home)
    given.mkdir()
    temporary.mkdir()
    lines = [json.dumps(told(number)) for number in range(COUNT)]
    # One that cannot be taken: what is said of it must not quote it.
    broken = json.dumps({**told(1), "id": "no uuid", "statement": canary(0)})
    (given / "in.jsonl").write_text("\n".join([*lines, broken]) + "\n")
    said = []
    for words in (
        ("import", str(given / "in.jsonl")),
        ("import", str(given / "nothing.jsonl")),
        ("keys", "recovery", "add", "--to", str(given / "paper.txt")),
        ("backup", "--to", str(home / "backup.ojaq"), "--drill"),
        ("verify",),
        ("doctor",),
        ("find", "Maro Nobody"),
    ):
        done = ojaq(home, *words)
        said += [done.stdout.encode(), done.stderr.encode()]
    # A process that dies leaves its log beside the database; here it is kept open on purpose.
    (home / "said.log").write_bytes(b"".join(said))
    return home, said


def test_no_canary_stands_anywhere(worked: tuple[Path, list[bytes]]) -> None:
    home, said = worked
    assert f"{COUNT} registrations".encode() in b"".join(said), "the control: they were stored"
    assert found_in(files_of(home)) == set()
    assert found_in(iter(said)) == set()


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
