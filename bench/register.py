"""The register itself, through its own commands: import and resolve into the encrypted database, ask, and serve pages."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from measured import run
from sets import HERE, OJAQ, OUT, made, register_set

PASSPHRASE = "a throw-away passphrase of the bench"


def measure(registrations: int) -> dict[str, object]:
    """Found a registry, take a community in, resolve it, score it, ask it, open its pages; the registry is removed again."""
    folder = made(register_set(registrations))
    home = OUT / f"home-{registrations}"
    shutil.rmtree(home, ignore_errors=True)
    env = {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE}
    try:
        return _measured(registrations, folder, home, env)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measured(registrations: int, folder: Path, home: Path, env: dict[str, str]) -> dict[str, object]:
    founded = run(OJAQ, "init", "--fictional", "--json", env=env)
    login = json.loads(founded.out)
    _offices(env)
    imported = run(OJAQ, "import", folder / "registrations.jsonl", "--json", env=env, may_answer=(0, 1))
    resolved = run(OJAQ, "resolve", "--json", env=env)
    run(OJAQ, "export", "identities", "--to", folder / "identities.csv", env=env)
    scored = run(OJAQ, "score", "--truth", folder / "truth.csv", folder / "identities.csv", "--json")
    asked = run(sys.executable, HERE / "counter.py", folder, env=env)
    pages = run(sys.executable, HERE / "pages.py", folder, login["user"], login["password"], env=env)
    return {
        "registrations": registrations,
        "init_s": founded.wall_s,
        "import": {
            "wall_s": imported.wall_s,
            "cpu_s": imported.cpu_s,
            "peak_mb": imported.peak_mb,
            **json.loads(imported.out),
        },
        "resolve": {
            "wall_s": resolved.wall_s,
            "cpu_s": resolved.cpu_s,
            "peak_mb": resolved.peak_mb,
            **json.loads(resolved.out),
        },
        "score": json.loads(scored.out),
        "database_mb": sum(path.stat().st_size for path in home.glob("register.db*")) // 2**20,
        "find": json.loads(asked.out),
        "pages": json.loads(pages.out),
    }


def _offices(env: dict[str, str]) -> None:
    """The offices of the community, as a careful operator adds them before an import."""
    from ojaq.resources.programmes import programme

    for office in programme("displaced-from-armenia")["offices"]:
        run(OJAQ, "office", "add", office["code"], env=env, may_answer=(0, 1, 2))
