"""`ojaq match`: who is who among the rows of files. No registry, no passphrase, no labels, one threshold."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ojaq.cli.printing import say
from ojaq.errors import Refused

if TYPE_CHECKING:
    from ojaq.core.matching import Outcome
    from ojaq.core.matching.rows import Meaning

ROOM = 4
"""Stable numbers a row takes: itself, father, mother, spouse."""
_LONGEST_CELL = 4 * 1024 * 1024


class TableRefused(Refused):
    """A file that cannot be matched. `detail` never holds what stands in a cell."""

    code = "table-refused"
    sentence = "%(file)s: %(detail)s."


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    file: int
    cells: dict[str, str]
    meanings: tuple[Meaning, ...]


def match(
    files: Annotated[list[Path], typer.Argument(help="CSV files of people, UTF-8, with a header.")],
    to: Annotated[Path, typer.Option("--to", help="Where to write id,cluster: every row once.")],
    pairs: Annotated[Path | None, typer.Option("--pairs", help="Where to write a,b,probability.")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="Says which column is what.")] = None,
    link: Annotated[bool, typer.Option("--link", help="Join only across files.")] = False,
    engine: Annotated[str, typer.Option("--engine", help="local")] = "local",
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one line of JSON.")] = False,
) -> None:
    """Group the rows that speak of one person."""
    if engine != "local":
        raise typer.BadParameter("Only the local engine is there yet.", param_hint="--engine")
    if link and len(files) < 2:
        raise typer.BadParameter("Linking needs two files or more.", param_hint="--link")
    rows = _read(files, mapping)
    say(f"{len(rows):,} rows read")
    outcome, own = _resolved(rows, link=link)
    _write_clusters(to, rows, own, outcome)
    if pairs is not None:
        _write_pairs(pairs, rows, own, outcome)
    persons = len(set(outcome.label[own].tolist()))
    if as_json:
        sys.stdout.write(json.dumps({"rows": len(rows), "persons": persons}) + "\n")
    else:
        say(f"{len(rows):,} rows speak of {persons:,} persons")


def _resolved(rows: list[_Row], *, link: bool) -> tuple[Outcome, list[int]]:
    """The outcome, and for each row its place among the mentions."""
    from ojaq.core.matching import Tokens, code_testimonies, resolve
    from ojaq.core.matching.rows import testimony_of
    from ojaq.core.names import build_knowledge
    from ojaq.resources import names

    households: dict[tuple[int, str], int] = {}
    testimonies, own, at = [], [], 0
    for number, row in enumerate(rows):
        group = _household(row)
        key = row.file if link else number
        if group and not link:
            key = households.setdefault((row.file, group), -1 - len(households))
        testimony = testimony_of(row.cells, row.meanings, key, number * ROOM)
        testimonies.append(testimony)
        own.append(at)
        at += len(testimony.people)
    tokens = Tokens(build_knowledge(names.tables()))
    mentions = code_testimonies(testimonies, tokens)
    return resolve(mentions, tokens, progress=lambda step, count: say(f"{step}: {count:,}")), own


def _household(row: _Row) -> str:
    header = next((meaning.header for meaning in row.meanings if meaning.tells == "household"), "")
    return row.cells.get(header, "").strip()


def _read(files: list[Path], mapping: Path | None) -> list[_Row]:
    document = _document(mapping)
    rows: list[_Row] = []
    seen: set[str] = set()
    for number, path in enumerate(files):
        for row in _rows_of(path, number, document, len(rows)):
            if row.key in seen:
                raise TableRefused(
                    file=path.name, detail="an id stands twice; ids must be different everywhere"
                )
            seen.add(row.key)
            rows.append(row)
    return rows


def _document(mapping: Path | None) -> dict[str, object] | None:
    from ojaq.registry.exchange.mapping import parse_mapping

    if mapping is None:
        return None
    try:
        return parse_mapping(mapping.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise TableRefused(file=mapping.name, detail="it cannot be read as UTF-8") from fault


def _rows_of(path: Path, number: int, document: dict[str, object] | None, before: int) -> Iterator[_Row]:
    from ojaq.core.matching.rows import Meaning
    from ojaq.registry.exchange.mapping import fit

    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = csv.reader(stream)
            header = [name.strip() for name in next(lines, [])]
            fitted = fit(document, header, roll=path.stem)
            meanings = tuple(
                Meaning(name, column.is_, column.format, {**_plain(column.is_), **dict(column.values)})
                for name, column in fitted.columns.items()
            )
            for at, cells in enumerate(line for line in lines if any(line)):
                row = {name: cell for name, cell in zip(header, cells, strict=False) if name}
                key = row.get(fitted.key, "").strip() if fitted.key else ""
                yield _Row(key or str(before + at + 1), number, row, meanings)
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise TableRefused(file=path.name, detail="it cannot be read as a CSV file in UTF-8") from fault


def _plain(tells: str) -> dict[str, str]:
    """What people write for a sex, by the words that ship."""
    from ojaq.resources.formats import roll_words

    return roll_words()["sex"] if tells == "sex" else {}


def _write_clusters(to: Path, rows: list[_Row], own: list[int], outcome: Outcome) -> None:
    first: dict[int, str] = {}
    with to.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "cluster"])
        for row, at in zip(rows, own, strict=True):
            writer.writerow([row.key, first.setdefault(int(outcome.label[at]), row.key)])


def _write_pairs(to: Path, rows: list[_Row], own: list[int], outcome: Outcome) -> None:
    """Every pair that was weighed to the end, and every pair of one cluster."""
    key_of = {at: row.key for row, at in zip(rows, own, strict=True)}
    with to.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["a", "b", "probability"])
        for (one, other), chance in zip(
            outcome.pairs.tolist(), outcome.pair_probability.tolist(), strict=True
        ):
            if one in key_of and other in key_of:
                writer.writerow([key_of[one], key_of[other], f"{chance:.6f}"])
