"""`ojaq doctor`: what is wrong with a registry, and what to do about it."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from ojaq.cli.printing import AsJson, answer
from ojaq.cli.registry import home, opened

if TYPE_CHECKING:
    from ojaq.registry.finding import Finding

# Each folder knows how it should stand; `findings()` in its `health.py` says how it does.
EXAMINED = ("ledger", "access", "places", "registration", "identity", "families", "exchange")
_MARKS = {"well": "  well ", "look": "? look ", "wrong": "! wrong"}


def doctor(json: AsJson = False) -> None:
    """Examine a registry. Exit 1 when something is wrong; what merely waits for somebody does not count."""
    with opened() as by:
        from ojaq.registry.access import Act, require
        from ojaq.registry.ledger import record

        require(by, Act.CHECK_REGISTRY)
        found = list(_findings())
        bad = sum(each.standing == "wrong" for each in found)
        record(act=Act.CHECK_REGISTRY, by=by, subjects=[], figures={"wrong": bad, "examined": len(found)})
    lines = [f"{_MARKS[each.standing]}  {each.says}" + _advice(each) for each in found]
    answer([asdict(each) for each in found], as_json=json, lines=[*lines, *_summary(found, bad)])
    if bad:
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    from ojaq.registry.vault import health

    yield from health.findings(home())
    for folder in EXAMINED:
        module = f"ojaq.registry.{folder}.health"
        if importlib.util.find_spec(module):
            yield from importlib.import_module(module).findings()


def _advice(finding: Finding) -> str:
    return f"\n           {finding.advice}" if finding.advice else ""


def _summary(found: list[Finding], bad: int) -> list[str]:
    if bad:
        return [f"{bad} of {len(found)} things are wrong."]
    return [f"Nothing is wrong; {len(found)} things were examined."]
