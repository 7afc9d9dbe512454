"""T2.4: the keys are changed while a registry is served and programs post to it; or the change is killed, at each of its steps.

Nothing acknowledged is lost, nobody is refused, and afterwards an old copy of the keys opens nothing of the register.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from faults.conftest import PASSPHRASE, Intake, stored
from faults.posting import Posted
from ojaq.registry.vault import keyfile, sealing

pytestmark = [pytest.mark.engines, pytest.mark.trust("T2.4")]
Run = Callable[..., subprocess.CompletedProcess[str]]
CLIENTS = 3


def opened_by(copy: Path, home: Path) -> bool:
    """Whether somebody with a copy of the key file and its passphrase opens the pages of the register."""
    master = keyfile.open_master(home=copy, passphrase=PASSPHRASE)
    opened = dbapi2.connect(str(home / "register.db"))
    try:
        opened.set_key(f"x'{sealing.derive(master, 'database 1').hex()}'".encode())
        opened.execute("SELECT count(*) FROM registration").fetchone()
    except dbapi2.DatabaseError:
        return False
    finally:
        opened.close()
    return True


def copied_keys(home: Path, folder: Path) -> Path:
    """The key file as somebody may have taken it along."""
    shutil.copytree(home / "keys", folder / "keys")
    return folder


def test_under_load_nobody_is_refused_and_nothing_is_lost(
    home: Path, posted: Posted, port: int, ojaq: Run, outside: dict[str, str], tmp_path: Path
) -> None:
    copy, ended = copied_keys(home, tmp_path / "copy"), threading.Event()
    clients = [threading.Thread(target=posted.until_killed, args=(port, ended)) for _ in range(CLIENTS)]
    for each in clients:
        each.start()
    try:
        posted.await_more(20)
        assert opened_by(copy, home), "the control: before the change the copied keys open the register"
        changed = ojaq(home, "keys", "rotate", "--json")
        assert changed.returncode == 0, changed.stderr
        assert json.loads(changed.stdout)["epoch"] == 2
        posted.await_more(20)
    finally:
        ended.set()
        for each in clients:
            each.join()
    assert posted.strange == []
    assert not opened_by(copy, home)
    found = stored(home, outside)
    assert posted.acknowledged <= found
    assert found - posted.acknowledged <= set(posted.unsure)


STEPS = (
    *("begin", "after:begin", "_wrap_anew", "_close_pages_anew"),
    *("pages_done", "_empty_log", "finish", "after:finish"),
)


def check_killed_at(
    steps: Sequence[str], home: Path, ojaq: Run, outside: dict[str, str], folder: Path
) -> None:
    intake = Intake(home, outside)
    kept = {line[1] for line in intake.do("some") if line[0] == "ack"}
    intake.end()
    script = str(Path(__file__).with_name("rotating.py"))
    given = outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE}
    for number, step in enumerate(steps):
        copy = copied_keys(home, folder / f"copy{number}")
        killed = subprocess.run([sys.executable, script, step], env=given, check=False, capture_output=True)
        assert killed.returncode == -signal.SIGKILL, (step, killed.stderr)
        ended = ojaq(home, "keys", "rotate")
        assert ended.returncode == 0, (step, ended.stderr)
        assert not opened_by(copy, home), step
        assert stored(home, outside) == kept, step


def test_killed_when_both_keys_stand_it_is_ended_by_the_next(
    home: Path, ojaq: Run, outside: dict[str, str], tmp_path: Path
) -> None:
    check_killed_at(("after:begin", "pages_done"), home, ojaq, outside, tmp_path)


@pytest.mark.long
def test_killed_at_any_step_it_is_ended_by_the_next(
    home: Path, ojaq: Run, outside: dict[str, str], tmp_path: Path
) -> None:
    check_killed_at(STEPS, home, ojaq, outside, tmp_path)
    assert ojaq(home, "verify").returncode == 0


def test_a_backup_of_before_opens_by_its_paper_only(home: Path, ojaq: Run, tmp_path: Path) -> None:
    """And the list of withdrawals of now is still read by it."""
    paper, file = str(tmp_path / "paper"), str(tmp_path / "backup")
    assert ojaq(home, "keys", "recovery", "add", "--to", paper).returncode == 0
    assert ojaq(home, "backup", "--to", file).returncode == 0
    assert ojaq(home, "keys", "rotate").returncode == 0
    assert ojaq(home, "backup", "--to", f"{file}2", "--drill").returncode == 0
    refused = ojaq(home, "restore", file, "--into", str(tmp_path / "a"))
    assert "does not open this backup" in refused.stderr
    words = ("--key", paper, "--withdrawals", str(home / "withdrawals"))
    done = ojaq(tmp_path / "nothing", "restore", file, "--into", str(tmp_path / "b"), *words)
    assert done.returncode == 0, done.stderr
