"""Accuracy on simulated testimonies, beside Splink 5 on the same records in the same run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from measured import run
from sets import HERE, OJAQ, OUT, Set, accuracy_sets, made

PEERS = OUT / "peers-venv"
LOCK = HERE.parent / "requirements" / "peers.lock"


def peer_python() -> Path:
    """The interpreter of the peers' own environment, made now if it is not there."""
    python = PEERS / "bin" / "python"
    stamp = PEERS / "stamp"
    if not (stamp.is_file() and stamp.read_bytes() == LOCK.read_bytes()):
        shutil.rmtree(PEERS, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        pip = [
            python,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            LOCK,
        ]
        subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
        stamp.write_bytes(LOCK.read_bytes())
    return python


def measured_on(one: Set, *, peer: bool) -> dict[str, object]:
    """The figures of one set."""
    folder = made(one)
    source, truth = folder / "registrations.jsonl", folder / "truth.csv"
    ours = run(sys.executable, HERE / "ours.py", source, folder / "ours.csv")
    line: dict[str, object] = {"set": one.name, "what": one.what, "options": " ".join(one.options)}
    line["ojaq"] = {**json.loads(ours.out), **_score(truth, folder / "ours.csv")}
    if peer:
        theirs = run(peer_python(), HERE / "peers" / "splink_peer.py", source, truth, folder / "splink.csv")
        line["splink"] = {**json.loads(theirs.out), **_score(truth, folder / "splink.csv")}
    return line


def _score(truth: Path, found: Path) -> dict[str, object]:
    return json.loads(run(OJAQ, "score", "--truth", truth, found, "--json").out)


def measure(*, peer: bool) -> list[dict[str, object]]:
    """The figures of every set."""
    return [measured_on(one, peer=peer) for one in accuracy_sets()]
