"""`ojaq heirs`: exact shares of an estate, told in a file (no registry, no passphrase) or known to the register."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml

from ojaq.cli.printing import AsJson
from ojaq.core.succession import Reckoning, answer, read_case, read_regime, reckon
from ojaq.core.succession.errors import BrokenCase
from ojaq.core.succession.wording import told
from ojaq.resources import succession

if TYPE_CHECKING:
    from ojaq.registry.estates.pages import EstatePage
    from ojaq.registry.families.selectors import HeirsShown

NOTICE = "Indicative, not a legal determination."
LARGEST_CASE = 4 * 1024 * 1024


def heirs(
    person: Annotated[str | None, typer.Argument(help="The register number of who asks as an heir.")] = None,
    case: Annotated[
        Path | None, typer.Option("--case", help="A case file: the family, the death, what is asked.")
    ] = None,
    estate_of: Annotated[
        str | None,
        typer.Option(
            "--estate-of", help="Whose estate, as a register number; else the nearest displaced forebear's."
        ),
    ] = None,
    regime: Annotated[
        str | None, typer.Option("--regime", help="The regime the family chooses, such as jafari.")
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="Language of the sentences: en, az, hy, ru, tr, ka, fa.")
    ] = "en",
    as_json: AsJson = False,
) -> None:
    """Reckon who takes which share, by which law, and why; for a person of the register or for a case file."""
    if (person is None) == (case is None) or (case is not None and estate_of is not None):
        raise typer.BadParameter(
            "Give a register number, with --estate-of if you like, or --case with a file."
        )
    if person is not None:
        _of_register(person, estate_of, regime, language, as_json=as_json)
        return
    assert case is not None
    body = _read(case)
    if regime is not None:
        body["regime"] = regime
    laws = [read_regime(row) for row in succession.regimes()]
    found = read_case(body)
    if as_json or found.chained:
        sys.stdout.write(json.dumps(answer(found, laws), ensure_ascii=False) + "\n")
        return
    _say(reckon(found.family, found.estates[0], laws), language, {})


def _of_register(
    person: str, estate_of: str | None, regime: str | None, language: str, *, as_json: bool
) -> None:
    from ojaq.cli.registry import opened

    with opened() as by:
        from ojaq.registry.estates.selectors import estate_page
        from ojaq.registry.families.selectors import heirs_of
        from ojaq.registry.identity.number import read_number

        shown = heirs_of(
            person=read_number(person),
            estate_of=read_number(estate_of) if estate_of else None,
            regime=regime,
            viewer=by,
        )
        page = estate_page(person=shown.person, estate_of=shown.estate_of, regime=regime or "", viewer=by)
    if as_json:
        answered = {**_as_object(shown), "generations": generations(page)}
        sys.stdout.write(json.dumps(answered, ensure_ascii=False) + "\n")
        return
    names = {str(number): f"{name} ({number})" for number, name in shown.names.items()}
    lines = [f"The estate of {names.get(str(shown.estate_of), str(shown.estate_of))}", ""]
    lines += [
        f"  {names.get(str(link.child), str(link.child))}, child of {names.get(str(link.parent), str(link.parent))}: "
        f"{link.proof}, testimonies: {link.testimonies}"
        for link in shown.line
    ]
    lines += (
        [f"  {len(shown.choices)} contradictions were decided; --json tells how."] if shown.choices else []
    )
    lines += [f"  {len(shown.presumed_dead)} are presumed dead by their age."] if shown.presumed_dead else []
    sys.stdout.write("\n".join([*lines, ""]) + "\n")
    laws = [read_regime(row) for row in succession.regimes()]
    _say(reckon(shown.case.family, shown.case.estates[0], laws), language, names)


def _as_object(shown: HeirsShown) -> dict[str, Any]:
    return {
        "person": str(shown.person),
        "estate_of": str(shown.estate_of),
        "law": shown.law,
        **shown.answer,
        "line": [
            {**asdict(link), "parent": str(link.parent), "child": str(link.child)} for link in shown.line
        ],
        "choices": [asdict(choice) for choice in shown.choices],
        "presumed_dead": [str(number) for number in shown.presumed_dead],
        "names": {str(number): name for number, name in shown.names.items()},
        "notice": NOTICE,
    }


def generations(page: EstatePage) -> dict[str, Any]:
    """What everybody holds today, down the generations, an object a reading. The masked are m1, m2 ...: no number, no name."""
    return {
        "readings": [
            {
                "supposed": [asdict(one) for one in reading.supposed],
                "shares": _texts(reading.shares),
                "residue": _texts(reading.residue) or None,
                "passings": [
                    {
                        "of": one.of, "died": one.died, "held": str(one.held), "regime": one.regime or None,
                        "status": one.status or None, "shares": _texts(one.shares), "residue": _texts(one.residue) or None,
                        "refused": one.refused[0] if one.refused else None,
                    }
                    for one in reading.passings
                ],
            }
            for reading in page.readings
        ],
        "line": [asdict(link) for link in page.line],
        "versions": [{"number": one.number, "state": one.state} for one in page.versions],
    }  # fmt: skip


def _texts(shares: Mapping[str, Fraction]) -> dict[str, str]:
    return {who: str(part) for who, part in shares.items()}


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


def _say(reckoning: Reckoning, language: str, names: Mapping[str, str]) -> None:
    """The answer for people: shares first, then the proof, then what is not sure."""
    regime, division = reckoning.regime, reckoning.division
    lines = [f"{regime.title} ({regime.id}, {regime.status})", ""]
    lines += [f"  {share!s:>8}  {names.get(who, who)}" for who, share in division.shares.items()]
    lines += [f"  {part!s:>8}  ({kind})" for kind, part in division.residue.items()]
    lines += ["", *told(division, succession.sentences(language), names)]
    for scenario in reckoning.scenarios:
        facts = ", ".join(
            f"{who} {'outlived' if alive else 'died before'}" for who, alive in scenario.outlived.items()
        )
        shares = ", ".join(f"{who} {share}" for who, share in scenario.division.shares.items())
        lines.append(f"If {facts or scenario.regime}: {shares}")
    sys.stdout.write("\n".join([*lines, "", NOTICE]) + "\n")
