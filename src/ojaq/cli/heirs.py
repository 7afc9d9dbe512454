"""`ojaq heirs --case`: exact shares of an estate told in a file. No registry, no passphrase."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from ojaq.core.succession import Reckoning, answer, read_case, read_regime, reckon
from ojaq.core.succession.errors import BrokenCase
from ojaq.core.succession.wording import told
from ojaq.resources import succession

NOTICE = "Indicative, not a legal determination."
LARGEST_CASE = 4 * 1024 * 1024


def heirs(
    case: Annotated[Path, typer.Option("--case", help="A case file: the family, the death, what is asked.")],
    regime: Annotated[
        str | None, typer.Option("--regime", help="The regime the family chooses, such as jafari.")
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="Language of the sentences: en, az, hy, ru.")
    ] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one line of JSON.")] = False,
) -> None:
    """Reckon who takes which share, by which law, and why."""
    body = _read(case)
    if regime is not None:
        body["regime"] = regime
    laws = [read_regime(row) for row in succession.regimes()]
    found = read_case(body)
    if as_json or found.chained:
        sys.stdout.write(json.dumps(answer(found, laws), ensure_ascii=False) + "\n")
        return
    _say(reckon(found.family, found.estates[0], laws), language)


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_CASE:
            raise BrokenCase(part="the file: it is larger than 4 MiB")
        body = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenCase(part="the file: it is not there") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise BrokenCase(part="the file: it is neither YAML nor JSON") from None
    if not isinstance(body, dict):
        raise BrokenCase(part="the file: it holds no case")
    return body


def _say(reckoning: Reckoning, language: str) -> None:
    """The answer for people: shares first, then the proof, then what is not sure."""
    regime, division = reckoning.regime, reckoning.division
    lines = [f"{regime.title} ({regime.id}, {regime.status})", ""]
    lines += [f"  {share!s:>8}  {who}" for who, share in division.shares.items()]
    lines += [f"  {part!s:>8}  ({kind})" for kind, part in division.residue.items()]
    lines += ["", *told(division, succession.sentences(language), {})]
    for scenario in reckoning.scenarios:
        facts = ", ".join(
            f"{who} {'outlived' if alive else 'died before'}" for who, alive in scenario.outlived.items()
        )
        shares = ", ".join(f"{who} {share}" for who, share in scenario.division.shares.items())
        lines.append(f"If {facts or scenario.regime}: {shares}")
    sys.stdout.write("\n".join([*lines, "", NOTICE]) + "\n")
