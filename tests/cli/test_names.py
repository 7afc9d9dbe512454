"""`ojaq names` answers every pair, in order, and refuses what is no file of pairs without leaving half a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ojaq.cli.main import app
from ojaq.cli.names import NotPairs

PAIRS = [
    ("Əliyev Məhəmməd", "Алиев Магомед"),
    ("Əliyev Məhəmməd", "Лейла Гусейнова"),
    ("", "Əli"),
    ('a "quoted", name', "=cmd()"),
]


def ask(folder: Path, content: bytes, *more: str):
    file, out = folder / "pairs.csv", folder / "scores.csv"
    file.write_bytes(content)
    return CliRunner().invoke(app, ["names", "--pairs", str(file), "--to", str(out), *more]), out


def test_every_pair_is_answered_in_order(tmp_path: Path) -> None:
    with (tmp_path / "in.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("a", "b"), *PAIRS])
    result, out = ask(tmp_path, (tmp_path / "in.csv").read_bytes(), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["pairs"] == len(PAIRS)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["a"], row["b"]) for row in rows] == PAIRS
    scores = [float(row["score"]) for row in rows]
    assert scores[0] >= 0.5 > scores[1]
    assert scores[2] == 0
    assert list(rows[0]) == ["a", "b", "score"]


@pytest.mark.parametrize(
    "content", [b"", b"x,y\n1,2\n", b"a,b\nAli,\xff\xfe\n", b'a,b\n"Ali' + b"i" * 200_000 + b'",x\n']
)
def test_what_is_no_file_of_pairs_is_refused(tmp_path: Path, content: bytes) -> None:
    result, out = ask(tmp_path, content)
    assert isinstance(result.exception, NotPairs)
    assert not out.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pairs.csv"]


def test_a_missing_option_is_wrong_usage() -> None:
    assert CliRunner().invoke(app, ["names"]).exit_code == 2
