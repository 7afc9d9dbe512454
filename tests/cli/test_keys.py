"""`ojaq keys` as a person uses it: every passphrase lost, and the paper opens the registry again."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
Made = tuple[Path, CompletedProcess[str]]


@pytest.fixture
def keys(made: Made, run_in: Run, tmp_path: Path) -> Run:
    """`keys("status")` on a copy of the registry."""
    home = tmp_path / "home"
    shutil.copytree(made[0], home)
    return lambda *words, **more: run_in(home, "keys", *words, **more)


def test_the_paper_opens_what_every_passphrase_lost(keys: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    made = keys("recovery", "add", "--to", str(paper), "--name", "steward")
    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE(paper.stat().st_mode) == 0o600
    recovered = keys("recover", "--key", str(paper), passphrase=None, OJAQ_NEW_PASSPHRASE="another mulberry")
    assert recovered.returncode == 0, recovered.stderr
    shown = json.loads(keys("status", "--json", passphrase=None).stdout)["copies"]
    assert [copy["name"] for copy in shown] == ["first", "steward", "recovered"]
    gone = keys("remove", shown[0]["id"], passphrase="another mulberry")
    assert gone.returncode == 0, gone.stderr
    lost = keys("remove", shown[1]["id"])
    assert "does not open" in lost.stderr


def test_a_passphrase_is_changed(keys: Run) -> None:
    changed = keys("passphrase", OJAQ_NEW_PASSPHRASE="another mulberry")
    assert changed.returncode == 0, changed.stderr
    assert keys("passphrase", OJAQ_NEW_PASSPHRASE="x").returncode == 1
    added = keys("add", "Second", passphrase="another mulberry", OJAQ_NEW_PASSPHRASE="a third one")
    assert added.returncode == 0, added.stderr


def test_a_key_is_never_written_over_a_file(keys: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("a letter")
    refused = keys("recovery", "add", "--to", str(paper))
    assert (refused.returncode, paper.read_text()) == (1, "a letter")
    mistyped = keys("recover", "--key", "ABCD-EFGH", passphrase=None, OJAQ_NEW_PASSPHRASE="x")
    assert mistyped.returncode == 1
    assert "not a recovery key" in mistyped.stderr
