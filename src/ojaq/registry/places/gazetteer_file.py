"""Reads gazetteer files: places.tsv[.gz], names.tsv[.gz], a folder with both, or Linked Places JSON. Pure: no database."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ojaq.core.places import NameRow, PlaceRow
from ojaq.registry.places.errors import GazetteerRefused
from ojaq.registry.places.linked_places import read_linked_places
from ojaq.registry.places.refusals import FORBIDDEN, RowRefusal

LONGEST_LINE = 64 * 1024
LONGEST_ID = 200
LONGEST_NAME = 500
PLACES_FILES = ("places.tsv.gz", "places.tsv")
NAMES_FILES = ("names.tsv.gz", "names.tsv", "place_names.tsv.gz", "place_names.tsv")

Row = PlaceRow | NameRow | RowRefusal


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    values: Mapping[str, str]


def read_gazetteer(path: Path) -> Iterator[Row]:
    """Yields the rows of a gazetteer file or folder, places before names; a row that cannot be taken comes as a refusal.

    Raises GazetteerRefused when the whole file cannot be taken (nothing there, no known header, broken gzip or JSON).
    """
    if path.is_dir():
        yield from _read_folder(path)
    elif path.name.endswith((".json", ".geojson", ".jsonld", ".lpf")):
        yield from read_linked_places(path)
    else:
        yield from _read_table(path)


def is_gazetteer(path: Path) -> bool:
    """Whether a file or folder looks like a gazetteer (by its names and first line); never raises."""
    if path.is_dir():
        return any((path / name).is_file() for name in PLACES_FILES)
    if not path.name.endswith((".tsv", ".tsv.gz")):
        return False
    try:
        with _open(path) as source:
            header = source.readline(LONGEST_LINE).decode("utf-8-sig", "replace").rstrip("\r\n").split("\t")
    except (OSError, EOFError):
        return False
    return {"place_id", "name"} <= set(header)


def _read_folder(folder: Path) -> Iterator[Row]:
    found = [folder / name for name in PLACES_FILES if (folder / name).is_file()]
    if not found:
        raise GazetteerRefused(problem="no-places-file")
    yield from _read_table(found[0])
    names = [folder / name for name in NAMES_FILES if (folder / name).is_file()]
    if names:
        yield from _read_table(names[0])


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as source:
        packed = source.read(2) == b"\x1f\x8b"
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


def _read_table(path: Path) -> Iterator[Row]:
    try:
        with _open(path) as source:
            header = _header(source.readline(LONGEST_LINE))
            reader = _name_row if {"lang", "kind"} & set(header) else _place_row
            for line in _lines(source, header):
                yield line if isinstance(line, RowRefusal) else reader(line)
    except (EOFError, gzip.BadGzipFile) as broken:
        raise GazetteerRefused(problem="broken-gzip") from broken


def _header(line: bytes) -> list[str]:
    try:
        header = line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as broken:
        raise GazetteerRefused(problem="not-utf-8") from broken
    if not {"place_id", "name"} <= set(header):
        raise GazetteerRefused(problem="no-header")
    return header


def _lines(source: BinaryIO, header: list[str]) -> Iterator[_Line | RowRefusal]:
    number = 1
    while line := source.readline(LONGEST_LINE):
        number += 1
        if not line.endswith(b"\n") and len(line) >= LONGEST_LINE:
            _skip_rest(source)
            yield RowRefusal(line=number, field="", code="line-too-long")
            continue
        try:
            text = line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield RowRefusal(line=number, field="", code="not-utf-8")
            continue
        if text.strip():
            yield _Line(number, dict(zip(header, text.split("\t"), strict=False)))


def _skip_rest(source: BinaryIO) -> None:
    while piece := source.readline(LONGEST_LINE):
        if piece.endswith(b"\n"):
            return


def _place_row(line: _Line) -> PlaceRow | RowRefusal:
    values = line.values
    if (refusal := _bad_text(line, required=("place_id", "name"))) is not None:
        return refusal
    numbers: dict[str, float | None] = {}
    for field, bound in (("lat", 90.0), ("lon", 180.0), ("population", 1e10)):
        try:
            numbers[field] = _number(values.get(field, ""), bound)
        except ValueError:
            return RowRefusal(line=line.number, field=field, code="not-a-number-there")
    people = numbers["population"]
    if people is not None and people < 0:
        return RowRefusal(line=line.number, field="population", code="not-a-number-there")
    both = numbers["lat"] is not None and numbers["lon"] is not None
    return PlaceRow(
        place_id=values["place_id"].strip(),
        name=values["name"].strip(),
        lat=numbers["lat"] if both else None,
        lon=numbers["lon"] if both else None,
        country=values.get("country", "").strip(),
        region_id=values.get("region_id", "").strip(),
        county_id=values.get("county_id", "").strip(),
        placetype=values.get("placetype", "").strip(),
        population=None if people is None else int(people),
    )


def _number(text: str, bound: float) -> float | None:
    if not text.strip():
        return None
    value = float(text)
    if not math.isfinite(value) or abs(value) > bound:
        raise ValueError
    return value


def _name_row(line: _Line) -> NameRow | RowRefusal:
    if (refusal := _bad_text(line, required=("place_id", "name"))) is not None:
        return refusal
    values = {column: value.strip() for column, value in line.values.items()}
    return NameRow(
        place_id=values["place_id"],
        name=values["name"],
        lang=values.get("lang", ""),
        kind=values.get("kind", ""),
        begins=values.get("from", ""),
        ends=values.get("to", ""),
        source=values.get("source", ""),
    )


def _bad_text(line: _Line, required: tuple[str, ...]) -> RowRefusal | None:
    for field in required:
        if not line.values.get(field, "").strip():
            return RowRefusal(line=line.number, field=field, code="missing")
    for field, value in line.values.items():
        longest = LONGEST_ID if field.endswith("_id") else LONGEST_NAME
        if len(value) > longest:
            return RowRefusal(line=line.number, field=field, code="too-long")
        if FORBIDDEN.search(value):
            return RowRefusal(line=line.number, field=field, code="forbidden-character")
    return None
