"""A registry that the real command line made, in a folder of its own; commands run as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PASSPHRASE = "quiet mulberry"
Ran = subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, str]]:
    """`environment(home)`: what a process of `ojaq` inherits; nothing of the tests' own registry."""
    # Where the machine forbids compiled files beside the sources, each process would compile everything anew.
    compiled = {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled")),
    }
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("OJAQ_", "DJANGO"))
    }

    def of(home: Path, **more: str) -> dict[str, str]:
        return inherited | compiled | {"OJAQ_HOME": str(home)} | more

    return of


@pytest.fixture(scope="session")
def run_in(environment: Callable[..., dict[str, str]]) -> Callable[..., Ran]:
    """`run_in(home, "user", "list")` runs one command of `ojaq` on the registry in `home`."""

    def run(home: Path, *words: str, passphrase: str | None = PASSPHRASE, **more: str) -> Ran:
        given = {} if passphrase is None else {"OJAQ_PASSPHRASE": passphrase}
        return subprocess.run(
            [sys.executable, "-m", "ojaq.cli.main", *words],
            env=environment(home, **given, **more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, run_in: Callable[..., Ran]) -> tuple[Path, Ran]:
    """A registry without the shipped places, and what `init` answered."""
    home = tmp_path_factory.mktemp("registry")
    return home, run_in(home, "init", "--no-gazetteer", "--fictional", "--json")


@pytest.fixture
def ojaq(made: tuple[Path, Ran], run_in: Callable[..., Ran]) -> Callable[..., Ran]:
    """`ojaq("user", "list")` on the registry that was made."""
    return lambda *words, **more: run_in(made[0], *words, **more)
