"""`ojaq match`: who is who among the rows of files. No registry, no passphrase, no labels, one threshold."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ojaq.cli.printing import AsJson, say
from ojaq.errors import Refused

if TYPE_CHECKING:
    from ojaq.core.matching import Matched, TableRow
    from ojaq.core.matching.comparing import Comparer

_PARQUET = frozenset({".parquet", ".pq"})
_LONGEST_CELL = 4 * 1024 * 1024


class TableRefused(Refused):
    """A file that cannot be matched. `detail` never holds what stands in a cell."""

    code = "table-refused"
    sentence = "%(file)s: %(detail)s."


def match(
    files: Annotated[
        list[Path], typer.Argument(help="Files of people: CSV in UTF-8 with a header, or Parquet.")
    ],
    to: Annotated[
        Path,
        typer.Option(
            "--to", help="Where to write id,cluster: every row once. CSV, or Parquet by its ending."
        ),
    ],
    pairs: Annotated[Path | None, typer.Option("--pairs", help="Where to write a,b,probability.")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="Says which column is what.")] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Where to write a page with pictures.")
    ] = None,
    link: Annotated[bool, typer.Option("--link", help="Join only across files.")] = False,
    engine: Annotated[
        str, typer.Option("--engine", help="Where pairs are compared: local, or spark.")
    ] = "local",
    as_json: AsJson = False,
) -> None:
    """Group the rows that speak of one person."""
    if engine not in ("local", "spark"):
        raise typer.BadParameter("It is local or spark.", param_hint="--engine")
    if link and len(files) < 2:
        raise typer.BadParameter("Linking needs two files or more.", param_hint="--link")
    from ojaq.core.matching import match_rows
    from ojaq.core.names import build_knowledge
    from ojaq.resources import names

    rows = _read(files, mapping)
    say(f"{len(rows):,} rows read")
    knowledge = build_knowledge(names.tables())
    with _comparer(engine) as comparer:
        matched = match_rows(
            rows,
            knowledge,
            link=link,
            progress=lambda step, count: say(f"{step}: {count:,}"),
            comparer=comparer,
        )
    _write(to, ("id", "cluster"), zip(matched.keys, matched.clusters, strict=True))
    if pairs is not None:
        _write(pairs, ("a", "b", "probability"), _told(matched))
    if report is not None:
        from ojaq.cli.match_report import page

        report.write_text(page(matched, rows), encoding="utf-8")
        say(f"{report}: what was found, with pictures")
    persons = len(set(matched.clusters))
    if as_json:
        sys.stdout.write(json.dumps({"rows": len(rows), "persons": persons}) + "\n")
    else:
        say(f"{len(rows):,} rows speak of {persons:,} persons")


def _comparer(engine: str) -> AbstractContextManager[Comparer]:
    if engine == "spark":
        from ojaq.cli.spark import workers

        return workers()
    from ojaq.core.matching.comparing import compare

    return nullcontext(compare)


def _read(files: list[Path], mapping: Path | None) -> list[TableRow]:
    document = _document(mapping)
    rows: list[TableRow] = []
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


def _rows_of(path: Path, number: int, document: dict[str, object] | None, before: int) -> Iterator[TableRow]:
    from ojaq.core.matching import TableRow
    from ojaq.core.matching.rows import Meaning
    from ojaq.registry.exchange.mapping import fit

    header, lines = _parquet(path) if path.suffix.lower() in _PARQUET else _csv(path)
    fitted = fit(document, header, roll=path.stem)
    meanings = tuple(
        Meaning(name, column.is_, column.format, {**_plain(column.is_), **dict(column.values)})
        for name, column in fitted.columns.items()
    )
    household = next((meaning.header for meaning in meanings if meaning.tells == "household"), "")
    for at, cells in enumerate(line for line in lines if any(line)):
        row = {name: cell for name, cell in zip(header, cells, strict=False) if name}
        key = row.get(fitted.key, "").strip() if fitted.key else ""
        yield TableRow(key or str(before + at + 1), row, meanings, number, row.get(household, "").strip())


def _csv(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *lines = [*csv.reader(stream)] or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise TableRefused(file=path.name, detail="it cannot be read as a CSV file in UTF-8") from fault
    return [name.strip() for name in header], iter(lines)


def _parquet(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    """Every column as text, missing values as empty cells, days as 1957-03-21."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(path)
        header = [str(name) for name in file.schema_arrow.names]
        lines = [
            ["" if cell is None else str(cell) for cell in line]
            for batch in file.iter_batches()
            for line in zip(*(column.to_pylist() for column in batch.columns), strict=True)
        ]
    except (OSError, ArrowException, UnicodeDecodeError) as fault:
        raise TableRefused(file=path.name, detail="it cannot be read as a Parquet file") from fault
    return header, iter(lines)


def _plain(tells: str) -> dict[str, str]:
    """What people write for a sex, by the words that ship."""
    from ojaq.resources.formats import roll_words

    return roll_words()["sex"] if tells == "sex" else {}


def _told(matched: Matched) -> Iterator[tuple[str, str, str]]:
    """Every pair of rows that was weighed to the end, and every pair of one cluster."""
    for (one, other), chance in zip(matched.pairs.tolist(), matched.probability.tolist(), strict=True):
        yield matched.keys[one], matched.keys[other], f"{chance:.6f}"


def _write(to: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table of texts as CSV, or as Parquet where the file is called so; a probability there is a number."""
    if to.suffix.lower() in _PARQUET:
        from pyarrow import float64, table
        from pyarrow.parquet import write_table

        columns = list(zip(*rows, strict=True)) or [()] * len(header)
        found = table(dict(zip(header, map(list, columns), strict=True)))
        if "probability" in header:
            at = header.index("probability")
            found = found.set_column(at, "probability", found.column(at).cast(float64()))
        write_table(found, to)
        return
    with to.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
