"""T4.3: every process of PostgreSQL is killed while testimonies come in. What was acknowledged is there when it is back."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

import postgresql_cluster
from faults.conftest import PASSPHRASE, Intake

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.3")]
SEED = 19920226
# A commit that is answered before it is written, and a writer that comes late: so the control loses surely, not by luck.
ASYNCHRONOUS = {"synchronous_commit": "off", "wal_writer_delay": "10s"}


class Served:
    """A cluster, a registry on it, and intake at work there."""

    def __init__(self, home: Path, outside: dict[str, str], settings: dict[str, str]) -> None:
        self.cluster = postgresql_cluster.start(settings)
        try:
            self.intake = self._found(home, outside)
        except BaseException:
            self.cluster.stop()
            raise

    def _found(self, home: Path, outside: dict[str, str]) -> Intake:
        with psycopg.connect(self.cluster.url, autocommit=True) as owner:
            owner.execute("CREATE DATABASE register")
            owner.execute("CREATE ROLE ojaq_app LOGIN NOSUPERUSER NOBYPASSRLS")
        given = {
            "OJAQ_HOME": str(home),
            "OJAQ_PASSPHRASE": PASSPHRASE,
            "OJAQ_DATABASE_OWNER_URL": self.cluster.url_of("ojaq_owner", "register"),
        }
        program = f"postgresql://ojaq_app@/register?host={quote(str(self.cluster.folder), safe='')}"
        words = ("init", "--no-gazetteer", "--fictional", "--database", program)
        subprocess.run([sys.executable, "-m", "ojaq.cli.main", *words], env=outside | given, check=True)
        # Intake asks as the whole register's operator does; the rows of an office are shut to others.
        return Intake(home, outside | {"PGOPTIONS": "-c ojaq.offices=*"})

    def end(self) -> None:
        """Stop both."""
        self.intake.end()
        self.cluster.stop()


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
