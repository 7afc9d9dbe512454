"""What a registry runs on is listed whole, and a check that could not be made is never green."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from architecture.shape import ROOT


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"scripts/{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


audit = script("audit")


def test_the_bill_of_materials_has_every_pinned_package(tmp_path: Path) -> None:
    words = [sys.executable, str(ROOT / "scripts/bill_of_materials.py"), str(tmp_path / "bill.json")]
    subprocess.run(words, check=True)
    told = json.loads((tmp_path / "bill.json").read_text())
    listed = {each["name"].lower().replace("_", "-").replace(".", "-") for each in told["components"]}
    assert listed == audit.pinned((ROOT / "requirements/runtime.lock").read_text())
    assert all(each["hashes"] for each in told["components"])


@pytest.mark.parametrize(
    ("answered", "line"),
    [
        ({"name": "a", "skip_reason": "not found"}, "a: could not be audited: not found"),
        ({"name": "b", "version": "1", "vulns": []}, "a: nothing was answered"),
        ({"name": "A", "version": "1", "vulns": [{"id": "CVE-0"}]}, "a 1: CVE-0"),
    ],
)
def test_what_was_not_audited_is_a_failure(answered: dict, line: str) -> None:
    assert audit.judged({"a"}, {"dependencies": [answered]}) == [line]


def test_what_was_audited_and_is_sound_is_none() -> None:
    """The control: the check can also be satisfied."""
    answered = {"name": "A", "version": "1", "vulns": []}
    assert audit.judged({"a"}, {"dependencies": [answered]}) == []
