"""T4.1: `ojaq serve` is killed while programs post testimonies to it. A 201 that a client saw is on the disk."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults.conftest import PASSPHRASE, stored
from faults.posting import Posted
from loopback import free_port

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.1")]
SEED = 19880920
CLIENTS = 3
Run = Callable[..., subprocess.CompletedProcess[str]]


class Serving:
    """A registry that is served, killed, and served again."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("served_intake.py"))],
            env=environment | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._read() == "ready"

    def round(self, how: str, posted: Posted, count: int) -> None:
        """Serve, let clients post until so many more were acknowledged, and kill everything that serves."""
        port = free_port()
        assert self._process.stdin
        self._process.stdin.write(f"{how} {port}\n")
        self._process.stdin.flush()
        leader, ended = int(self._read()), threading.Event()
        clients = [threading.Thread(target=posted.until_killed, args=(port, ended)) for _ in range(CLIENTS)]
        for each in clients:
            each.start()
        try:
            posted.await_more(count)
        finally:
            os.killpg(leader, signal.SIGKILL)
            ended.set()
            for each in clients:
                each.join()

    def end(self) -> None:
        """Stop."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _read(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the process that serves ended by itself"
        return line.strip()


@pytest.fixture
def serving(home: Path, posted: Posted, outside: dict[str, str]) -> Iterator[Serving]:
    working = Serving(home, outside)
    yield working
    working.end()


def check(serving: Serving, posted: Posted, kills: int, look: Callable[[], set[str]]) -> None:
    chance = random.Random(SEED)
    for _ in range(kills):
        serving.round("sound", posted, chance.randrange(1, 10))
    found = look()
    assert posted.strange == []
    assert len(posted.acknowledged) >= kills
    assert posted.acknowledged - found == set(), f"lost; seed {SEED}"
    # What nobody was told of is there whole or not at all; whoever sends it once more finds it kept once.
    assert found - posted.acknowledged <= set(posted.unsure)


def test_5_kills_lose_no_answered_testimony(
    serving: Serving, posted: Posted, home: Path, outside: dict[str, str]
) -> None:
    check(serving, posted, 5, lambda: stored(home, outside))


@pytest.mark.long
def test_a_thousand_kills_lose_no_answered_testimony(
    serving: Serving, posted: Posted, home: Path, outside: dict[str, str]
) -> None:
    check(serving, posted, 1000, lambda: stored(home, outside))


def test_a_server_that_answers_before_it_stores_is_caught(
    serving: Serving, posted: Posted, home: Path, outside: dict[str, str]
) -> None:
    """The control: the same kills show the loss when the answer is given too early."""
    for _ in range(3):
        serving.round("hasty", posted, 5)
    assert posted.acknowledged - stored(home, outside)
