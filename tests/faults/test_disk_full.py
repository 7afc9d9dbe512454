"""T4.4: the disk fills up, or fails. Whoever is refused is told plainly, nothing is half-written, and intake goes on later."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults.conftest import Intake

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.4")]


def fill_up(intake: Intake, how: str) -> set[str]:
    """Let intake run out of room and find room again; answers the codes of the refusals."""
    told = intake.do(how)
    acknowledged = {line[1] for line in told if line[0] in ("ack", "later")}
    refusals = [line for line in told if line[0] == "refused"]
    stored = intake.do("look")
    assert [line[0] for line in told].count("ack") >= 1, "it worked before the disk was full"
    assert len(refusals) == 3
    assert all("Nothing was stored just now" in " ".join(line) for line in refusals)
    assert [line[0] for line in told[-3:]] == ["later"] * 3, "intake resumed"
    assert ["whole"] in stored
    assert {line[1] for line in stored if line[0] == "stored"} == acknowledged
    assert not [line for line in stored if line[0] == "half"]
    return {line[1] for line in refusals}


def test_a_file_that_may_not_grow(intake: Callable[..., Intake]) -> None:
    assert fill_up(intake(), "narrow") == {"engine.disk-fails"}


def test_a_disk_without_room(intake: Callable[..., Intake], small_disk: Path | None) -> None:
    """A real small disk where one may be made (root only), else the library is told what a full one would tell it."""
    if small_disk is None:
        assert fill_up(intake(), "unroomed") == {"engine.no-room"}
        return
    home = small_disk / "home"
    working = intake(home)
    room = int(subprocess.check_output(["df", "--output=avail", "-B1", small_disk], text=True).split()[1])
    (home / "ballast").write_bytes(b"\0" * (room - 300_000))
    assert fill_up(working, "full") == {"engine.no-room"}


@pytest.mark.parametrize(
    ("call", "code"),
    [("unwritten", "engine.disk-fails"), ("unsynced", "engine.disk-fails"), ("unroomed", "engine.no-room")],
)
def test_a_disk_that_fails(intake: Callable[..., Intake], call: str, code: str) -> None:
    """An error at writing, or at the sync that makes a commit last: nothing is acknowledged by hope."""
    assert fill_up(intake(), call) == {code}


def test_a_watched_disk_that_does_not_fail_refuses_nobody(intake: Callable[..., Intake]) -> None:
    """The control: it is the error that refuses, not the watching."""
    with pytest.raises(AssertionError):
        fill_up(intake(), "unfailing")


def test_a_refusal_in_silence_would_be_noticed(intake: Callable[..., Intake]) -> None:
    """The control: intake that is not short of room refuses nobody, and the check says so."""
    working = intake()
    with pytest.raises(AssertionError):
        fill_up(working, "look")


def mounted(folder: Path) -> bool:
    """A disk of 4 MiB at `folder`; only root of a real machine may make one."""
    words = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "none", str(folder)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    folder = tmp_path / "small"
    folder.mkdir()
    if not mounted(folder):
        yield None
        return
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
