"""`ojaq places` answers one text or a batch, from a gazetteer folder or the registry, one line a question."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Ran = CompletedProcess[str]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gazetteer")
    (folder / "places.tsv").write_text(
        "place_id\tname\tlat\tlon\tcounty_id\n1\tPano Zodia\t35.16\t33.02\tn\n2\tKato Zodia\t35.17\t33.01\tn\n",
        encoding="utf-8",
    )
    (folder / "names.tsv").write_text(
        "place_id\tlang\tkind\tname\n1\ttur\tpreferred\tYukarı Bostancı\n", encoding="utf-8"
    )
    return folder


def test_a_batch_is_answered_line_by_line(tmp_path: Path, folder: Path, run_in: Callable[..., Ran]) -> None:
    lines = [
        '{"text": "Πάνω Ζώδεια", "near": [35.1, 33.0]}',
        "[]",
        "{",
        '{"text": "Zodia"}',
        '{"text": "Ζ", "near": 5}',
    ]
    batch = tmp_path / "q.jsonl"
    batch.write_text("\ufeff" + "\n".join(lines) + "\n\n", encoding="utf-8")
    ran = run_in(tmp_path, "places", "--batch", str(batch), "--gazetteer", str(folder))
    assert ran.returncode == 0, ran.stderr
    first, second, third, fourth, fifth = map(json.loads, ran.stdout.splitlines())
    assert first["candidates"][0]["place"] == "1"
    assert first["candidates"][0]["name"] == "Pano Zodia"
    assert {"code", "text", "weight"} == set(first["candidates"][0]["reasons"][0])
    assert fourth["ambiguous"]
    assert [answer["error"]["field"] for answer in (second, third, fifth)] == ["text", "", "near"]
    assert all(answer["candidates"] == [] for answer in (second, third, fifth))


def test_one_text_is_answered_in_words(tmp_path: Path, folder: Path, run_in: Callable[..., Ran]) -> None:
    ran = run_in(tmp_path, "places", "Yukari Bostanci", "--gazetteer", str(folder))
    assert ran.stdout.startswith("Pano Zodia  (1)")
    assert "Written the same as Yukarı Bostancı." in ran.stdout


def test_no_question_and_two_questions_are_wrong_usage(tmp_path: Path, run_in: Callable[..., Ran]) -> None:
    assert run_in(tmp_path, "places").returncode == 2
    assert run_in(tmp_path, "places", "X", "--batch", "q.jsonl").returncode == 2


def test_a_registry_answers_from_what_it_imported(folder: Path, ojaq: Callable[..., Ran]) -> None:
    ran = ojaq("import", "--as", "gazetteer", str(folder))
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ojaq("places", "Άνω Ζώδεια", "--json").stdout)
    assert answer["candidates"][0]["place"] == "1"
