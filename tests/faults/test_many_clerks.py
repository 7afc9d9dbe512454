"""T4.9: many clerks at once through HTTP, while an import and a backup run: everybody is answered, and all of it is kept.

How long they wait is measured by `bench/load.py` and never asserted here.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from faults import intake
from faults.conftest import PASSPHRASE, stored
from faults.posting import Posted

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.9")]
Run = Callable[..., subprocess.CompletedProcess[str]]
CLERKS, EACH, IMPORTED = 12, 3, 60


def clerk(posted: Posted, port: int) -> None:
    """One clerk, who tells of three families, one after the other."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    for _ in range(EACH):
        posted.post(connection, intake.testimony())
    connection.close()


def beside(home: Path, outside: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    """One more command at work on the registry that is served."""
    return subprocess.Popen(
        [sys.executable, "-m", "ojaq.cli.main", *words],
        env=outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_everybody_is_answered_and_everything_is_kept(
    home: Path, posted: Posted, port: int, ojaq: Run, outside: dict[str, str], tmp_path: Path
) -> None:
    assert ojaq(home, "keys", "recovery", "add", "--to", str(tmp_path / "paper")).returncode == 0
    lines = [intake.testimony() for _ in range(IMPORTED)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    clerks = [threading.Thread(target=clerk, args=(posted, port)) for _ in range(CLERKS)]
    for each in clerks:
        each.start()
    others = [
        beside(home, outside, "import", str(tmp_path / "in.jsonl")),
        beside(home, outside, "backup", "--to", str(tmp_path / "backup")),
    ]
    for each in clerks:
        each.join()
    assert [each.wait() for each in others] == [0, 0]
    assert (posted.strange, len(posted.acknowledged)) == ([], CLERKS * EACH)
    assert stored(home, outside) == posted.acknowledged | {str(line["id"]) for line in lines}


def test_a_clerk_who_is_refused_is_noticed(posted: Posted, port: int) -> None:
    """The control: an answer that is no acknowledgement is counted as such."""
    stranger = Posted("nobody's token")
    clerk(stranger, port)
    assert len(stranger.strange) == EACH
    assert stranger.acknowledged == set()
