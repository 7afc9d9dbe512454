"""The command line as a whole: help, exit codes, and the commands that keep house."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ojaq.cli.main import COMMANDS

Run = Callable[..., CompletedProcess[str]]


def test_help_names_every_command_that_is_there(ojaq: Run) -> None:
    answered = ojaq("--help")
    assert answered.returncode == 0
    for name in ("init", "serve", "user", "office", "keys", "verify", "doctor"):
        assert f"  {name} " in answered.stdout


@pytest.mark.parametrize("words", [["nonsense"], ["user", "add"], ["office", "list", "--nonsense"]])
def test_wrong_usage_is_exit_2(ojaq: Run, words: list[str]) -> None:
    answered = ojaq(*words)
    assert (answered.returncode, answered.stdout) == (2, "")


def test_no_command_of_another_starts_a_registry() -> None:
    """`ojaq --help` and the commands without a registry start fast because nothing heavy is imported for them."""
    program = (
        "import sys; from ojaq.cli import main; from typer.main import get_command; group = get_command(main.app)\n"
        "group.list_commands(None)\n"
        "print([name for name in ('django', 'numpy', 'numba', 'granian') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_says_what_it_does(name: str) -> None:
    assert COMMANDS[name].does.endswith(".")


def test_offices_and_users_are_kept(ojaq: Run) -> None:
    assert ojaq("office", "add", "avan-1", "--parent", "centre").returncode == 0
    added = ojaq("user", "add", "lala", "--office", "avan-1", "--role", "clerk", "--json")
    assert len(json.loads(added.stdout)["password"]) >= 12
    assert ojaq("user", "role", "lala", "--role", "reviewer", "--office", "avan-1").returncode == 0
    assert ojaq("user", "role", "lala", "--role", "clerk", "--office", "avan-1", "--take").returncode == 0
    assert ojaq("user", "disable", "lala").returncode == 0
    listed = {each["user"]: each for each in json.loads(ojaq("user", "list", "--json").stdout)}
    assert listed["lala"]["roles"] == [["reviewer", "avan-1", "own"]]
    assert listed["lala"]["active"] is False
    twice = ojaq("office", "add", "avan-1")
    assert (twice.returncode, twice.stderr) == (1, "There is an office with the code avan-1 already.\n")


def test_keys_are_shown_without_being_opened(ojaq: Run) -> None:
    told = json.loads(ojaq("keys", "status", "--json", passphrase=None).stdout)
    assert [copy["kind"] for copy in told["copies"]] == ["passphrase"]


def test_a_whole_registry_is_found_well(ojaq: Run) -> None:
    answered = ojaq("doctor", "--json")
    assert answered.returncode == 0, answered.stdout
    assert {each["standing"] for each in json.loads(answered.stdout)} <= {"well", "look"}
    verified = json.loads(ojaq("verify", "--json").stdout)
    assert verified["entries"] > 0
    assert verified["broken"] == []


def test_serving_beyond_this_machine_needs_tls(ojaq: Run, tmp_path: Path) -> None:
    bare = ojaq("serve", "--host", "0.0.0.0")
    absent = ojaq(
        "serve", "--tls-certificate", str(tmp_path / "no.pem"), "--tls-key", str(tmp_path / "no.key")
    )
    assert (bare.returncode, absent.returncode) == (1, 1)
    assert "0.0.0.0" in bare.stderr
    assert "no.pem" in absent.stderr
