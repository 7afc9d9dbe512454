"""`ojaq match`: files in, clusters out; no registry, no Django."""

from __future__ import annotations

import csv
import json
import re

import pytest
import typer
from pyarrow import table as arrow_table
from pyarrow.parquet import read_table, write_table
from typer.testing import CliRunner

from ojaq.cli.match import match
from ojaq.core.matching import TableRow, match_rows
from ojaq.core.matching.rows import Meaning
from ojaq.core.names import build_knowledge
from ojaq.errors import Refused
from ojaq.resources import names

HEADER = "id,given,family,born,place,father\n"
ROWS = """1,Vaqif,Nağıyev,1957-03-21,Zod,Əli
2,Вагиф,Нагиев,1957-03-21,Зод,Али
3,Leyla,Quliyeva,1961,Zod,Həsən
4,Tofiq,Kərimov,1930,Kəlbəcər,
"""


@pytest.fixture
def run():
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(match)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def clusters(path):
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["id"]: row["cluster"] for row in rows}, len(rows)


def test_every_row_is_answered_once_and_scripts_do_not_matter(run, tmp_path):
    source, to, pairs = tmp_path / "a.csv", tmp_path / "c.csv", tmp_path / "p.csv"
    source.write_text("\ufeff" + HEADER + ROWS, encoding="utf-8")
    result = run(source, "--to", to, "--pairs", pairs, "--json")
    assert result.exit_code == 0, result.output
    found, count = clusters(to)
    assert count == 4
    assert found["1"] == found["2"] == "1"
    assert len(set(found.values())) == 3
    assert json.loads(result.stdout) == {"rows": 4, "persons": 3}
    with pairs.open(encoding="utf-8", newline="") as stream:
        told = {(row["a"], row["b"]): float(row["probability"]) for row in csv.DictReader(stream)}
    assert told["1", "2"] > 0.5


def test_link_joins_only_across_files(run, tmp_path):
    one, other, to = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    one.write_text(HEADER + ROWS, encoding="utf-8")
    other.write_text(HEADER + "9,Vaqif,Nağıyev,1957-03-21,Zod,Əli\n", encoding="utf-8")
    assert run(one, other, "--link", "--to", to).exit_code == 0
    found, _ = clusters(to)
    assert found["1"] != found["2"]
    assert found["9"] in (found["1"], found["2"])
    assert run(one, "--link", "--to", to).exit_code == 2


def test_a_mapping_says_which_column_is_what(run, tmp_path):
    source, to, mapping = tmp_path / "a.csv", tmp_path / "c.csv", tmp_path / "m.yml"
    source.write_text(
        "rec, nm, sn, dob, ssn\nx1, ann, smith, 19400102, 778123\nx2, ann, smyth, 19400102, 778132\n"
        "x3, bob, stone, 19500102, 99\n",
        encoding="utf-8",
    )
    mapping.write_text(
        "ojaq: mapping/1\nid: rec\ncolumns:\n"
        '  {nm: {is: given}, sn: {is: family}, dob: {is: born, format: "%Y%m%d"}, ssn: {is: code}}\n',
        encoding="utf-8",
    )
    assert run(source, "--mapping", mapping, "--to", to).exit_code == 0
    found, _ = clusters(to)
    assert found["x1"] == found["x2"] != found["x3"]


@pytest.mark.parametrize(
    "content", [HEADER.encode() + b"1,\xff\xfe,a,,,\n", (HEADER + ROWS + "1,Əli,,,,\n").encode()]
)
def test_what_cannot_be_matched_is_refused_in_words(run, tmp_path, content):
    source = tmp_path / "a.csv"
    source.write_bytes(content)
    result = run(source, "--to", tmp_path / "c.csv")
    assert isinstance(result.exception, Refused)
    assert not (tmp_path / "c.csv").exists()


def test_parquet_goes_in_and_out_and_says_the_same(run, tmp_path):
    source, table = tmp_path / "a.csv", tmp_path / "a.parquet"
    source.write_text(HEADER + ROWS, encoding="utf-8")
    columns = list(zip(*(line.split(",") for line in ROWS.splitlines()), strict=True))
    told = {name: list(column) for name, column in zip(HEADER.strip().split(","), columns, strict=True)}
    told["father"] = [cell or None for cell in told["father"]]
    write_table(arrow_table(told), table)
    assert run(source, "--to", tmp_path / "c.csv").exit_code == 0
    assert run(table, "--to", tmp_path / "c.parquet", "--pairs", tmp_path / "p.parquet").exit_code == 0
    found = {row["id"]: row["cluster"] for row in read_table(tmp_path / "c.parquet").to_pylist()}
    assert found == clusters(tmp_path / "c.csv")[0]
    chances = read_table(tmp_path / "p.parquet").column("probability").to_pylist()
    assert all(0 <= chance <= 1 for chance in chances)


def test_a_file_that_only_calls_itself_parquet_is_refused(run, tmp_path):
    source = tmp_path / "a.parquet"
    source.write_text(HEADER + ROWS, encoding="utf-8")
    assert isinstance(run(source, "--to", tmp_path / "c.csv").exception, Refused)


def test_the_report_is_one_page_that_fetches_nothing_and_shows_cells_as_text(run, tmp_path):
    source, report = tmp_path / "a.csv", tmp_path / "r.html"
    source.write_text(HEADER + ROWS + "5,<b>Vaqif</b>,Nağıyev,1957-03-21,Zod,Əli\n", encoding="utf-8")
    assert run(source, "--to", tmp_path / "c.csv", "--report", report).exit_code == 0
    page = report.read_text(encoding="utf-8")
    assert "&lt;b&gt;Vaqif&lt;/b&gt;" in page
    assert "<b>" not in page
    assert not re.search(r"<script|https?:|src=|url\(|@import|<link", page)
    assert page.count("<svg") == 3
    assert "given agrees" in page


def test_from_python_rows_go_in_and_clusters_with_reasons_come_out():
    lines = [dict(zip(HEADER.strip().split(","), line.split(","), strict=True)) for line in ROWS.splitlines()]
    meanings = tuple(Meaning(name, name) for name in HEADER.strip().split(","))
    rows = [TableRow(line["id"], line, meanings) for line in lines]
    matched = match_rows(rows, build_knowledge(names.tables()))
    assert matched.clusters == ("1", "1", "3", "4")
    assert (0, 1) in {(one, other) for one, other in matched.pairs.tolist()}
    assert {reason.code for reason in matched.reasons(0, 1)} >= {"given.agrees", "year.agrees"}
    assert matched.reasons(0, 1) == matched.reasons(1, 0)


def test_no_rows_are_no_clusters_and_the_page_says_so(run, tmp_path):
    source, to, report = tmp_path / "a.csv", tmp_path / "c.csv", tmp_path / "r.html"
    source.write_text(HEADER, encoding="utf-8")
    assert run(source, "--to", to, "--report", report).exit_code == 0
    assert to.read_text(encoding="utf-8") == "id,cluster\n"
    assert "0 rows speak of 0 persons" in report.read_text(encoding="utf-8")
