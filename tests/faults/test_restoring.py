"""T4.6 and T4.7: a backup made while others write comes back whole; one that is damaged or foreign touches nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults.conftest import PASSPHRASE, Intake

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.6", "T4.7")]
Run = Callable[..., subprocess.CompletedProcess[str]]
SEED = 19051118


@dataclass(frozen=True)
class BackedUp:
    """A registry, its backup, the paper that opens it, and what was acknowledged before the backup began."""

    home: Path
    file: Path
    paper: Path
    acknowledged: frozenset[str]
    told: dict


@pytest.fixture(scope="module")
def backed_up(
    founded: Path, tmp_path_factory: pytest.TempPathFactory, outside: dict[str, str], ojaq: Run
) -> Iterator[BackedUp]:
    """Thirty testimonies, then a backup while one process goes on registering."""
    folder = tmp_path_factory.mktemp("backed-up")
    home, file, paper = folder / "home", folder / "register.ojaq", folder / "paper.txt"
    subprocess.run(["cp", "-r", str(founded), str(home)], check=True)
    assert ojaq(home, "keys", "recovery", "add", "--to", str(paper)).returncode == 0
    intake = Intake(home, outside)
    try:
        before = intake.do("some")
        child = intake.start("sound")
        made = ojaq(home, "backup", "--to", str(file), "--json")
        os.kill(child, signal.SIGKILL)
        during = [line for line in intake.lines() if line[0] == "ack"]
        assert made.returncode == 0, made.stderr
        assert during, "somebody wrote meanwhile"
        kept = frozenset(line[1] for line in before if line[0] == "ack")
        yield BackedUp(home, file, paper, kept, json.loads(made.stdout))
    finally:
        intake.end()


def registrations(home: Path, outside: dict[str, str]) -> tuple[set[str], list[list[str]]]:
    """What a registry holds whole, every sealed document opened."""
    intake = Intake(home, outside)
    try:
        told = intake.do("look")
    finally:
        intake.end()
    return {line[1] for line in told if line[0] == "stored"}, told


def test_it_comes_back_whole_by_the_paper(
    backed_up: BackedUp, ojaq: Run, tmp_path: Path, outside: dict[str, str]
) -> None:
    """On a machine that has nothing but the backup, the paper and the list of withdrawals."""
    restored = ojaq(
        tmp_path / "nothing", "restore", str(backed_up.file), "--into", str(tmp_path / "new"), "--key",
        str(backed_up.paper), "--withdrawals", str(backed_up.home / "withdrawals"), "--json",
    )  # fmt: skip
    assert restored.returncode == 0, restored.stderr
    stored, told = registrations(tmp_path / "new", outside)
    assert ["whole"] in told
    assert not [line for line in told if line[0] == "half"]
    assert backed_up.acknowledged <= stored
    # Those that were withdrawn before stay as empty stones.
    assert len(stored) + 3 == backed_up.told["rows"]["registration"]
    assert json.loads(restored.stdout)["registrations"] == backed_up.told["rows"]["registration"]
    assert ojaq(tmp_path / "new", "verify").returncode == 0
    assert not list(tmp_path.glob(".*restored"))


def test_a_trial_proves_a_backup_and_tells_the_doctor(backed_up: BackedUp, ojaq: Run, tmp_path: Path) -> None:
    """The control: before a trial the doctor asks for one."""
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(backed_up.home), str(home)], check=True)
    assert "No backup was ever restored for trial" in ojaq(home, "doctor").stdout
    done = ojaq(home, "backup", "--to", str(tmp_path / "b"), "--drill", "--json")
    assert done.returncode == 0, done.stderr
    trial = json.loads(done.stdout)["trial"]
    assert trial["registrations"] == json.loads(done.stdout)["rows"]["registration"]
    # The three that were withdrawn have no document any more.
    assert trial["opened"] == trial["registrations"] - 3
    assert "was restored for trial" in ojaq(home, "doctor").stdout
    assert not list(home.glob("being-tried-*"))


def test_what_was_withdrawn_since_does_not_come_back(
    backed_up: BackedUp, ojaq: Run, tmp_path: Path, outside: dict[str, str]
) -> None:
    """The control: without the list it does come back; so a restore without one is refused unless it is asked for."""
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(backed_up.home), str(home)], check=True)
    gone = min(backed_up.acknowledged)
    assert ojaq(home, "withdraw", gone).returncode == 0
    nowhere, key = tmp_path / "nothing", ("--key", str(backed_up.paper))
    refused = ojaq(nowhere, "restore", str(backed_up.file), "--into", str(tmp_path / "a"), *key)
    assert (refused.returncode, (tmp_path / "a").exists()) == (1, False)
    words = ("restore", str(backed_up.file), "--into")
    assert ojaq(nowhere, *words, str(tmp_path / "b"), *key, "--without-withdrawals").returncode == 0
    assert ojaq(home, *words, str(tmp_path / "c")).returncode == 0
    assert gone in registrations(tmp_path / "b", outside)[0]
    stored, told = registrations(tmp_path / "c", outside)
    assert gone not in stored
    assert ["whole"] in told


def test_a_flipped_bit_or_a_missing_end_touches_nothing(
    backed_up: BackedUp, ojaq: Run, tmp_path: Path
) -> None:
    whole = backed_up.file.read_bytes()
    place = random.Random(SEED).randrange(len(whole))
    changed = bytearray(whole)
    changed[place] ^= 1 << (place % 8)
    for content in (bytes(changed), whole[:-1], whole[: len(whole) // 2], whole + b"\0", b""):
        (tmp_path / "damaged").write_bytes(content)
        refused = ojaq(backed_up.home, "restore", str(tmp_path / "damaged"), "--into", str(tmp_path / "new"))
        assert refused.returncode == 1, f"byte {place}; seed {SEED}"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged"]


def test_a_key_of_another_registry_touches_nothing(
    backed_up: BackedUp, founded: Path, ojaq: Run, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    made = ojaq(home, "init", "--no-gazetteer")
    assert made.returncode == 0, made.stderr
    paper = tmp_path / "paper"
    assert ojaq(home, "keys", "recovery", "add", "--to", str(paper)).returncode == 0
    words = ("restore", str(backed_up.file), "--into", str(tmp_path / "new"), "--without-withdrawals")
    for key in ((), ("--key", str(paper))):
        refused = ojaq(home, *words, *key)
        assert refused.returncode == 1
        assert "does not open this backup" in refused.stderr
        assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_not_touched(backed_up: BackedUp, ojaq: Run) -> None:
    before = (backed_up.home / "register.db").read_bytes()
    refused = ojaq(backed_up.home, "restore", str(backed_up.file), "--into", str(backed_up.home))
    assert "not empty" in refused.stderr
    assert (backed_up.home / "register.db").read_bytes() == before


def test_a_backup_shows_nothing_of_what_is_in_it(backed_up: BackedUp) -> None:
    content = backed_up.file.read_bytes()
    paper = backed_up.paper.read_text()
    for secret in ("Maro", "walnut", "Sarıdərə", PASSPHRASE, "argon2id", "SQLite format 3"):
        assert secret.encode() not in content
    assert not any(line in content.decode("latin-1") for line in paper.splitlines() if len(line) > 60)
    assert b'"fictional": true' in content


def test_a_backup_is_never_written_over_anything_and_leaves_nothing_beside(
    backed_up: BackedUp, ojaq: Run, tmp_path: Path
) -> None:
    (tmp_path / "there").write_text("a letter")
    assert ojaq(backed_up.home, "backup", "--to", str(tmp_path / "there")).returncode == 1
    assert (tmp_path / "there").read_text() == "a letter"
    assert not list(backed_up.home.glob("being-*"))
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_copy_that_a_killed_backup_left_is_cleared_away(
    backed_up: BackedUp, ojaq: Run, tmp_path: Path
) -> None:
    old, young = (backed_up.home / f"being-backed-up-{age}" for age in ("old", "young"))
    for left in (old, young):
        left.mkdir()
        (left / "register.db").write_bytes(b"encrypted")
    os.utime(old, (0, 0))
    assert ojaq(backed_up.home, "backup", "--to", str(tmp_path / "b")).returncode == 0
    assert (old.exists(), young.exists()) == (False, True)
    shutil.rmtree(young)


def test_without_a_recovery_key_there_is_no_backup(founded: Path, ojaq: Run, tmp_path: Path) -> None:
    refused = ojaq(founded, "backup", "--to", str(tmp_path / "b"))
    assert refused.returncode == 1
    assert "ojaq keys recovery add" in refused.stderr
    assert not list(tmp_path.iterdir())
