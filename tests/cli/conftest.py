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
def run_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Ran]:
    """`run_in(home, "user", "list")` runs one command of `ojaq` on the registry in `home`."""

    # Where the machine forbids compiled files beside the sources, each process would compile everything anew.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}

    def run(home: Path, *words: str, passphrase: str | None = PASSPHRASE, **more: str) -> Ran:
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("OJAQ_", "DJANGO"))
        }
        environment = inherited | compiled | {"OJAQ_HOME": str(home)} | more
        if passphrase is not None:
            environment["OJAQ_PASSPHRASE"] = passphrase
        return subprocess.run(
            [sys.executable, "-m", "ojaq.cli.main", *words],
            env=environment,
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
