"""Every way out asks the consent it must: nothing that nobody agreed to leaves, by whatever file."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

import ojaq
from ojaq.registry.access.exits import EXITS
from ojaq.registry.access.services.consenting import answer_consent
from ojaq.registry.exchange.services import (
    export_all,
    export_gazetteer,
    export_identities,
    export_registrations,
    export_roll,
    export_xlsform,
    import_registrations,
)
from ojaq.registry.exchange.services.export_gedcom import export_gedcom

SOURCE = Path(ojaq.__file__).parent
# What a function says or calls when it hands something out of the register.
HANDS_OUT = ("Content-Disposition", "permit")
FILES = {
    "registrations": export_registrations,
    "roll": export_roll,
    "gedcom": export_gedcom,
    "identities": export_identities,
    "gazetteer": export_gazetteer,
    "all": export_all,
    "xlsform": export_xlsform,
}
ASKING = ("registrations", "roll", "gedcom")
SECRET = "Nobodyagreed"


def handing_out() -> set[str]:
    """module:function of every function of the source that hands something out."""
    found = set()
    for path in [
        *(SOURCE / "registry").rglob("*.py"),
        *(SOURCE / "web").rglob("*.py"),
        *(SOURCE / "api").rglob("*.py"),
    ]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = ".".join(("ojaq", *path.relative_to(SOURCE).with_suffix("").parts))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name != "permit" and _hands_out(node):
                found.add(f"{module}:{node.name}")
    return found


def _hands_out(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and node.value == HANDS_OUT[0]:
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == HANDS_OUT[1]:
            return True
    return False


def test_every_way_out_is_on_the_page_of_exits() -> None:
    assert handing_out() - {each.where for each in EXITS} == set()


def test_the_page_names_what_is_there_and_says_why() -> None:
    for each in EXITS:
        module, _, name = each.where.partition(":")
        assert callable(getattr(importlib.import_module(module), name)), each.name
        assert bool(each.asks) != bool(each.because), each.name
    assert {each.name for each in EXITS if each.where.startswith("ojaq.registry.exchange")} == set(FILES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ASKING)
def test_whoever_did_not_agree_stays_inside(name, told, file_of, tmp_path, operator, registry) -> None:
    assert next(each for each in EXITS if each.name == name).asks is not None
    _two(told, file_of, operator)
    path = tmp_path / "left"
    FILES[name](path=path, by=operator)
    assert "Agreed" in path.read_text(encoding="utf-8")
    assert SECRET not in path.read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ASKING)
def test_an_exit_that_does_not_ask_is_seen(
    name, told, file_of, tmp_path, operator, registry, monkeypatch
) -> None:
    """The control: the question answered yes for everybody, and the name that nobody agreed to is in the file."""
    _two(told, file_of, operator)
    module = importlib.import_module(FILES[name].__module__)
    monkeypatch.setattr(module, "consented", lambda *, registrations, purpose: frozenset(registrations))
    path = tmp_path / "left"
    FILES[name](path=path, by=operator)
    assert SECRET in path.read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["identities", "gazetteer"])
def test_an_exit_that_asks_none_has_nothing_to_ask_about(
    name, told, file_of, tmp_path, operator, registry
) -> None:
    _two(told, file_of, operator)
    path = tmp_path / "left"
    FILES[name](path=path, by=operator)
    written = b"".join(each.read_bytes() for each in ([path] if path.is_file() else path.iterdir()))
    assert SECRET.encode() not in written
    assert b"Agreed" not in written


@pytest.mark.django_db
def test_a_consent_taken_back_keeps_inside_from_then_on(told, file_of, tmp_path, operator, registry) -> None:
    agreed = told(consent=[{"purpose": "register", "given": True}, {"purpose": "statistics", "given": True}])
    import_registrations(path=file_of([agreed]), by=operator)

    def left() -> int:
        done = export_registrations(path=tmp_path / "left", by=operator, purpose="statistics")
        return done.figures["registrations"]

    answers = {
        "registration": agreed["id"],
        "purpose": "statistics",
        "words": "",
        "version": "1",
        "language": "en",
    }
    assert left() == 1
    answer_consent(**answers, given=False, by=operator)
    assert left() == 0
    answer_consent(**answers, given=True, by=operator)
    assert left() == 1


def _two(told, file_of, operator) -> None:
    dead = {"died": "1950", "living": False}
    yes = told(people=[{"ref": "p1", "name": {"given": "Agreed"}, **dead}], ties=[])
    no = told(people=[{"ref": "p1", "name": {"given": SECRET}, **dead}], ties=[], consent=[])
    import_registrations(path=file_of([yes, no]), by=operator)
