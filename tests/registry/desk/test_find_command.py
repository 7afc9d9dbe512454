"""`ojaq find` and `ojaq resolve` as outside scorers use them: lines in, lines out, in order."""

import json
from contextlib import contextmanager

import pytest
import typer
from typer.testing import CliRunner

from ojaq.cli.find import find
from ojaq.cli.resolve import resolve
from ojaq.registry.access import operator
from ojaq.registry.identity.models import Belonging

GULNARA = {"name": {"given": "Гюльнара", "family": "Мамедова"}, "born": "1957", "father": {"given": "Али"}}


@pytest.fixture
def run(monkeypatch):
    """Run a command on the test register: `run(find, "--given", ...)`."""

    @contextmanager
    def opened():
        yield operator()

    monkeypatch.setattr("ojaq.cli.registry.opened", opened)

    def running(command, *words, **more):
        app = typer.Typer()
        app.command()(command)
        return CliRunner().invoke(app, list(words), **more)

    return running


def answers(run, tmp_path, *lines):
    path = tmp_path / "queries.jsonl"
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n"
    )
    done = run(find, "--batch", str(path))
    assert done.exit_code == 0, done.exception
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_line_each_in_order(run, family, tmp_path):
    nobody = {"query": {"name": {"given": "Xristofor", "family": "Kolumb"}, "born": "1451"}}
    found = answers(run, tmp_path, {"query": GULNARA}, nobody, {"query": GULNARA})
    number = str(Belonging.objects.get(pk=family["she"]).person_id)
    assert [line["candidates"][0]["person"] if line["candidates"] else None for line in found] == [
        number,
        None,
        number,
    ]
    best = found[0]["candidates"][0]
    assert best["verdict"] == "same"
    assert 0.9 < best["probability"] <= 1
    assert {"code", "text", "weight"} == set(best["reasons"][0])
    assert found[0] == found[2]


UNREADABLE = [
    (b"{", "not-json", ""),
    (b"\xff\xfe{}", "not-utf-8", ""),
    (b"[]", "missing", "query"),
    ({"query": 7}, "missing", "query"),
    ({"query": {}}, "missing", "name"),
    ({"query": {"name": {"given": 7}}}, "not-a-text", "name.given"),
    ({"query": {"name": {"given": "Ali"}, "born": "yesterday"}}, "not-a-date", "born"),
    ({"query": {"name": {"given": "Ali"}, "father": 3}}, "not-a-name", "father"),
    ({"query": {"name": {"given": "Ali"}, "sex": "x"}}, "unknown-code", "sex"),
    ({"query": {"name": {"given": "Ali"}, "origin": {"text": 1}}}, "not-a-place", "origin"),
]
ODD = ["👵🏽", "1234", "x" * 5000, "\u202e", "...", "Ali\u0000", "A" * 5 + "Ж" * 5]


def test_an_unreadable_line_answers_on_its_line(run, family, tmp_path):
    found = answers(run, tmp_path, *(line for line, _, _ in UNREADABLE), {"query": GULNARA})
    for told, (_, code, field) in zip(found, UNREADABLE, strict=False):
        assert told == {"error": {"code": code, "field": field}, "candidates": []}
    assert found[-1]["candidates"]


def test_odd_names_answer_calmly(run, family, tmp_path):
    found = answers(run, tmp_path, *({"query": {"name": {"given": given}}} for given in ODD))
    assert len(found) == len(ODD)
    assert all(isinstance(line["candidates"], list) for line in found)


def test_the_batch_and_the_counter_give_one_score(run, family, tmp_path, clerk):
    from ojaq.registry.desk.selectors import find as find_persons
    from ojaq.registry.identity.selectors import Question

    line = answers(run, tmp_path, {"query": GULNARA})[0]["candidates"][0]
    person = {key: GULNARA[key] for key in ("name", "born")}
    card = find_persons(questions=[Question(person, father=GULNARA["father"])], viewer=clerk)[0][0]
    assert line["probability"] == round(card.probability, 4)
    assert [reason["text"] for reason in line["reasons"]] == [reason.text for reason in card.reasons]


def test_a_single_question_in_words(run, family):
    done = run(find, "--given", "Gülnarə", "--family", "Məmmədova", "--born", "1957", "--father", "Əli")
    assert done.exit_code == 0
    assert "about 9" in done.stdout
    assert "parents Əli, Fatma" in done.stdout


def test_wrong_usage_is_exit_2(run, registry):
    for words in ([], ["--given", "A", "--batch", "x"], ["--given", "A", "--born", "gestern"]):
        assert run(find, *words).exit_code == 2


def test_resolve_says_what_it_would_change_and_changes_nothing(run, family):
    before = dict(Belonging.objects.values_list("mention_id", "person_id"))
    done = run(resolve, "--all", "--json")
    assert done.exit_code == 0, done.exception
    assert set(json.loads(done.stdout)) == {"joined", "separated", "weights"}
    assert dict(Belonging.objects.values_list("mention_id", "person_id")) == before
    assert run(resolve, "--apply").exit_code == 2
