"""`ojaq simulate`: a rehearsal of testimonies with the truth beside them. No registry, no passphrase."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer

from ojaq.cli.printing import AsJson
from ojaq.core.rehearsal import (
    STRESS,
    Population,
    Setting,
    Speller,
    Told,
    population_of,
    setting_of,
    simulate_community,
    simulate_tree,
    writing_of,
)
from ojaq.resources.programmes import programme, programme_ids
from ojaq.resources.rehearsal import spellings

TREE_SETTING = "displaced-from-armenia"
SOME_SCRIPTS = ("en-Latn", "ru-Cyrl", "hy-Armn", "fa-Arab")
PENS = {
    "Latn": "en-Latn",
    "Cyrl": "ru-Cyrl",
    "Armn": "hy-Armn",
    "Geor": "ka-Geor",
    "Arab": "fa-Arab",
    "Grek": "el-Grek",
}


def simulate(
    *,
    to: Annotated[Path, typer.Option("--to", help="Folder for registrations.jsonl and truth.csv.")],
    registrations: Annotated[int, typer.Option("--registrations", min=1)] = 1000,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    tree: Annotated[
        Path | None, typer.Option("--from", help="A GEDCOM file to cut testimonies out of.")
    ] = None,
    programme_id: Annotated[str | None, typer.Option("--programme", help="A fictional community.")] = None,
    scripts: Annotated[
        str | None, typer.Option("--scripts", help="1, 4, or a list such as Latn,Cyrl or az-Latn,ru-Cyrl.")
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="The language of the names in the tree.")
    ] = "en",
    stress: Annotated[str, typer.Option("--stress", help=f"Any of {', '.join(STRESS)}, with commas.")] = "",
    as_json: AsJson = False,
) -> None:
    """Cut overlapping testimonies out of a genealogy, or let a fictional community testify; the truth is kept beside."""
    if (tree is None) == (programme_id is None):
        raise typer.BadParameter("give either --from TREE.ged or --programme ID")
    hard = [name for name in stress.split(",") if name]
    if unknown := [name for name in hard if name not in STRESS]:
        raise typer.BadParameter(f"unknown stress {', '.join(unknown)}; known are {', '.join(STRESS)}")
    setting = _setting(programme_id or TREE_SETTING, scripts, language if tree else None)
    rnd, speller = Random(seed), _speller()  # noqa: S311 - a rehearsal must be repeatable
    if tree is not None:
        population = _population(tree, setting, language, rnd)
        told = simulate_tree(
            population, setting=setting, speller=speller, registrations=registrations, rnd=rnd, stress=hard
        )
    else:
        told = simulate_community(
            setting=setting, speller=speller, registrations=registrations, rnd=rnd, stress=hard
        )
    figures = write_rehearsal(told, to)
    answer = {"to": str(to), **figures}
    if as_json:
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        sys.stdout.write(
            f"{figures['registrations']} registrations, {figures['mentions']} mentions of {figures['persons']} persons in {to}\n"
        )


def write_rehearsal(told: Iterable[Told], to: Path) -> dict[str, int]:
    """Stream testimonies into `to`/registrations.jsonl and their truth into `to`/truth.csv; answer how many there are."""
    to.mkdir(parents=True, exist_ok=True)
    registrations = mentions = 0
    persons: set[str] = set()
    with (
        (to / "registrations.jsonl").open("w", encoding="utf-8", newline="\n") as documents,
        (to / "truth.csv").open("w", encoding="utf-8", newline="") as truth,
    ):
        rows = csv.writer(truth, lineterminator="\n")
        rows.writerow(("registration", "ref", "person"))
        for one in told:
            documents.write(json.dumps(one.document, ensure_ascii=False, separators=(",", ":")) + "\n")
            rows.writerows((one.document["id"], ref, person) for ref, person in one.truth)
            persons.update(person for _, person in one.truth)
            registrations, mentions = registrations + 1, mentions + len(one.truth)
    return {"registrations": registrations, "mentions": mentions, "persons": len(persons)}


def _speller() -> Speller:
    return Speller.of(spellings())


def _population(tree: Path, setting: Setting, language: str, rnd: Random) -> Population:
    try:
        content = tree.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{tree} cannot be read") from error
    return population_of(BytesIO(content), len(setting.villages), language, rnd)


def _setting(number: str, scripts: str | None, language: str | None) -> Setting:
    try:
        source: dict[str, Any] = dict(programme(number))
    except KeyError as error:
        raise typer.BadParameter(
            f"unknown programme {number}; known are {', '.join(programme_ids())}"
        ) from error
    if language is None and scripts is None:
        return setting_of(source)
    if language is not None:
        source["offices"] = _tree_offices(_pens(scripts, f"{language}-Latn", SOME_SCRIPTS))
        return setting_of(source)
    setting = setting_of(source)
    own = setting.writings
    return setting.limited_to(
        [writing_of(key) for key in _pens(scripts, own[0].key, [one.key for one in own[:4]])]
    )


def _pens(scripts: str | None, own: str, some: Iterable[str]) -> list[str]:
    if scripts in (None, "1"):
        return [own]
    if scripts == "4":
        return list(some)
    pens = [PENS.get(name, name) for name in str(scripts).split(",") if name]
    known = _speller().writings
    if unknown := [pen for pen in pens if pen not in known]:
        raise typer.BadParameter(f"cannot write {', '.join(unknown)}; known are {', '.join([*PENS, *known])}")
    return pens


def _tree_offices(pens: list[str]) -> list[dict[str, Any]]:
    """Six offices whose clerks share the pens out, each with a habit of its own."""
    return [
        {
            "code": f"office-{at + 1}",
            "town": {"en": f"Town {at + 1}"},
            "clerks": [
                {"writing": pen, "habit": at, "family_first": at % 3 == 2 and pen.startswith("ru"),
                 "patronymics": not pen.startswith("en"), "share": 5 if at % len(pens) == turn else 1}
                for turn, pen in enumerate(pens)
            ],
        }
        for at in range(6)
    ]  # fmt: skip
