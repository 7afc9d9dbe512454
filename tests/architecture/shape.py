"""Measures the house: lengths of files and functions, ring by ring. Pure reading of the source tree."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
FILE_WARNS, FILE_FAILS = 400, 600
FUNCTION_WARNS, FUNCTION_FAILS = 50, 80
POSITIONAL_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Function:
    """One function: where it stands, how many lines it has (decorators and docstring left out)."""

    path: Path
    name: str
    line: int
    length: int
    positional: int


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file with its length in lines and its functions."""

    path: Path
    length: int
    functions: tuple[Function, ...]


def sources(*folders: str) -> list[Source]:
    """Every Python file below the folders (relative to the project), migrations left out as they are generated."""
    found = [path for path in kept_files() if path.suffix == ".py" and "migrations" not in path.parts]
    inside = [(ROOT / folder) for folder in folders]
    return [_read_once(path) for path in found if any(path.is_relative_to(folder) for folder in inside)]


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the project: what git keeps, or would keep; nothing that was built or fetched."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(sorted(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()))


@cache
def _read_once(path: Path) -> Source:
    return read_source(path)


def read_source(path: Path) -> Source:
    """Parse one file."""
    text = path.read_text(encoding="utf-8")
    functions = [
        Function(path, node.name, node.lineno, _length(node), _positional(node))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return Source(path, text.count("\n"), tuple(functions))


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the end, and the signature."""
    body = node.body
    told = ast.get_docstring(node, clean=False)
    start = body[1].lineno if told is not None and len(body) > 1 else body[0].lineno
    return (node.end_lineno or start) - start + 2


def _positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len([name for name in names if name not in ("self", "cls")])


def table(rings: dict[str, list[Source]]) -> str:
    """Figures by ring, as a text table."""
    lines = [f"{'ring':<22}{'files':>6}{'lines':>8}{'file med/max':>15}{'functions':>11}{'fn med/max':>13}"]
    for ring, found in rings.items():
        if not found:
            continue
        lengths = [source.length for source in found]
        functions = [function.length for source in found for function in source.functions] or [0]
        lines.append(
            f"{ring:<22}{len(found):>6}{sum(lengths):>8}{f'{median(lengths):.0f}/{max(lengths)}':>15}"
            f"{len(functions):>11}{f'{median(functions):.0f}/{max(functions)}':>13}"
        )
    return "\n".join(lines)
