"""The sizes of the house: small rooms, and a table that says how small."""

from __future__ import annotations

from pathlib import Path

import pytest

from architecture.shape import (
    FILE_FAILS,
    FILE_WARNS,
    FUNCTION_FAILS,
    FUNCTION_WARNS,
    ROOT,
    Source,
    kept_files,
    read_source,
    sources,
    table,
)

FOLDERS = ("src/ojaq", "tests", "bench", "scripts")
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers"}


def rings() -> dict[str, list[Source]]:
    inside = ROOT / "src/ojaq"
    found: dict[str, list[Source]] = {}
    for ring in ("resources", "core", "registry", "web", "api", "cli", "config"):
        for folder in sorted(path for path in (inside / ring).glob("*/") if path.name != "__pycache__"):
            if ring in ("core", "registry"):
                found[f"{ring}/{folder.name}"] = sources(str(folder.relative_to(ROOT)))
        if ring not in ("core", "registry"):
            found[ring] = sources(f"src/ojaq/{ring}")
    found |= {"tests": sources("tests"), "bench": sources("bench"), "scripts": sources("scripts")}
    return found


def test_the_figures_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + table(rings()))
        for source in sources(*FOLDERS):
            if source.length > FILE_WARNS:
                print(f"long file: {source.path.relative_to(ROOT)} {source.length} (fails at {FILE_FAILS})")
            for function in source.functions:
                if function.length > FUNCTION_WARNS:
                    place = f"{source.path.relative_to(ROOT)}:{function.line} {function.name}"
                    print(f"long function: {place} {function.length} (fails at {FUNCTION_FAILS})")


def too_long(found: list[Source]) -> list[str]:
    files = [f"{source.path}: {source.length} lines" for source in found if source.length > FILE_FAILS]
    functions = [
        f"{function.path}:{function.line} {function.name}: {function.length} lines"
        for source in found
        for function in source.functions
        if function.length > FUNCTION_FAILS
    ]
    return files + functions


def test_no_file_and_no_function_outgrows_its_limit() -> None:
    assert too_long(sources(*FOLDERS)) == []


def test_the_limit_catches_what_it_should(tmp_path: Path) -> None:
    swollen = tmp_path / "swollen.py"
    swollen.write_text("def much():\n" + "    x = 1\n" * (FILE_FAILS + 1))
    assert len(too_long([read_source(swollen)])) == 2


def test_there_is_no_drawer() -> None:
    # Django finds a database engine only under the name `base` inside the engine's own folder.
    engines = ROOT / "src/ojaq/config/engines"
    named = [path for path in kept_files() if not (path.name == "base.py" and path.is_relative_to(engines))]
    parts = {part for path in named for part in (*path.relative_to(ROOT).parent.parts, path.stem)}
    assert {part.lower() for part in parts} & FORBIDDEN_NAMES == set()


def test_services_and_selectors_are_called_by_keyword() -> None:
    """At most five positional arguments; more wants a frozen dataclass with a name.

    Options of a command are named by whoever types them, and kernels of the reckoning take arrays by position.
    """
    crowded = [
        f"{function.path}:{function.line} {function.name}"
        for source in sources("src/ojaq")
        for function in source.functions
        if function.positional > 5 and not {"core", "cli"} & set(source.path.relative_to(ROOT).parts)
    ]
    assert crowded == []
