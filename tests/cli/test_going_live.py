"""From rehearsal to life and no way back: what is missing is said, two stewards are there, and then everything binds."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Ran = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, run_in: Callable[..., Ran]) -> Path:
    """A registry in rehearsal that is not fictional, and nobody in it but whoever founded it."""
    folder = tmp_path_factory.mktemp("before")
    run_in(folder, "init", "--no-gazetteer")
    return folder


@pytest.fixture(scope="module")
def people(
    home: Path, run_in: Callable[..., Ran], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Two stewards, an administrator and a clerk; the files their passwords are in."""
    folder, kept = tmp_path_factory.mktemp("passwords"), {}
    for name, role in (
        ("sevil", "steward"),
        ("aram", "steward"),
        ("nino", "administrator"),
        ("lala", "clerk"),
    ):
        told = run_in(
            home, "user", "add", name, "--office", "centre", "--role", role, "--scope", "all", "--json"
        )
        kept[name] = folder / name
        kept[name].write_text(json.loads(told.stdout)["password"])
    return kept


@pytest.fixture(scope="module")
def passphrase_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from cli.conftest import PASSPHRASE

    path = tmp_path_factory.mktemp("secret") / "passphrase"
    path.write_text(PASSPHRASE)
    return path


def missing(home: Path, run_in: Callable[..., Ran]) -> list[str]:
    answer = run_in(home, "go-live", "--check", "--json")
    assert answer.returncode == (1 if json.loads(answer.stdout)["missing"] else 0)
    return json.loads(answer.stdout)["missing"]  # type: ignore[no-any-return]


def test_what_is_missing_is_said_and_then_it_is_live(
    home: Path, people: dict[str, Path], passphrase_file: Path, run_in: Callable[..., Ran], tmp_path: Path
) -> None:
    lacks = missing(home, run_in)
    assert [
        word for word in ("recovery keys", "backup", "steward and administrator") if word in str(lacks)
    ] == [
        "recovery keys",
        "backup",
        "steward and administrator",
    ]
    run_in(home, "user", "disable", "operator")
    for at in (1, 2):
        run_in(home, "keys", "recovery", "add", "--to", str(tmp_path / f"paper-{at}"))
    assert len(missing(home, run_in)) == 1
    run_in(home, "backup", "--to", str(tmp_path / "first.ojaq"))
    assert missing(home, run_in) == []

    words = {"passphrase": None, "OJAQ_PASSPHRASE_FILE": str(passphrase_file)}
    here = {"OJAQ_STEWARD_1_FILE": str(people["sevil"]), "OJAQ_STEWARD_2_FILE": str(people["aram"])}
    both = ("go-live", "--steward", "sevil", "--steward", "aram")
    assert "OJAQ_PASSPHRASE" in run_in(home, *both, **here).stderr
    twice = run_in(home, "go-live", "--steward", "sevil", "--steward", "sevil", **words,
                   OJAQ_STEWARD_1_FILE=str(people["sevil"]), OJAQ_STEWARD_2_FILE=str(people["sevil"]))  # fmt: skip
    assert twice.returncode == 1
    no_steward = {**here, "OJAQ_STEWARD_2_FILE": str(people["lala"])}
    assert (
        run_in(home, "go-live", "--steward", "sevil", "--steward", "lala", **words, **no_steward).returncode
        == 1
    )
    done = run_in(home, *both, **words, **here)
    assert done.returncode == 0, done.stderr

    _it_is_live(home, people, words, run_in, tmp_path)


def _it_is_live(
    home: Path,
    people: dict[str, Path],
    words: dict[str, str | None],
    run_in: Callable[..., Ran],
    tmp_path: Path,
) -> None:
    assert "OJAQ_PASSPHRASE" in run_in(home, "user", "list").stderr
    assert "say who you are" in run_in(home, "user", "list", **words).stderr

    def as_(name: str, *command: str) -> Ran:
        who = {"OJAQ_ACCOUNT": name, "OJAQ_ACCOUNT_PASSWORD_FILE": str(people[name])}
        return run_in(home, *command, **words, **who)

    assert as_("nino", "user", "list").returncode == 0
    assert "does not allow" in as_("lala", "user", "list").stderr
    assert (
        "two people" in as_("nino", "user", "role", "lala", "--role", "steward", "--office", "centre").stderr
    )
    assert "sealed backup" in as_("sevil", "export", "all", "--to", str(tmp_path / "all.zip")).stderr
    assert "two people" in as_("sevil", "export", "roll", "--to", str(tmp_path / "roll.csv")).stderr
    wrong = run_in(
        home, "user", "list", **words, OJAQ_ACCOUNT="nino", OJAQ_ACCOUNT_PASSWORD_FILE=str(people["lala"])
    )
    assert "do not belong together" in wrong.stderr
    assert as_("nino", "verify").returncode == 0
    assert json.loads(as_("nino", "go-live", "--check", "--json").stdout)["missing"]
