"""Rules of our own about dangerous code, read from the syntax tree. bandit knows the general ones; these are this house's.

(semgrep was weighed: it brings sixty packages with it, telemetry among them, and forbids versions that others here need.)
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

Rule = Callable[[ast.AST, str], bool]


def called(node: ast.AST) -> str:
    """The last word of what is called: "execute" in `cursor.execute(...)`; "" for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def imported(node: ast.AST) -> set[str]:
    """The modules that an import names."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    return {node.module or ""} if isinstance(node, ast.ImportFrom) else set()


def _pieced(node: ast.AST) -> bool:
    """Text put together from pieces: an f-string with a value, a sum, a `%` or `.format`."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(each, ast.FormattedValue) for each in node.values)
    return isinstance(node, ast.BinOp) or called(node) == "format"


def pieced_log(node: ast.AST, _: str) -> bool:
    """A log line put together from values may carry a name out of the register."""
    calls = {"debug", "info", "warning", "error", "critical", "exception"}
    return called(node) in calls and any(_pieced(word) for word in node.args)  # type: ignore[attr-defined]


def csrf_off(node: ast.AST, _: str) -> bool:
    """A page without protection against forged questions."""
    names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
    return "csrf_exempt" in names or (isinstance(node, ast.Attribute) and node.attr == "csrf_exempt")


def raw_query(node: ast.AST, _: str) -> bool:
    """Ways past Django's own quoting."""
    return called(node) in {"RawSQL", "extra"} or (called(node) == "raw" and bool(node.args))  # type: ignore[attr-defined]


def weak_chance(node: ast.AST, place: str) -> bool:
    """Chance that can be foretold, where secrets are made or checked."""
    return place.startswith(("registry/vault", "registry/access", "web", "api")) and "random" in imported(
        node
    )


def outward(node: ast.AST, _: str) -> bool:
    """A registry asks nobody outside: no client for the network is imported."""
    clients = {
        "requests",
        "httpx",
        "urllib.request",
        "http.client",
        "ftplib",
        "smtplib",
        "telnetlib",
        "aiohttp",
    }
    return bool(imported(node) & clients)


def silent(node: ast.AST, _: str) -> bool:
    """Every fault swallowed without a word."""
    wide = isinstance(node, ast.ExceptHandler) and (
        node.type is None
        or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
    )
    return wide and all(isinstance(each, ast.Pass) for each in node.body)  # type: ignore[attr-defined]


def loaded_code(node: ast.AST, _: str) -> bool:
    """Bytes that become running code."""
    return bool(imported(node) & {"pickle", "marshal", "shelve", "dill"}) or called(node) in {"eval", "exec"}


def passphrase_elsewhere(node: ast.AST, place: str) -> bool:
    """The passphrase is read in one place, which drops it at once."""
    said = isinstance(node, ast.Constant) and node.value == "OJAQ_PASSPHRASE"
    return said and place != "cli/passphrase.py"


RULES: dict[str, Rule] = {
    rule.__name__.replace("_", "-"): rule
    for rule in (
        pieced_log, csrf_off, raw_query, weak_chance, outward, silent, loaded_code, passphrase_elsewhere,
    )
}  # fmt: skip


def broken(text: str, place: str) -> Iterator[tuple[str, int]]:
    """Each broken rule and its line. `place`: the path below src/ojaq."""
    for node in ast.walk(ast.parse(text)):
        for name, rule in RULES.items():
            if rule(node, place):
                yield name, getattr(node, "lineno", 0)


def broken_in(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Place, rule and line, over a tree of sources."""
    for path in sorted(folder.rglob("*.py")):
        place = str(path.relative_to(folder))
        for name, line in broken(path.read_text(encoding="utf-8"), place):
            yield place, name, line
