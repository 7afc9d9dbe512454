"""The protective tests account for themselves: each has a control, none may be skipped, a page says what they found."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.shape import ROOT
from architecture.trusted import has_control, marks_of, protective_files

FIGURES = json.loads((ROOT / "docs/trust-figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "tree"), list(protective_files()), ids=lambda each: each.name if isinstance(each, Path) else ""
)
def test_each_protective_file_has_a_control(path: Path, tree) -> None:
    assert has_control(tree), f"{path.name} protects something, but nothing in it shows that it could fail"


def test_each_fault_is_a_protective_test() -> None:
    marked = {path.name for path, _ in protective_files()}
    assert {path.name for path in (ROOT / "tests/faults").glob("test_*.py")} - marked == set()


def test_each_figure_names_a_test_that_is_there() -> None:
    for figure in FIGURES["figures"]:
        file, _, name = figure["test"].partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in text, figure["test"]


def test_each_figure_says_what_is_asked_and_what_was_found() -> None:
    wanted = {"id", "what", "asked", "found", "holds", "test", "measured"}
    assert [each["id"] for each in FIGURES["figures"] if set(each) != wanted] == []


def test_the_numbers_of_the_figures_are_those_of_marked_tests() -> None:
    marked = {mark for _, tree in protective_files() for mark in marks_of(tree)}
    named = {figure["id"] for figure in FIGURES["figures"] if figure["test"].startswith("tests/")}
    assert named - marked == set()


def test_the_page_of_trust_says_what_the_table_says() -> None:
    asked = [sys.executable, str(ROOT / "scripts/trust_figures.py"), "--check"]
    assert subprocess.run(asked, check=False).returncode == 0, "run scripts/trust_figures.py"


def test_the_readme_quotes_them_as_they_are() -> None:
    page = (ROOT / "docs/trust.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = re.search(r"<!-- trust -->\n(.*?)<!-- end of trust -->", readme, re.DOTALL)
    assert quoted, "README.md quotes no figure of trust"
    rows = [row for row in quoted[1].splitlines() if row.startswith("| T")]
    assert rows
    assert [row for row in rows if row not in page] == []


PROTECTIVE = """
import pytest
@pytest.mark.trust("T0")
def test_protective():
    pytest.skip("no reason is good enough")
def test_other():
    pytest.skip("this one may be")
"""


def test_a_skipped_protective_test_fails_the_build(tmp_path: Path) -> None:
    """The control of the gate itself: the one that is marked fails, the other is merely skipped."""
    (tmp_path / "test_it.py").write_text(PROTECTIVE)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = trust\n")
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:django",
        "-p",
        "trust_gate",
        "-p",
        "no:cacheprovider",
        ".",
    ]
    done = subprocess.run(
        words,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "1 failed, 1 skipped" in done.stdout
