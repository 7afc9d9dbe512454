"""`ojaq import tree.ged`, `ojaq kin`, `ojaq heirs PERSON`: a genealogy asked about by register number, process by process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Ran = CompletedProcess[str]
TREE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Alça /Tutov/
1 SEX M
1 DEAT
2 DATE 2 MAR 1970
0 @I2@ INDI
1 NAME Nar /Tutov/
1 SEX M
0 @F1@ FAM
1 HUSB @I1@
1 CHIL @I2@
0 TRLR
"""


@pytest.fixture(scope="module")
def tree(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Path, Ran], run_in: Callable[..., Ran]
) -> tuple[Path, dict[str, str]]:
    """A registry with a father and a son: register numbers by ref."""
    home, _ = made
    folder = tmp_path_factory.mktemp("tree")
    path, out = folder / "tree.ged", folder / "identities.csv"
    path.write_text(TREE, encoding="utf-8")
    assert run_in(home, "import", str(path), "--as", "gedcom").returncode == 0
    assert run_in(home, "export", "identities", "--to", str(out)).returncode == 0
    rows = [line.split(",") for line in out.read_text(encoding="utf-8").splitlines()[1:]]
    return home, {ref: number for _, ref, number in rows if ref in ("I1", "I2")}


def test_a_tree_is_imported_resolved_and_its_people_asked_about(tree, run_in):
    home, number = tree
    run_in(home, "resolve")
    kin = run_in(home, "kin", number["I2"], number["I1"], "--json")
    assert kin.returncode == 0, kin.stderr
    assert json.loads(kin.stdout)["words"] == "father"
    heirs = run_in(home, "heirs", number["I2"], "--regime", "az-ssr-1964", "--json")
    assert heirs.returncode == 0, heirs.stderr
    told = json.loads(heirs.stdout)
    assert (told["estate_of"], told["shares"]) == (number["I1"], {number["I2"]: "1"})
    assert told["line"][0]["proof"] == "told"
    in_words = run_in(home, "heirs", number["I2"], "--regime", "az-ssr-1964").stdout
    assert "Alça Tutov" in in_words
    assert "Indicative, not a legal determination." in in_words


def test_a_place_without_a_law_is_a_refusal_and_no_number_is_wrong_usage(tree, run_in):
    home, number = tree
    refused = run_in(home, "heirs", number["I2"])
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "law" in refused.stderr
    assert run_in(home, "heirs").returncode == 2
