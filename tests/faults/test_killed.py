"""T4.1: intake is killed without warning. What was acknowledged is there, whole; what was not is there whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable

import pytest

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.1")]
SEED = 19880228


def acknowledged_and_stored(intake, how: str, kills: int) -> tuple[set[str], set[str]]:
    """Kill intake so many times at random moments; answers what it acknowledged and what is stored whole."""
    chance = random.Random(SEED)
    acknowledged: set[str] = set()
    for _ in range(kills):
        child = intake.start(how)
        lines = intake.lines()
        acknowledged.update(line[1] for _, line in zip(range(chance.randrange(1, 4)), lines, strict=False))
        # At once, or anywhere within the next registration, which takes some milliseconds.
        wait = chance.choice((0.0, chance.uniform(0, 0.02)))
        threading.Timer(wait, os.kill, (child, signal.SIGKILL)).start()
        acknowledged.update(line[1] for line in lines)
    told = intake.do("look")
    assert ["whole"] in told
    assert not [line for line in told if line[0] == "half"], f"half-written; seed {SEED}"
    return acknowledged, {line[1] for line in told if line[0] == "stored"}


def check(intake, kills: int) -> None:
    acknowledged, stored = acknowledged_and_stored(intake, "sound", kills)
    assert len(acknowledged) >= kills
    assert acknowledged - stored == set(), f"lost; seed {SEED}"
    # Between a commit and its acknowledgement a kill leaves one that nobody was told of; sent again, it is already there.
    assert len(stored - acknowledged) <= kills


def test_25_kills_lose_nothing_acknowledged(intake: Callable) -> None:
    check(intake(), 25)


@pytest.mark.long
def test_a_thousand_kills_lose_nothing_acknowledged(intake: Callable) -> None:
    check(intake(), 1000)


def test_who_acknowledges_before_the_commit_is_caught(intake: Callable) -> None:
    """The control: the same kills show the loss when the word is given too early."""
    acknowledged, stored = acknowledged_and_stored(intake(), "hasty", 25)
    assert acknowledged - stored
