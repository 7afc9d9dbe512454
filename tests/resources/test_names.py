"""The tables of names say where they are from, stay small and hold only what the engine can read."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from ojaq.core.names import ALPHABET, build_knowledge, read_name
from ojaq.resources.names import HERE, tables

FOLDER = Path(str(files(HERE)))
TABLES = sorted(file for kind in ("*.yml", "*.tsv") for file in FOLDER.rglob(kind))


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.name)
def test_a_table_names_its_schema_and_source(file: Path) -> None:
    head = file.read_text(encoding="utf-8").splitlines()[:2]
    assert head[0].lstrip("# ").startswith("schema: ojaq/")
    assert len(head[1].lstrip("# ").removeprefix("source:").strip()) > 1


def test_the_tables_are_small() -> None:
    assert sum(file.stat().st_size for file in TABLES) < 3_000_000


def test_nothing_is_known_of_anybodys_ethnicity() -> None:
    for rows in (tables()["variants"], tables()["fathers"], tables()["spoken"]):
        assert all("ethnic" not in column for row in rows[:1] for column in row)


def test_spoken_forms_are_sounds() -> None:
    assert all(set(row["sound"]) <= set(ALPHABET) and row["written"] for row in tables()["spoken"])


def test_a_patronymic_that_no_rule_undoes_is_known() -> None:
    father = read_name({"patronymic": "Ильич", "language": "ru"}, build_knowledge(tables())).father
    assert father is not None
    assert father.written == "Илья"


def test_a_variant_row_has_a_known_kind_and_at_least_two_forms() -> None:
    for row in tables()["variants"]:
        assert row["kind"] in {"spelling", "short", "apart"}
        assert len(row["forms"].split()) >= 2, row
