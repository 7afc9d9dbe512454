"""T4.6 and T4.7 on PostgreSQL: a backup made while others write comes back whole, into a file or into an empty database."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from faults.conftest import PASSPHRASE, Intake
from faults.on_postgresql import Served

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.6", "T4.7")]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, outside: dict[str, str]) -> Iterator[Served]:
    """A registry on PostgreSQL, its program a role that owns nothing."""
    working = Served(tmp_path_factory.mktemp("served") / "home", outside, {"fsync": "off"})
    yield working
    working.end()


def told_by(home: Path, outside: dict[str, str]) -> list[list[str]]:
    """What a registry holds, every sealed document opened."""
    intake = Intake(home, outside | {"PGOPTIONS": "-c ojaq.offices=*"})
    try:
        return intake.do("look")
    finally:
        intake.end()


def test_a_backup_of_postgresql_comes_back_whole_anywhere(
    served: Served, ojaq: Run, outside: dict[str, str], tmp_path: Path
) -> None:
    """Into an encrypted file on a laptop, and into an empty database; damaged or foreign it touches nothing."""
    home, paper, file = served.intake.home, tmp_path / "paper", tmp_path / "backup"
    assert ojaq(home, "keys", "recovery", "add", "--to", str(paper)).returncode == 0
    kept = {line[1] for line in served.intake.do("some") if line[0] == "ack"}
    child = served.intake.start("sound")
    made = ojaq(home, "backup", "--to", str(file), "--drill", "--json")
    os.kill(child, signal.SIGKILL)
    assert [line for line in served.intake.lines() if line[0] == "ack"], "somebody wrote meanwhile"
    assert made.returncode == 0, made.stderr
    rows = json.loads(made.stdout)["rows"]["registration"]
    assert json.loads(made.stdout)["trial"]["opened"] == rows - 3
    assert b"Maro" not in file.read_bytes()
    with psycopg.connect(served.cluster.url, autocommit=True) as owner:
        owner.execute("CREATE DATABASE another")
    nowhere, words = tmp_path / "nothing", ("--key", str(paper), "--withdrawals", str(home / "withdrawals"))
    given = {
        "OJAQ_HOME": str(nowhere),
        "OJAQ_PASSPHRASE": PASSPHRASE,
        "OJAQ_DATABASE_OWNER_URL": served.cluster.url_of("ojaq_owner", "another"),
    }
    program = ("--database", served.cluster.url_of("ojaq_app", "another"))
    damaged = tmp_path / "damaged"
    damaged.write_bytes(file.read_bytes()[:-1])

    def restored_to(name: str, each: Path) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "ojaq.cli.main",
            "restore",
            str(each),
            "--into",
            str(tmp_path / name),
        ]
        return subprocess.run(
            [*command, *words, *program], env=outside | given, capture_output=True, text=True, check=False
        )

    assert restored_to("b", damaged).returncode == 1
    assert not (tmp_path / "b").exists()
    whole = restored_to("b", file)
    assert whole.returncode == 0, whole.stderr
    refused = restored_to("c", file)
    assert "holds a registry already" in refused.stderr
    laptop = ojaq(nowhere, "restore", str(file), "--into", str(tmp_path / "a"), *words)
    assert laptop.returncode == 0, laptop.stderr
    for restored in (tmp_path / "a", tmp_path / "b"):
        told = told_by(restored, outside)
        stored = {line[1] for line in told if line[0] == "stored"}
        assert ["whole"] in told
        assert kept <= stored
        assert len(stored) + 3 == rows
    assert not (tmp_path / "b" / "register.db").exists()


def test_rows_that_went_missing_on_the_way_are_seen(served: Served, ojaq: Run, tmp_path: Path) -> None:
    """The control: a policy that hides rows from whoever backs up makes no smaller backup, but none.

    The program sees every office while it backs up; a table that is shut to it altogether is counted short.
    """
    with psycopg.connect(served.cluster.url_of("ojaq_owner", "register"), autocommit=True) as owner:
        owner.execute("REVOKE SELECT ON mention FROM ojaq_app")
        try:
            refused = ojaq(served.intake.home, "backup", "--to", str(tmp_path / "b"))
        finally:
            owner.execute("GRANT SELECT ON mention TO ojaq_app")
    assert refused.returncode == 1
    assert not (tmp_path / "b").exists()
