"""`ojaq match --engine spark`: a real cluster of two workers, or a plain word about what is missing."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec

import pytest
import typer
from typer.testing import CliRunner

from ojaq.cli import spark
from ojaq.cli.match import match

PEOPLE = 400
GIVEN = ("Vaqif", "Вагиф", "Leyla", "Лейла", "Tofiq", "Тофик", "Nigar", "Нигяр")
FAMILY = ("Nağıyev", "Нагиев", "Quliyeva", "Кулиева", "Kərimov", "Керимов")


@pytest.fixture
def people(tmp_path):
    lines = ["id,given,family,born,father"]
    for at in range(PEOPLE):
        lines.append(f"{at},{GIVEN[at % 8]},{FAMILY[at % 6]},{1930 + at % 41},{GIVEN[at % 7]}")
    file = tmp_path / "people.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def run(*words):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(match)
    return CliRunner().invoke(app, [str(word) for word in words])


def test_an_engine_that_nobody_knows_is_named_in_the_answer(people, tmp_path):
    result = run(people, "--to", tmp_path / "c.csv", "--engine", "steam")
    assert result.exit_code == 2
    assert "local or spark" in result.output


def test_without_java_it_says_so_and_writes_nothing(people, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    result = run(people, "--to", tmp_path / "c.csv", "--engine", "spark")
    assert isinstance(result.exception, spark.EngineMissing)
    assert "Java" in str(result.exception)
    assert not (tmp_path / "c.csv").exists()


def test_without_the_extra_it_says_so(people, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/java")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    result = run(people, "--to", tmp_path / "c.csv", "--engine", "spark")
    assert isinstance(result.exception, spark.EngineMissing)
    assert "ojaq[spark]" in str(result.exception)


@pytest.mark.long
# Spark's own driver leaves its sockets to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.skipif(
    shutil.which("java") is None or find_spec("pyspark") is None, reason="no Java or no pyspark"
)
def test_a_cluster_of_two_workers_finds_the_same_to_the_last_digit(people, tmp_path, monkeypatch):
    monkeypatch.setenv(spark.CLUSTER, "local-cluster[2,1,1024]")
    monkeypatch.setattr(spark, "AT_ONCE", 2_000)
    for engine in ("local", "spark"):
        result = run(
            people,
            "--to",
            tmp_path / f"{engine}.csv",
            "--pairs",
            tmp_path / f"{engine}-pairs.csv",
            "--engine",
            engine,
        )
        assert result.exit_code == 0, result.output
    for end in (".csv", "-pairs.csv"):
        assert (tmp_path / f"spark{end}").read_bytes() == (tmp_path / f"local{end}").read_bytes()
    assert len((tmp_path / "spark-pairs.csv").read_text().splitlines()) > 100
