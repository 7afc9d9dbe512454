"""Knowledge about written names: reads the tables of this folder into plain dicts."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

HERE = "ojaq.resources.names"
SCHEMAS = {
    "costs": "ojaq/costs-1",
    "words": "ojaq/name-words-1",
    "endings": "ojaq/endings-1",
    "numerals": "ojaq/numerals-1",
    "likeness": "ojaq/likeness-1",
}


def tables() -> dict[str, Any]:
    """Everything `ojaq.core.names.build_knowledge` wants: sounds, costs, words, endings, numerals,
    variants, fathers, spoken.

    YAML files come as dicts, TSV files as lists of rows (dicts by column). Raises ValueError for a file of another
    schema.
    """
    folder = files(HERE)
    found: dict[str, Any] = {name: _yaml(folder / f"{name}.yml", schema) for name, schema in SCHEMAS.items()}
    readings = sorted((folder / "sounds").iterdir(), key=lambda file: file.name)
    found["sounds"] = [_yaml(file, "ojaq/sounds-1") for file in readings if file.name.endswith(".yml")]
    for name in ("variants", "fathers", "spoken"):
        found[name] = _rows(folder / f"{name}.tsv")
    return found


def own_table(text: str) -> dict[str, Any]:
    """A community's own table of names, read from YAML as `ojaq.core.names.with_own` takes it. Raises ValueError."""
    try:
        loaded = yaml.load(text, Loader=_loader())  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError("yaml") from error
    if not isinstance(loaded, dict):
        raise ValueError("yaml")
    return loaded


def _yaml(file: Traversable, schema: str) -> dict[str, Any]:
    # The base loader leaves every value a text: to any other, the sounds "on" and "no" would be truth values.
    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506
    if not isinstance(loaded, dict) or loaded.get("schema") != schema or not loaded.get("source"):
        raise ValueError(f"{file.name}: not a table of schema {schema} with a source")
    return loaded


def _loader() -> type[yaml.BaseLoader]:
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _rows(file: Traversable) -> list[dict[str, str]]:
    """Rows of a tab-separated file: lines starting with # say schema and source, the next line names the
    columns."""
    lines = [
        line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
