"""Which test files protect something, and which of their tests is the control that must fail when nothing protects."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from architecture.shape import ROOT


def protective_files() -> Iterator[tuple[Path, ast.Module]]:
    """Every test file that says `pytest.mark.trust`."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.trust(" in text:
            yield path, ast.parse(text)


def marks_of(tree: ast.Module) -> set[str]:
    """The numbers in `pytest.mark.trust("T4.1", ...)`."""
    return {
        word.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "trust"
        for word in node.args
        if isinstance(word, ast.Constant)
    }


def has_control(tree: ast.Module) -> bool:
    """Whether some test, by its docstring, an assertion's message or a comment of a docstring, is a control."""
    return any(
        isinstance(node, ast.Constant) and isinstance(node.value, str) and "the control" in node.value.lower()
        for node in ast.walk(tree)
    )
