"""Rows of a roll, from CSV or a workbook, one after the other. A row that cannot be read comes as a refusal with its line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ojaq.registry.exchange import sheets
from ojaq.registry.exchange.errors import FileRefused
from ojaq.registry.exchange.lines import lines
from ojaq.registry.exchange.packed import check_packed
from ojaq.registry.registration.refusal import Refusal

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods", ".xls"})
_ZIPPED = frozenset({".xlsx", ".xlsm", ".xlsb", ".ods"})
_LONGEST_ROW = 1024 * 1024
_FAILURES = {
    sheets.NO_SUCH_SHEET: "no-such-sheet",
    sheets.UNREADABLE: "not-a-workbook",
    sheets.LOCKED: "locked-workbook",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its line in the file (counted from 1) with the texts of its cells."""

    line: int
    cells: Sequence[str]


def read_rows(path: Path, *, sheet: str = "") -> Iterator[Row | Refusal]:
    """The rows of a roll that are not blank, the header first. Memory stays flat. Raises FileRefused."""
    if path.suffix.lower() in WORKBOOKS:
        if path.suffix.lower() in _ZIPPED:
            check_packed(path)
        return _workbook(path, sheet)
    return _csv(path)


def _csv(path: Path) -> Iterator[Row | Refusal]:
    with path.open("rb") as source:
        yield from csv_rows(source, path.name)


def csv_rows(source: BinaryIO, name: str) -> Iterator[Row | Refusal]:
    """The rows of CSV that is open already, `name` being what it is called in a refusal. Raises FileRefused."""
    start = source.read(64 * 1024)
    source.seek(3 if start.startswith(b"\xef\xbb\xbf") else 0)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused(problem="not-utf8", file=name)
    delimiter = _delimiter(start)
    for line, record in _records(source):
        yield _row(line, record, delimiter)


def _records(source: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Records of a CSV file as bytes: a quoted cell may hold line ends, so lines are joined until the quotes are even."""
    open_record, started = b"", 0
    for line in lines(source, longest=_LONGEST_ROW):
        if line.content is None or len(open_record) > _LONGEST_ROW:
            yield (started or line.number), None
            open_record, started = b"", 0
            continue
        started = started or line.number
        open_record += (b"\n" if open_record else b"") + line.content
        if open_record.count(b'"') % 2 == 0:
            yield started, open_record
            open_record, started = b"", 0
    if open_record:
        yield started, open_record


def _row(line: int, record: bytes | None, delimiter: str) -> Row | Refusal:
    if record is None:
        return Refusal("too-long", line=line)
    try:
        text = record.decode()
    except UnicodeDecodeError:
        return Refusal("not-utf8", line=line)
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return Refusal("broken-row", line=line)
    return Row(line, cells)


def _delimiter(start: bytes) -> str:
    """The sign between cells: whichever of , ; tab and | the first line has most."""
    first = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(",;\t|", key=first.count)


def _workbook(path: Path, sheet: str) -> Iterator[Row | Refusal]:
    command = [sys.executable, "-I", "-m", sheets.__name__, str(path), *([sheet] if sheet else [])]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env={"PATH": "/usr/bin:/bin"},
    ) as reader:
        assert reader.stdout is not None
        finished = False
        try:
            for told in reader.stdout:
                line, cells = json.loads(told)
                if any(cell.strip() for cell in cells):
                    yield Row(line, cells)
            finished = True
        finally:
            if not finished:
                reader.kill()
        code = reader.wait()
    if code:
        raise FileRefused(problem=_FAILURES.get(code, "too-much-work"), file=path.name)
