"""Ask the public list of known faults about every pinned package. What could not be asked about counts as a failure.

    python scripts/audit.py        needs the network; so it is no part of `make test`

pip-audit answers 0 for packages that it skipped. Here a skipped package, or one that was never answered for, is named and
ends with 1; so a green run means that each one was looked up.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("build", "runtime", "development")


def pinned(lock: str) -> set[str]:
    """The names of the packages in a lock file, as the index writes them."""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}


def judged(asked: set[str], answer: dict[str, Any]) -> list[str]:
    """One line for each package with a known fault, each that was skipped, and each that was never answered for."""
    told = []
    answered = set()
    for each in answer["dependencies"]:
        name = re.sub(r"[-_.]+", "-", each["name"]).lower()
        if "skip_reason" in each:
            told.append(f"{name}: could not be audited: {each['skip_reason']}")
            continue
        answered.add(name)
        told += [f"{name} {each['version']}: {fault['id']}" for fault in each["vulns"]]
    skipped = {line.partition(":")[0] for line in told if "could not be audited" in line}
    return told + [f"{name}: nothing was answered" for name in sorted(asked - answered - skipped)]


def ask(lock: Path) -> dict[str, Any]:
    """What pip-audit found. Raises SystemExit when it did not work at all."""
    words = [
        sys.executable,
        "-m",
        "pip_audit",
        "--require-hashes",
        "--disable-pip",
        "--no-deps",
        "-f",
        "json",
    ]
    done = subprocess.run([*words, "-r", str(lock)], capture_output=True, text=True, check=False)
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        sys.exit(f"{lock.name} could not be audited: {done.stderr.strip().splitlines()[-1:]}")
    return found


def main() -> int:
    """0 when every package was looked up and none has a known fault."""
    wrong = []
    for name in LOCKS:
        lock = ROOT / f"requirements/{name}.lock"
        lines = lock.read_text(encoding="utf-8").splitlines()
        # What only another system installs is not looked up here.
        asked = pinned("\n".join(line for line in lines if "win32" not in line))
        found = judged(asked, ask(lock))
        print(f"{lock.name}: {len(asked)} packages, {len(found)} of them wrong or not audited")
        wrong += found
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
