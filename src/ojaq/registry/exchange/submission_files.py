"""Reads what ODK Central and Kobo write out: JSON with repeats inside, a workbook with a sheet for each repeat, CSV with a file
for each repeat beside it (or all of them in a zip). A column is known by the last part of its name; groups do not matter.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ojaq.registry.exchange.errors import FileRefused
from ojaq.registry.exchange.packed import check_packed
from ojaq.registry.exchange.submissions import Submission
from ojaq.registry.exchange.tables import WORKBOOKS, Row, csv_rows, read_rows
from ojaq.registry.exchange.xlsform import REPEATS
from ojaq.registry.registration.refusal import Refusal

LARGEST = 64 * 1024 * 1024
_PART = re.compile(r"[/\-]")
# What servers and telephones add of themselves. Names that begin with an underscore are theirs too.
_OF_SERVERS = frozenset(
    {
        *("start", "end", "deviceid", "SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent"),
        *("AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion", "instanceID", "instanceName"),
        *("rootUuid", "deprecatedID", "uuid", "KEY", "PARENT_KEY"),
    }
)  # fmt: skip
# The first of these that is there: an edited form keeps its root at Kobo and its __id or KEY at ODK Central.
_IDS = ("rootUuid", "__id", "KEY", "instanceID", "_uuid")
_SEVERAL = "conditions"

Table = Callable[[str], Iterator[Row | Refusal]]
"""The rows of one table, the header first: "" for the submissions themselves, else a repeat; nothing where there is none."""


def read_submissions(path: Path) -> Iterator[Submission | Refusal]:
    """The filled forms of a file, in order; one that cannot be read comes as a refusal with its line. Raises FileRefused."""
    if path.suffix.lower() == ".json":
        return _from_json(path)
    return _from_tables(_tables(path), path.name)


def _tables(path: Path) -> Table:
    ending = path.suffix.lower()
    if ending in WORKBOOKS:
        return lambda name: _sheet(path, name)
    if ending == ".zip":
        check_packed(path)
        return lambda name: _packed(path, name)
    return lambda name: _beside(path, name)


def _sheet(path: Path, name: str) -> Iterator[Row | Refusal]:
    try:
        yield from read_rows(path, sheet=name)
    except FileRefused as refused:
        if not (name and refused.parameters["problem"] == "no-such-sheet"):
            raise


def _beside(path: Path, name: str) -> Iterator[Row | Refusal]:
    wanted = path.with_name(f"{path.stem}-{name}.csv") if name else path
    if wanted.is_file():
        yield from read_rows(wanted)


def _packed(path: Path, name: str) -> Iterator[Row | Refusal]:
    with zipfile.ZipFile(path) as packed:
        inside = sorted(each for each in packed.namelist() if each.endswith(".csv") and "/" not in each)
        endings = tuple(f"-{repeat}.csv" for repeat in REPEATS)
        wanted = [
            each for each in inside if (each.endswith(f"-{name}.csv") if name else not each.endswith(endings))
        ]
        if wanted:
            yield from csv_rows(io.BytesIO(packed.read(wanted[0])), path.name)


def _from_tables(table: Table, name: str) -> Iterator[Submission | Refusal]:
    repeats = {each: _by_parent(table(each)) for each in REPEATS}
    rows = table("")
    header = next(rows, None)
    if not isinstance(header, Row):
        raise FileRefused(problem="empty", file=name)
    _check_header(header.cells, name)
    for row in rows:
        if isinstance(row, Refusal):
            yield row
            continue
        told = _cells(header.cells, row)
        link = told.get("KEY") or told.get("_index", "")
        yield _submission(row.line, told, {each: by.get(link, []) for each, by in repeats.items()})


def _by_parent(rows: Iterator[Row | Refusal]) -> dict[str, list[dict[str, str]]]:
    """The rows of a repeat by the submission they belong to, in order."""
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    header = next(rows, None)
    for row in rows:
        # A row that cannot be read is missed by the count that the form carries, and its submission is refused.
        if isinstance(row, Row) and isinstance(header, Row):
            told = _cells(header.cells, row)
            found[told.get("PARENT_KEY") or told.get("_parent_index", "")].append(_answers(told))
    return found


def _check_header(header: Sequence[str], name: str) -> None:
    leaves = {_leaf(cell) for cell in header}
    if not {"consent_register", "name"} <= leaves:
        raise FileRefused(problem="not-submissions", file=name)


def _leaf(column: str) -> str:
    """`told/visitor/born` and `told-visitor-born` are `born`; the parts of a choice of several are nobody's own answer."""
    parts = _PART.split(column.strip())
    return "" if len(parts) > 1 and parts[-2] == _SEVERAL else parts[-1]


def _cells(header: Sequence[str], row: Row) -> dict[str, str]:
    told: dict[str, str] = {}
    for column, cell in zip(header, row.cells, strict=False):
        leaf = _leaf(column)
        if leaf and cell.strip() and leaf not in told:
            told[leaf] = cell.strip()
    return told


def _submission(
    line: int, told: Mapping[str, str], repeats: Mapping[str, Sequence[Mapping[str, str]]]
) -> Submission:
    instance = next((told[name] for name in _IDS if told.get(name)), "")
    return Submission(line, instance.removeprefix("uuid:"), _answers(told), repeats)


def _answers(told: Mapping[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in told.items() if not name.startswith("_") and name not in _OF_SERVERS}


def _from_json(path: Path) -> Iterator[Submission | Refusal]:
    with path.open("rb") as source:
        data = source.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise FileRefused(problem="submissions-too-large", file=path.name)
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise FileRefused(problem="not-submissions", file=path.name) from fault
    if isinstance(body, dict):
        # Kobo says results, ODK Central value.
        body = body.get("results", body.get("value"))
    if not isinstance(body, list):
        raise FileRefused(problem="not-submissions", file=path.name)
    for number, each in enumerate(body, start=1):
        if not isinstance(each, dict):
            yield Refusal("shape", line=number)
            continue
        told, repeats = _flat(each)
        if number == 1 and not told.keys() & {"words_version", "consent_register"}:
            raise FileRefused(problem="not-submissions", file=path.name)
        yield _submission(number, told, repeats)


def _flat(body: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, list[dict[str, str]]]]:
    """The answers of one submission without its groups, and its repeats."""
    told: dict[str, str] = {}
    repeats: dict[str, list[dict[str, str]]] = {}
    for column, value in body.items():
        leaf = _leaf(column)
        if leaf.startswith("_") and leaf not in _IDS:
            continue
        if isinstance(value, dict):
            inner, more = _flat(value)
            told |= {name: cell for name, cell in inner.items() if name not in told}
            repeats |= more
        elif isinstance(value, list) and leaf in REPEATS:
            repeats[leaf] = [_answers(_flat(each)[0]) for each in value if isinstance(each, dict)]
        elif leaf and "@odata" not in column and isinstance(value, str | int | float) and str(value).strip():
            told.setdefault(leaf, str(value).strip())
    return told, repeats
