"""Direction: the contracts of .importlinter hold, and would be seen to break."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.shape import ROOT

LINTER = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINTER), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept() -> None:
    answer = lint(ROOT)
    assert answer.returncode == 0, answer.stdout[-3000:]


def test_the_contracts_have_no_list_of_exceptions() -> None:
    assert "ignore_imports" not in (ROOT / ".importlinter").read_text()


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("__pycache__", "*.gz", "static", "locale", "*.tsv")
    shutil.copytree(ROOT / "src", folder / "src", ignore=ignored)
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        ("core/names/stray.py", "import django.db", "Reckoning knows no database"),
        ("registry/ledger/stray.py", "import ojaq.registry.identity.services", "Record:"),
        ("web/stray.py", "from ojaq.registry.ledger import models", "Doors go through"),
        ("core/dates/stray.py", "import ojaq.registry.ledger.models", "Rings:"),
    ],
)
def test_a_broken_contract_is_seen(copy_of_the_house: Path, place: str, line: str, contract: str) -> None:
    stray = copy_of_the_house / "src/ojaq" / place
    stray.write_text(line + "\n")
    try:
        answer = lint(copy_of_the_house)
    finally:
        stray.unlink()
    assert answer.returncode == 1
    assert any(contract in row and "BROKEN" in row for row in answer.stdout.splitlines()), answer.stdout[
        -3000:
    ]
