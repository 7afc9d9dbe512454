"""`ojaq init`, and what the other commands find afterwards."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., CompletedProcess[str]]
Made = tuple[Path, CompletedProcess[str]]


def test_init_says_how_to_log_in(made: Made) -> None:
    home, answered = made
    assert answered.returncode == 0, answered.stderr
    told = json.loads(answered.stdout)
    assert (told["home"], told["user"], told["places"]) == (str(home), "operator", 0)
    assert len(told["password"]) >= 12


def test_the_folder_is_its_owners_only_and_holds_no_open_secret(made: Made) -> None:
    home, answered = made
    password = json.loads(answered.stdout)["password"]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    for file in files:
        assert not stat.S_IMODE(file.stat().st_mode) & 0o077, file.name
        assert not any(secret.encode() in file.read_bytes() for secret in (password, "quiet mulberry")), (
            file.name
        )


def test_a_second_init_touches_nothing(made: Made, ojaq: Run) -> None:
    keys = (made[0] / "keys" / "keys.json").read_bytes()
    again = ojaq("init")
    assert again.returncode == 1
    assert again.stderr == "There is a registry in this folder already. Its keys were not touched.\n"
    assert (made[0] / "keys" / "keys.json").read_bytes() == keys


def test_an_init_that_fails_leaves_nothing_behind(tmp_path: Path, run_in: Run) -> None:
    """A database that does not answer, a file name where a folder must be: there was no registry, and there is none."""
    failed = run_in(tmp_path / "home", "init", "--database", "mysql://somewhere/else")
    assert failed.returncode == 1
    assert "postgresql://" in failed.stderr
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path, run_in: Run) -> None:
    absent = run_in(
        tmp_path / "home", "init", "--database", f"postgresql://nobody@/none?host={tmp_path}/nowhere"
    )
    assert absent.returncode == 1
    assert absent.stderr.startswith("The database does not answer")
    assert absent.stderr.count("\n") == 1
    assert not [path for path in (tmp_path / "home").rglob("*") if path.is_file()]


def test_a_register_whose_keys_were_lost_is_not_touched(tmp_path: Path, run_in: Run) -> None:
    (tmp_path / "register.db").write_bytes(b"somebody's testimonies")
    refused = run_in(tmp_path, "init")
    assert refused.returncode == 1
    assert "register.db" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["register.db"]
    assert (tmp_path / "register.db").read_bytes() == b"somebody's testimonies"


def test_without_a_passphrase_nothing_is_made(tmp_path: Path, run_in: Run) -> None:
    asked = run_in(tmp_path, "init", passphrase=None)
    assert asked.returncode == 1
    assert "locked" in asked.stderr
    assert not list(tmp_path.iterdir())


def test_a_passphrase_may_stand_in_a_file(made: Made, run_in: Run, tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text("quiet mulberry\n")
    assert run_in(made[0], "office", "list", passphrase=None, OJAQ_PASSPHRASE_FILE=str(file)).returncode == 0


def test_a_wrong_passphrase_and_an_empty_folder_are_told_apart(
    made: Made, run_in: Run, environment: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    wrong = run_in(made[0], "office", "list", passphrase="another")
    empty = run_in(tmp_path, "office", "list")
    assert (wrong.returncode, empty.returncode) == (1, 1)
    assert "does not open" in wrong.stderr
    assert "no registry in this folder" in empty.stderr
    assert "another" not in wrong.stderr


def test_a_live_registry_takes_no_passphrase_from_the_environment(
    made: Made, run_in: Run, environment: Callable[..., dict[str, str]], tmp_path: Path
) -> None:
    # A copy of its own: what went live does not come back, and other tests use the first.
    home = tmp_path / "home"
    shutil.copytree(made[0], home)
    program = (
        "from ojaq.cli.registry import opened\n"
        "with opened():\n"
        "    from ojaq.registry.access.models import Registry\n"
        "    Registry.objects.update(state='live')\n"
    )
    _python(program, environment(home, OJAQ_PASSPHRASE="quiet mulberry"))
    refused = run_in(home, "office", "list")
    file = tmp_path / "passphrase"
    file.write_text("quiet mulberry\n")
    taken = run_in(home, "office", "list", passphrase=None, OJAQ_PASSPHRASE_FILE=str(file))
    assert refused.returncode == 1
    assert "OJAQ_PASSPHRASE" in refused.stderr
    # Past the passphrase, a live registry asks who acts.
    assert "OJAQ_PASSPHRASE" not in taken.stderr
    assert "OJAQ_ACCOUNT" in taken.stderr


def _python(program: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
