"""A mapping: which column of a roll is what. Pure: text in, a `Mapping` out."""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema
import yaml

from ojaq.registry.exchange.errors import MappingRefused
from ojaq.resources.formats import mapping_schema

KNOWN_HEADERS = (
    "id", "name", "given", "patronymic", "family", "birth_family", "sex", "born", "died", "place", "father", "mother", "spouse",
)  # fmt: skip
ONCE_ONLY = frozenset(
    {"household", "role", "sex", "born", "died", "place", "father", "mother", "spouse", "id"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """What one column is; `format` is how its dates are written, `values` what its cells mean."""

    is_: str
    format: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping that fits the header of its file. `key` is the column of the row's key, "" when there is none."""

    roll: str
    key: str
    columns: AnyMapping[str, Column]
    title: str = ""
    language: str = ""
    sheet: str = ""

    def column_of(self, meaning: str) -> str:
        """The column that is `meaning`, "" when there is none."""
        return next((name for name, column in self.columns.items() if column.is_ == meaning), "")


def parse_mapping(text: str) -> dict[str, Any]:
    """A mapping file (YAML or JSON) as a document that fits mapping/1. Raises MappingRefused."""
    try:
        # Every word is taken as text: a column may well be called "no", and a roll "1987".
        document = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but texts, lists and mappings)
        jsonschema.validate(document, mapping_schema())
    except (yaml.YAMLError, RecursionError) as fault:
        raise MappingRefused(detail="it is not YAML", header="-") from fault
    except jsonschema.ValidationError as fault:
        where = ".".join(str(step) for step in fault.absolute_path) or "the whole"
        raise MappingRefused(detail=f"{where} is not as mapping/1 has it", header="-") from fault
    json.dumps(document)
    return document  # type: ignore[no-any-return]


def fit(document: AnyMapping[str, Any] | None, header: Sequence[str], *, roll: str) -> Mapping:
    """Fits a mapping document, or the known headers when there is none, to a header. `roll` is the roll when it names none.

    Raises MappingRefused, with the names of the header, when a column is named that is not there, when two columns are the
    same thing, or when nothing in the file is a name.
    """
    _check_header(header)
    document = document or {"columns": {name: {"is": name} for name in header if name in KNOWN_HEADERS}}
    columns = {name: _column(told) for name, told in document["columns"].items()}
    key = document.get("id") or next((name for name, column in columns.items() if column.is_ == "id"), "")
    for name in [*columns, *([key] if key else [])]:
        if name not in header:
            raise MappingRefused(detail=f"there is no column “{name}”", header=_listed(header))
    meanings = [column.is_ for column in columns.values()]
    for meaning in ONCE_ONLY:
        if meanings.count(meaning) > 1:
            raise MappingRefused(detail=f"two columns are “{meaning}”", header=_listed(header))
    for name, column in columns.items():
        if "%y" in column.format:
            raise MappingRefused(
                detail=f"“{name}” has years of two digits, which say no century", header=_listed(header)
            )
    if not {"name", "given", "patronymic", "family", "birth_family"} & set(meanings):
        raise MappingRefused(detail="no column is a name", header=_listed(header))
    return Mapping(
        roll=document.get("roll") or roll, key=key, columns=columns, title=document.get("title") or "",
        language=document.get("language") or "", sheet=document.get("sheet") or "",
    )  # fmt: skip


def _column(told: AnyMapping[str, Any]) -> Column:
    values = tuple((cell.strip().casefold(), meaning) for cell, meaning in (told.get("values") or {}).items())
    return Column(is_=told["is"], format=told.get("format") or "", values=values)


def _check_header(header: Sequence[str]) -> None:
    named = [name for name in header if name]
    if len(set(named)) < len(named):
        raise MappingRefused(detail="two columns have the same name", header=_listed(header))


def _listed(header: Sequence[str]) -> str:
    return ", ".join(name[:40] for name in header[:40] if name) or "-"
