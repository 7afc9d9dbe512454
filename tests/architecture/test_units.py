"""The units of systemd say what they must, hold no secret, and systemd reads them where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = sorted((Path(__file__).parents[2] / "packaging/systemd").glob("ojaq*"))
ALWAYS = ("UMask=0077", "NoNewPrivileges=yes", "ProtectSystem=strict", "MemorySwapMax=0", "LimitCORE=0")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_service_is_shut_in_and_its_passphrase_comes_in_memory(unit: Path) -> None:
    text = unit.read_text()
    if unit.suffix == ".service":
        assert [each for each in ALWAYS if each not in text] == []
        assert "LoadCredentialEncrypted=passphrase:" in text
        assert "OJAQ_PASSPHRASE=" not in text


def test_systemd_reads_them(tmp_path: Path) -> None:
    """Without systemd there is nothing to run them; the lines above hold all the same."""
    assert {unit.name for unit in UNITS} == {"ojaq.service", "ojaq-backup.service", "ojaq-backup.timer"}
    program = shutil.which("systemd-analyze")
    for unit in UNITS:
        # The package stands nowhere in a test, and no user of that name.
        text = unit.read_text().replace("/opt/ojaq/bin/ojaq", "/bin/true").replace("User=ojaq", "User=root")
        (tmp_path / unit.name).write_text(text)
    if program:
        words = [program, "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
        read = subprocess.run(words, capture_output=True, text=True, check=False)
        ours = [line for line in read.stderr.splitlines() if "ojaq" in line]
        assert (ours, read.returncode) == ([], 0), read.stderr
