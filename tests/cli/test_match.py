"""`ojaq match`: files in, clusters out; no registry, no Django."""

from __future__ import annotations

import csv
import json

import pytest
import typer
from typer.testing import CliRunner

from ojaq.cli.match import match
from ojaq.errors import Refused

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
