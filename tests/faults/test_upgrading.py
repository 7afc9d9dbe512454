"""T4.10: an upgrade backs up first; killed at any moment it leaves a registry that the next one brings to its end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.conftest import PASSPHRASE, Intake

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.10")]
Run = Callable[..., subprocess.CompletedProcess[str]]
EARLIER = (
    "from ojaq.cli.registry import opened\n"
    "with opened():\n"
    "    from django.core.management import call_command\n"
    "    call_command('migrate', 'ojaq', '0001', verbosity=0)\n"
    "    call_command('migrate', 'sessions', 'zero', verbosity=0)\n"
)


@pytest.fixture
def earlier(founded: Path, tmp_path: Path, outside: dict[str, str]) -> Path:
    """A registry with testimonies, as an earlier version left it: two changes of the tables are missing."""
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(founded), str(home)], check=True)
    intake = Intake(home, outside)
    intake.do("some")
    intake.end()
    environment = outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE}
    subprocess.run([sys.executable, "-c", EARLIER], env=environment, check=True)
    return home


def stored(home: Path, outside: dict[str, str]) -> list[list[str]]:
    intake = Intake(home, outside)
    told = intake.do("look")
    intake.end()
    return told


def test_an_earlier_registry_is_backed_up_and_upgraded(
    earlier: Path, ojaq: Run, tmp_path: Path, outside: dict[str, str]
) -> None:
    said = ojaq(earlier, "doctor")
    assert said.returncode == 1
    assert "ojaq upgrade" in said.stdout
    done = ojaq(earlier, "upgrade", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "ojaq 0002_ledger_kept" in told["changes"]
    assert ojaq(earlier, "doctor").returncode == 0
    again = ojaq(earlier, "upgrade")
    assert (again.returncode, "already" in again.stderr) == (1, True)
    assert ["whole"] in stored(earlier, outside)
    # The backup is of the tables as they were; restored, it gets those of this version as well.
    words = ("restore", told["backup"], "--into", str(tmp_path / "new"), "--without-withdrawals")
    restored = ojaq(earlier, *words)
    assert restored.returncode == 0, restored.stderr
    assert ojaq(tmp_path / "new", "doctor").returncode == 0


def test_killed_at_each_statement_it_is_finished_by_the_next(
    earlier: Path, ojaq: Run, outside: dict[str, str], tmp_path: Path
) -> None:
    """Not by chance: the process dies exactly at the first statement that changes something, at the second, to the last."""
    before = sorted(line for line in stored(earlier, outside) if line[0] == "stored")
    (tmp_path / "words").write_text(PASSPHRASE)
    script = str(Path(__file__).with_name("stepwise_upgrade.py"))
    done = subprocess.run(
        [sys.executable, script, str(earlier)],
        env=outside | {"OJAQ_PASSPHRASE_FILE": str(tmp_path / "words")},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    steps = [[int(word) for word in line.split()] for line in done.stdout.splitlines()]
    assert len(steps) > 3, "the control: there were statements to die at"
    assert [killed for _, killed, _ in steps[:-1]] == [-signal.SIGKILL] * (len(steps) - 1)
    assert [finished for *_, finished in steps] == [0] * len(steps), done.stderr
    for number in (1, len(steps) // 2, len(steps) - 1):
        home = tmp_path / f"step{number}"
        told = stored(home, outside)
        assert ["whole"] in told
        assert sorted(line for line in told if line[0] == "stored") == before
        assert ojaq(home, "doctor").returncode == 0


def test_a_newer_registry_is_left_alone(
    founded: Path, ojaq: Run, tmp_path: Path, outside: dict[str, str]
) -> None:
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(founded), str(home)], check=True)
    newer = EARLIER.split("    from", maxsplit=1)[0] + (
        "    from django.db import connection\n"
        "    from django.db.migrations.recorder import MigrationRecorder\n"
        "    MigrationRecorder(connection).record_applied('ojaq', '9999_of_tomorrow')\n"
    )
    environment = outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE}
    subprocess.run([sys.executable, "-c", newer], env=environment, check=True)
    refused = ojaq(home, "upgrade")
    assert refused.returncode == 1
    assert "newer version" in refused.stderr
    assert not (home / "backups").exists()
