"""`ojaq simulate`, `ojaq score` and `ojaq demo` as people call them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ojaq.cli import demo
from ojaq.cli.main import app
from ojaq.core.rehearsal.errors import NotATree

TREE = """0 HEAD
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Anne /Hill/
1 SEX F
0 @I2@ INDI
1 NAME John /Hill/
1 SEX M
0 @I3@ INDI
1 NAME Mary /Hill/
1 SEX F
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I3@
0 TRLR
"""


def ojaq(*words: str):
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize("scripts", [None, "1", "4", "Latn,Geor"])
def test_a_tree_becomes_testimonies_that_score_one_against_their_own_truth(
    tmp_path: Path, scripts: str | None
) -> None:
    tree = tmp_path / "tree.ged"
    tree.write_text(TREE, encoding="utf-8")
    more = ["--scripts", scripts] if scripts else []
    made = ojaq(
        "simulate",
        "--from",
        str(tree),
        "--registrations",
        "9",
        "--seed",
        "2",
        "--to",
        str(tmp_path),
        "--json",
        *more,
    )
    assert made.exit_code == 0, made.output
    figures = json.loads(made.stdout)
    assert (figures["registrations"], figures["persons"]) == (9, 3)
    truth = str(tmp_path / "truth.csv")
    scored = json.loads(ojaq("score", "--truth", truth, truth, "--json").stdout)
    assert scored["mentions"] == figures["mentions"]
    assert scored["pair_f1"] == scored["b3_f1"] == scored["persons_exact"] == 1


def test_a_seed_gives_the_same_bytes_whenever_it_is_asked(tmp_path: Path) -> None:
    for name in ("one", "two"):
        options = ("--programme", "displaced-from-armenia", "--registrations", "20", "--seed", "4")
        assert ojaq("simulate", *options, "--to", str(tmp_path / name)).exit_code == 0
    for file in ("registrations.jsonl", "truth.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize(
    "options",
    [
        ("--registrations", "5"),
        ("--programme", "nowhere"),
        ("--programme", "displaced-from-armenia", "--from", "x.ged"),
        ("--programme", "displaced-from-armenia", "--stress", "rain"),
        ("--programme", "displaced-from-armenia", "--scripts", "runes"),
        ("--from", "nowhere.ged"),
    ],
)
def test_wrong_usage_ends_with_two(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert ojaq("simulate", *options, "--to", str(tmp_path)).exit_code == 2


def test_what_is_no_genealogy_is_refused_with_one(tmp_path: Path) -> None:
    for content in (b"", b"not a genealogy\n"):
        tree = tmp_path / "tree.ged"
        tree.write_bytes(content)
        result = ojaq("simulate", "--from", str(tree), "--to", str(tmp_path / "out"))
        assert result.exit_code == 1, content
        assert isinstance(result.exception, NotATree)
        assert not (tmp_path / "out").exists()


def test_unreadable_identities_are_refused_with_one(tmp_path: Path) -> None:
    truth = tmp_path / "truth.csv"
    truth.write_text("registration,ref,person\na,p1,1\n", encoding="utf-8")
    for content in (b"", b"registration,ref\n", b"\xff\xfe"):
        found = tmp_path / "found.csv"
        found.write_bytes(content)
        result = ojaq("score", "--truth", str(truth), str(found))
        assert result.exit_code == 1
        assert str(found) in result.output


def test_rehearsals_need_no_registry_and_never_load_django() -> None:
    code = "import sys, ojaq.cli.simulate, ojaq.cli.score; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_that_no_demonstration_made_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "letter.txt"
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(demo.NotADemonstration):
        demo.standing(tmp_path)
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_finished_demonstration_is_found_again_and_another_edition_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    assert demo.standing(folder) is None
    folder.mkdir()
    note = demo.Note(demo.EDITION, "words", {"clerk": "word"})
    demo._write(folder, note)
    assert demo.standing(folder) == note
    demo._write(folder, demo.Note("0.0.0/0", "words", {}))
    assert demo.standing(folder) is None
    assert not folder.exists()


def test_both_communities_stand_in_the_demonstration_and_say_where_they_testified(tmp_path: Path) -> None:
    path = tmp_path / "communities.jsonl"
    demo.write_communities(path, 12)
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    # The family shown first tells four times; the line of a house three times, and its cousin later.
    assert len(documents) == 2 * (12 + 4 + 3)
    assert {"baku-1", "yerevan-1"} <= {document["office"] for document in documents}
    assert len({document["id"] for document in documents}) == len(documents)
