"""bandit and our own rules find nothing that is not waived with a reason, and no waiver outlives what it waived."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from architecture.rules import RULES, broken, broken_in
from architecture.shape import ROOT

SOURCE = ROOT / "src/ojaq"
WAIVED = tomllib.loads((ROOT / "tests/architecture/waivers.toml").read_text(encoding="utf-8"))["waiver"]

BAD = {
    "pieced-log": 'logger.warning(f"{person.name} was refused")',
    "csrf-off": "from django.views.decorators.csrf import csrf_exempt",
    "raw-query": 'Person.objects.raw("SELECT * FROM person")',
    "weak-chance": "import random",
    "outward": "import urllib.request",
    "silent": "try:\n    store()\nexcept Exception:\n    pass",
    "loaded-code": "import pickle",
    "passphrase-elsewhere": 'os.environ["OJAQ_PASSPHRASE"]',
    "B602": "import subprocess\nsubprocess.run(words, shell=True)",
}


def by_bandit(folder: Path) -> set[tuple[str, str]]:
    """Place and rule of everything of medium or high severity that bandit finds."""
    words = [sys.executable, "-m", "bandit", "-q", "-r", str(folder), "-f", "json", "-ll"]
    told = json.loads(subprocess.run(words, capture_output=True, text=True, check=False).stdout)
    assert told["errors"] == []
    return {(str(Path(each["filename"]).relative_to(folder)), each["test_id"]) for each in told["results"]}


def test_nothing_is_found_that_is_not_waived_with_a_reason() -> None:
    found = by_bandit(SOURCE) | {(place, rule) for place, rule, _ in broken_in(SOURCE)}
    waived = {(each["place"], each["rule"]) for each in WAIVED if each["why"]}
    assert found - waived == set(), "mend it; or give a reason in tests/architecture/waivers.toml"
    assert waived - found == set(), "this waiver is not needed any more"


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_of_ours_would_be_seen_to_break(rule: str) -> None:
    """The control: bad code is found, and harmless code is not."""
    assert rule in {name for name, _ in broken(BAD[rule], "registry/vault/new.py")}
    assert not list(broken("import json\nlogger.warning('%s refused', number)", "registry/vault/new.py"))


def test_bandit_would_see_it_too(tmp_path: Path) -> None:
    """The control: what bandit is asked to find, it finds."""
    (tmp_path / "bad.py").write_text(BAD["B602"])
    assert ("bad.py", "B602") in by_bandit(tmp_path)
