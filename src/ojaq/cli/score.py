"""`ojaq score`: how well identities agree with the truth. No registry, no passphrase."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from ojaq.cli.printing import AsJson
from ojaq.core.rehearsal import Labels, Score, read_identities
from ojaq.core.rehearsal import score as compare


def score(
    identities: Annotated[Path, typer.Argument(help="CSV with registration,ref,person as found.")],
    truth: Annotated[Path, typer.Option("--truth", help="CSV with registration,ref,person as it truly is.")],
    as_json: AsJson = False,
) -> None:
    """Pair precision and recall, B-cubed, persons exactly right, and precision by the size of the persons found."""
    # Millions of short rows are built and nothing of them forms a circle: looking for circles would take half the time.
    gc.disable()
    try:
        result = compare(_read(truth), _read(identities))
    finally:
        gc.enable()
    if as_json:
        sys.stdout.write(json.dumps(result.as_dict()) + "\n")
    else:
        sys.stdout.write(table(result))


def _read(path: Path) -> Labels:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return read_identities(stream)
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{path} cannot be read as a CSV file in UTF-8.\n")
        raise typer.Exit(1) from error
    except ValueError as error:
        sys.stderr.write(f"{path}: {error}.\n")
        raise typer.Exit(1) from error


def table(result: Score) -> str:
    """The figures as lines for people."""
    lines = [
        f"mentions          {result.mentions:>10,}   without an answer {result.unanswered:,}",
        f"persons           {result.persons_true:>10,}   found {result.persons_found:,}",
        f"persons exact     {result.persons_exact:>10.4f}",
        f"pairs        F1   {result.pair_f1:>10.4f}   precision {result.pair_precision:.4f}   recall {result.pair_recall:.4f}",
        f"B-cubed      F1   {result.b3_f1:>10.4f}   precision {result.b3_precision:.4f}   recall {result.b3_recall:.4f}",
        "precision of pairs by mentions of a found person:",
    ]
    for line in result.by_size:
        size = f"{line.least}" if line.least == line.most else f"{line.least}-{line.most or ''}"
        lines.append(f"  {size:<8} {line.precision:>8.4f}   {line.persons:,} persons, {line.pairs:,} pairs")
    return "\n".join(lines) + "\n"
