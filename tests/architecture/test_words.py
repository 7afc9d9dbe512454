"""The glossary and the code use the same words."""

from __future__ import annotations

import ast
import re

from architecture.shape import ROOT

GLOSSARY = ROOT / "docs/words.md"


def glossary() -> dict[str, str]:
    """Word -> the table or class that carries it, as the page's table says (empty: a word only of people)."""
    rows = re.findall(
        r"^\| ([a-z /-]+) \| ([^|]*) \| ([^|]*) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {word.strip(): carrier.strip().strip("`") for word, _, carrier in rows if word.strip() != "word"}


def class_names() -> set[str]:
    return {
        node.name
        for path in (ROOT / "src/ojaq").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }


def model_names() -> set[str]:
    names = set()
    for path in (ROOT / "src/ojaq/registry").rglob("models*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(
                "Model" in ast.unparse(parent) for parent in node.bases
            ):
                names.add(node.name)
    return names


def test_a_word_with_a_carrier_is_in_the_code() -> None:
    known = class_names()
    carried = {carrier for carriers in glossary().values() for carrier in re.findall(r"\w+", carriers)}
    assert carried - known == set()


def test_every_table_is_a_word_of_the_glossary() -> None:
    page = GLOSSARY.read_text(encoding="utf-8")
    assert sorted(name for name in model_names() if f"`{name}`" not in page) == []
