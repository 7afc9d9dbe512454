"""Faults of the machine: a register in a folder of its own, and a process that takes testimonies in until it is stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from faults.posting import Posted

# The process, its disk and its file are SQLCipher's; a server of PostgreSQL is killed and filled up differently.
collect_ignore = (
    [
        *("test_killed.py", "test_disk_full.py", "test_power_cut.py", "test_restoring.py"),
        *("test_upgrading.py", "test_killed_postgresql.py", "test_killed_serving.py", "test_canaries.py"),
        *("test_rotating_keys.py", "test_restoring_postgresql.py", "test_many_clerks.py"),
    ]
    if os.environ.get("OJAQ_TEST_DATABASE") == "postgresql"
    else []
)
PASSPHRASE = "quiet mulberry"


class Intake:
    """`intake.py` at work on one registry folder."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.home = home
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("intake.py"))],
            env=environment | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._read() == ["ready"]

    def start(self, what: str) -> int:
        """Let a child do one thing; answers its process number."""
        assert self._process.stdin
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        # The child may speak before its parent says its number.
        self._before: list[list[str]] = []
        while (line := self._read())[0] != "child":
            self._before.append(line)
        return int(line[1])

    def lines(self) -> Iterator[list[str]]:
        """What the child says, word by word, until it is gone."""
        yield from self._before
        while (line := self._read())[0] != "gone":
            yield line

    def do(self, what: str) -> list[list[str]]:
        """One thing from its start to its end."""
        self.start(what)
        return list(self.lines())

    def end(self) -> None:
        """Stop."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _read(self) -> list[str]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the process that takes testimonies in ended by itself"
        return line.split()


def stored(home: Path, outside: dict[str, str]) -> set[str]:
    """What a registry holds whole, each document opened by the keys of now."""
    intake = Intake(home, outside)
    try:
        told = intake.do("look")
    finally:
        intake.end()
    assert ["whole"] in told
    assert not [line for line in told if line[0] == "half"], "half-written"
    return {line[1] for line in told if line[0] == "stored"}


@pytest.fixture(scope="session")
def outside() -> dict[str, str]:
    """The environment of a process that knows nothing of the tests' own registry."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("OJAQ_", "DJANGO"))}


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, outside: dict[str, str]) -> Path:
    """A registry made by the real command line; copied, never worked on."""
    home = tmp_path_factory.mktemp("founded")
    subprocess.run(
        [sys.executable, "-m", "ojaq.cli.main", "init", "--no-gazetteer", "--fictional"],
        env=outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE},
        check=True,
        capture_output=True,
    )
    return home


@pytest.fixture(scope="session")
def ojaq(outside: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`ojaq(home, "verify")` runs one command of the real command line."""

    def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ojaq.cli.main", *words],
            env=outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def intake(
    founded: Path, tmp_path: Path, outside: dict[str, str]
) -> Iterator[Callable[[Path | None], Intake]]:
    """`intake()` puts intake to work on a fresh copy of the registry; `intake(folder)` puts the copy there."""
    working: list[Intake] = []

    def begin(folder: Path | None = None) -> Intake:
        home = folder or tmp_path / "home"
        shutil.copytree(founded, home, dirs_exist_ok=True)
        working.append(Intake(home, outside))
        return working[-1]

    yield begin
    for each in working:
        each.end()


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Path:
    """A registry of a test's own."""
    return Path(shutil.copytree(founded, tmp_path / "home"))


@pytest.fixture
def posted(home: Path, ojaq: Callable[..., subprocess.CompletedProcess[str]]) -> Posted:
    """Nothing posted yet, and a token with which to post."""
    words = ("token", "add", "desk", "--account", "operator", "--reach", "register", "--json")
    made = ojaq(home, *words)
    assert made.returncode == 0, made.stderr
    return Posted(json.loads(made.stdout)["token"])


@pytest.fixture
def port(home: Path, posted: Posted, outside: dict[str, str]) -> Iterator[int]:
    """The registry, served by the real command line once a token is there; it is killed in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "ojaq.cli.main", "serve", "--port", str(number)],
        env=outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _await(process, number)
        yield number
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    """Until somebody listens there, however long a busy machine takes; a server that ended is no server."""
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        assert process.poll() is None, "ojaq serve ended by itself"
        time.sleep(0.05)
