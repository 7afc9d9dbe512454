"""Programmes are valid, sourced, mirrored, and set in villages of the gazetteer."""

from __future__ import annotations

import gzip
from pathlib import Path

import jsonschema
import pytest
import yaml

from ojaq.resources import programmes
from ojaq.resources.programmes import programme, programme_ids, schema

FOLDER = Path(programmes.__file__).parent
MIRRORS = ("displaced-from-armenia", "displaced-from-azerbaijan")


@pytest.mark.parametrize("number", programme_ids())
def test_a_programme_is_valid_and_named_after_its_file(number: str) -> None:
    raw = yaml.safe_load((FOLDER / f"{number}.yml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(raw)
    assert raw["id"] == number


def shape(value: object) -> object:
    """A value without its words; numbers, flags and keys that are not languages stay."""
    if isinstance(value, dict):
        if value and all(len(str(key)) == 2 for key in value):
            return len(value)
        return {key: shape(one) for key, one in value.items() if key not in {"source"}}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return "" if isinstance(value, str) else value


def test_law_7_the_two_demonstrations_are_mirrors() -> None:
    one, other = (
        yaml.safe_load((FOLDER / f"{number}.yml").read_text(encoding="utf-8")) for number in MIRRORS
    )
    assert shape(one) == shape(other)
    assert one["waves"] == other["waves"]
    assert (one["names"], one["neighbours"]) == (other["neighbours"], other["names"])
    first, second = (programme(number) for number in MIRRORS)
    assert len(first["villages"]) == len(second["villages"])
    for kind in ("male", "female", "family"):
        assert len(set(first["names"][kind])) == len(first["names"][kind]) == len(second["names"][kind])


def test_an_unknown_programme_is_refused() -> None:
    for number in ("nowhere", "../names/az"):
        with pytest.raises(KeyError):
            programme(number)


def test_villages_stand_in_the_gazetteer_pack() -> None:
    pack = FOLDER.parent / "gazetteer"
    known = set()
    for path in pack.rglob("*places.tsv.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            known.update(line.split("\t", 1)[0] for line in stream)
    assert known, "the pack is empty"
    for number in programme_ids():
        for village in programme(number)["villages"]:
            assert village["place"] in known or village["place"].removeprefix("wof:") in known, village[
                "place"
            ]
