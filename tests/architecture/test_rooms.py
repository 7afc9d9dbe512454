"""Each room of the record has the same few doors, and says on ten lines what it keeps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from architecture.shape import ROOT

REGISTRY = ROOT / "src/ojaq/registry"
ROOMS = sorted(path for path in REGISTRY.glob("*/") if (path / "__init__.py").exists())
HEADINGS = ("keeps", "words", "verbs", "may import", "look first at")


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_says_what_it_keeps(room: Path) -> None:
    text = (room / "README.md").read_text(encoding="utf-8")
    assert [heading for heading in HEADINGS if heading not in text.lower()] == []
    assert text.count("\n") <= 30


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_models_stand_in_models(room: Path) -> None:
    """A table is defined in `models.py` (or the folder `models/`) and nowhere else."""
    strays = [
        path
        for path in room.rglob("*.py")
        if re.search(r"^class \w+\(.*\bmodels\.Model\b", path.read_text(), re.MULTILINE)
        and "models" not in (path.stem, path.parent.name)
    ]
    assert strays == []


def test_signals_are_not_used() -> None:
    users = [
        path
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"django\.(db\.models|core|dispatch).*(signals|receiver)", path.read_text())
    ]
    assert users == []


def test_nobody_is_sorted_by_ethnicity() -> None:
    """Law of the house: the `ethnic` column of the name data is never read, and no schema asks for it."""
    readers = [
        path
        for path in (ROOT / "src").rglob("*")
        if path.suffix in (".py", ".yml", ".json", ".html")
        and re.search(r"\bethnic(ity)?\b", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert readers == []


def test_countries_are_data() -> None:
    branches = [
        path
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"\bif\b[^\n]*\bcountry(_code)?\s*==", path.read_text())
    ]
    assert branches == []
