"""T4.3: every process of PostgreSQL is killed while testimonies come in. What was acknowledged is there when it is back."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from faults.on_postgresql import Served

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.3")]
SEED = 19920226
# A commit that is answered before it is written, and a writer that comes late: so the control loses surely, not by luck.
ASYNCHRONOUS = {"synchronous_commit": "off", "wal_writer_delay": "10s"}


@pytest.fixture
def served(tmp_path: Path, outside: dict[str, str]) -> Iterator[Callable[[dict[str, str]], Served]]:
    """`served(settings)` founds a registry on a cluster with these settings."""
    working: list[Served] = []

    def begin(settings: dict[str, str]) -> Served:
        working.append(Served(tmp_path / f"home{len(working)}", outside, settings))
        return working[-1]

    yield begin
    for each in working:
        each.end()


def killed_once(served: Served, acknowledged: set[str], count: int) -> None:
    """Let intake acknowledge so many, kill the whole server at once, and start it again."""
    child = served.intake.start("sound")
    lines = served.intake.lines()
    acknowledged.update(line[1] for _, line in zip(range(count), lines, strict=False))
    served.cluster.kill()
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    # What it still said was acknowledged before its server was gone.
    acknowledged.update(line[1] for line in lines if line[0] == "ack")
    served.cluster.begin()


def stored(served: Served) -> set[str]:
    told = served.intake.do("look")
    assert ["whole"] in told
    assert not [line for line in told if line[0] == "half"], f"half-written; seed {SEED}"
    return {line[1] for line in told if line[0] == "stored"}


def check(served: Served, kills: int) -> None:
    chance, acknowledged = random.Random(SEED), set()
    for _ in range(kills):
        killed_once(served, acknowledged, chance.randrange(1, 5))
    found = stored(served)
    assert len(acknowledged) >= kills
    assert acknowledged - found == set(), f"lost; seed {SEED}"
    assert len(found - acknowledged) <= kills


def test_3_kills_of_the_server_lose_nothing_acknowledged(served: Callable[..., Served]) -> None:
    check(served({}), 3)


@pytest.mark.long
def test_a_hundred_kills_of_the_server_lose_nothing_acknowledged(served: Callable[..., Served]) -> None:
    check(served({}), 100)


def test_a_server_that_answers_before_it_writes_is_caught(served: Callable[..., Served]) -> None:
    """The control: the same kills show the loss where commits are not waited for."""
    working, acknowledged = served(ASYNCHRONOUS), set()
    for _ in range(5):
        killed_once(working, acknowledged, 4)
        if acknowledged - stored(working):
            return
    pytest.fail("five kills lost nothing that was answered too early")
