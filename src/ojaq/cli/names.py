"""`ojaq names`: are these two written names one name? Needs no registry and no passphrase."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from ojaq.cli.printing import AsJson, answer, say
from ojaq.errors import Refused

BLOCK = 50_000  # pairs that are held at a time
LONGEST_CELL = 131_072
"""Characters of one cell; a name of more is no name."""


class NotPairs(Refused):
    """The file cannot be read as pairs of names."""

    code = "not-pairs"
    sentence = "Line %(line)s cannot be read: pairs of names are UTF-8 CSV with the columns a and b."


def names(
    pairs: Annotated[Path, typer.Option(help="CSV with the columns a and b.", exists=True, dir_okay=False)],
    to: Annotated[Path, typer.Option(help="CSV to write: a, b, score (0 to 1; from 0.5 on: one name).")],
    as_json: AsJson = False,
) -> None:
    """Say for each pair of written names how likely they are one, in any scripts and any order of parts."""
    from ojaq.core.names import build_knowledge, name_similarities
    from ojaq.resources.names import tables

    knowledge = build_knowledge(tables())
    unfinished = to.with_name(to.name + ".part")
    count = 0
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("a", "b", "score"))
            for block in _blocks(pairs):
                left, right = [a for a, _ in block], [b for _, b in block]
                scores = name_similarities(left, right, knowledge).tolist()
                writer.writerows((a, b, f"{s:.6f}") for a, b, s in zip(left, right, scores, strict=True))
                count += len(block)
                say(f"{count:,} pairs")
        unfinished.replace(to)
    finally:
        unfinished.unlink(missing_ok=True)
    answer({"pairs": count, "to": str(to)}, as_json=as_json, lines=[f"{count:,} pairs written to {to}."])


def _blocks(file: Path) -> Iterator[list[tuple[str, str]]]:
    rows = _rows(file)
    while block := list(islice(rows, BLOCK)):
        yield block


def _rows(file: Path) -> Iterator[tuple[str, str]]:
    """Pairs of the file; a missing value is an empty name. Raises NotPairs."""
    line = 1
    # The limit belongs to the whole process, so whoever reads says his own.
    csv.field_size_limit(LONGEST_CELL)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            if not {"a", "b"} <= set(reader.fieldnames or ()):
                raise NotPairs(line=1)
            for row in reader:
                line = reader.line_num
                yield row["a"], row["b"]
    except (UnicodeDecodeError, csv.Error) as trouble:
        raise NotPairs(line=line + 1) from trouble
