"""Docs that lie fail the build."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from architecture.shape import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("README.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_named_files_exist(page: Path) -> None:
    """A path of the source tree in back-quotes names a file or folder that is there."""
    if page.name == "CHANGELOG.md":
        return
    named = re.findall(
        r"`((?:src|tests|bench|docs|scripts|requirements)/[\w./-]+)`", page.read_text(encoding="utf-8")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_commands_exist(page: Path) -> None:
    known = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    said = set(re.findall(r"`make ([a-z-]+)[^`]*`", page.read_text(encoding="utf-8")))
    assert said - known == set()


def requirement_name(line: str) -> str:
    return re.split(r"[\[<>=!~ ;]", line, maxsplit=1)[0].lower()


def test_each_dependency_earns_its_line() -> None:
    asked = PROJECT["project"]["dependencies"] + [
        line for group in PROJECT["dependency-groups"].values() for line in group
    ]
    told = (ROOT / "docs/dependencies.md").read_text().lower()
    assert [line for line in asked if f"| {requirement_name(line)} |" not in told] == []


def test_the_dependency_page_lists_nothing_that_is_not_used() -> None:
    told = re.findall(
        r"^\| ([a-z0-9._-]+) \|", (ROOT / "docs/dependencies.md").read_text().lower(), re.MULTILINE
    )
    asked = {
        requirement_name(line)
        for line in PROJECT["project"]["dependencies"]
        + [line for group in PROJECT["dependency-groups"].values() for line in group]
        + [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]
    }
    assert set(told) - asked - {"package"} == set()


def test_locks_hold_hashes_and_no_addresses() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_locks_cover_what_is_asked() -> None:
    locked = (ROOT / "requirements/runtime.lock").read_text().lower()
    missing = [
        line
        for line in PROJECT["project"]["dependencies"]
        if not re.search(rf"^{re.escape(requirement_name(line))}==", locked, re.MULTILINE)
    ]
    assert missing == []


def tracked_text_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name]
    kept = (".py", ".md", ".yml", ".toml", ".html", ".sh", ".txt", "", ".in")
    return [ROOT / name for name in names if Path(name).suffix in kept and (ROOT / name).is_file()]


def test_the_project_speaks_of_itself_only() -> None:
    """Nothing of the machine it was written on: no absolute workplace path, no sibling folder, no registry host."""
    workplace = re.compile(
        "|".join(["/wo" + "rk/", r"\.\./sha" + "red", "py" + r"pi\.org", "npm" + r"js\.(org|com)"])
    )
    said = [
        path
        for path in tracked_text_files()
        if workplace.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert said == []


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    asked = [sys.executable, str(ROOT / "scripts/command_pages.py"), "--check"]
    assert subprocess.run(asked, cwd=ROOT, check=False).returncode == 0, "run scripts/command_pages.py"


def test_figures_are_quoted_as_measured() -> None:
    """The tables of the README are those that `make bench` wrote."""
    measured = (ROOT / "docs/figures.md").read_text(encoding="utf-8")
    quoted = re.findall(
        r"<!-- figures -->\n(.*?)<!-- end of figures -->", (ROOT / "README.md").read_text(), re.DOTALL
    )
    assert quoted
    rows = [row for block in quoted for row in block.splitlines() if row.startswith("|")]
    assert [row for row in rows if row not in measured] == []
