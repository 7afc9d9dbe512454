"""Programmes: the data files that make Ojaq one community's register. Those shipped are fictional.

`programme(id)` answers a plain mapping with its names and villages read in, as `core.rehearsal.setting_of` takes it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


def programme_ids(kind: str | None = None) -> list[str]:
    """The ids of the programmes shipped, in alphabetical order; of one kind (demonstration, rehearsal) when asked."""
    return [path.stem for path in sorted(FOLDER.glob("*.yml")) if kind in (None, _read(path.stem)["kind"])]


def programme(number: str) -> Mapping[str, Any]:
    """A programme with `names`, `neighbours` and `villages` read in. Raises KeyError for an id that is not shipped."""
    raw = _read(number)
    return {
        **raw,
        "names": name_list(raw["names"]),
        "neighbours": name_list(raw["neighbours"]) if "neighbours" in raw else None,
        "villages": village_list(raw["origin"]["villages"]),
    }


def schema() -> Mapping[str, Any]:
    """The JSON Schema of programme/1."""
    read: Mapping[str, Any] = json.loads((FOLDER / "programme.schema.json").read_text(encoding="utf-8"))
    return read


def family_shown_first(number: str) -> Mapping[str, str]:
    """The labels of the fictional family a demonstration shows first. Raises KeyError where a programme has none."""
    families = yaml.safe_load((FOLDER / "showcase" / "families.yml").read_text(encoding="utf-8"))
    labels: Mapping[str, str] = families[number]
    return labels


def line_shown(number: str) -> Mapping[str, str]:
    """The labels of the fictional line of a house. Raises KeyError where a programme has none."""
    lines = yaml.safe_load((FOLDER / "showcase" / "lines.yml").read_text(encoding="utf-8"))
    labels: Mapping[str, str] = lines[number]
    return labels


@cache
def _read(number: str) -> Mapping[str, Any]:
    path = FOLDER / f"{number}.yml"
    if "/" in number or not path.is_file():
        raise KeyError(number)
    read: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


@cache
def name_list(language: str) -> Mapping[str, Any]:
    """`language` and the lists male, female and family, the commonest (by an invented rank) first."""
    lists: dict[str, list[str]] = {"male": [], "female": [], "family": []}
    with (FOLDER / "names" / f"{language}.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            lists[row["list"]].append(row["name"])
    return {"language": language, **lists}


@cache
def village_list(name: str) -> list[dict[str, Any]]:
    """Villages as {place, lat, lon, names: {language: [name, ...]}}, in the order of the file."""
    villages: dict[str, dict[str, Any]] = {}
    with (FOLDER / "villages" / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            village = villages.setdefault(
                row["place"], {"place": row["place"], "lat": row["lat"], "lon": row["lon"], "names": {}}
            )
            village["names"].setdefault(row["lang"], []).append(row["name"])
    return list(villages.values())
