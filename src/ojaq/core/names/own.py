"""A community's own table of names, laid over those that ship: nothing that ships is taken away by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ojaq.core.names.scripts import folded, lowered, main_script

SCHEMA = "ojaq/own-names-1"
GROUPS = {"variants": "spelling", "short_forms": "short"}
"""Parts that are lists of lines, each the forms of one name; and the kind of row they become."""
WORDS = (
    "honorifics",
    "particles",
    "placeholders",
    "son_after",
    "son_before",
    "daughter_after",
    "daughter_before",
)
ENDINGS = "family_endings"
MOST_LINES, LONGEST_LINE = 20_000, 500


def with_own(tables: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of `ojaq.resources.names`, with what a community says beside: `own` as its file holds it.

    A line of `variants` that has a form of a name that ships is further forms of that name. Endings are told apart by script.
    Raises ValueError, naming the part, for anything else.
    """
    _checked(own)
    variants = [dict(row) for row in tables["variants"]]
    for part, kind in GROUPS.items():
        for line in own.get(part, ()):
            _add_forms(variants, kind, line)
    words = {**tables["words"]}
    for part in WORDS:
        words[part] = f"{words[part]} {own.get(part, '')}"
    family = dict(tables["endings"]["family"])
    for ending in str(own.get(ENDINGS, "")).split():
        script = main_script(ending)
        family[script] = f"{family.get(script, '')} {ending}"
    return {
        **tables,
        "variants": variants,
        "words": words,
        "endings": {**tables["endings"], "family": family},
    }


def _checked(own: Mapping[str, Any]) -> None:
    if own.get("schema") != SCHEMA or not str(own.get("source", "")).strip():
        raise ValueError("schema")
    known = {"schema", "source", ENDINGS, *GROUPS, *WORDS}
    if strange := sorted(str(part) for part in own if part not in known):
        raise ValueError(strange[0][:40])
    for part in GROUPS:
        lines = own.get(part, ())
        if not isinstance(lines, Sequence) or isinstance(lines, str) or len(lines) > MOST_LINES:
            raise ValueError(part)
        if not all(
            isinstance(line, str) and len(line.split()) >= 2 and len(line) <= LONGEST_LINE for line in lines
        ):
            raise ValueError(part)
    for part in (ENDINGS, *WORDS):
        text = own.get(part, "")
        if not isinstance(text, str) or len(text) > LONGEST_LINE * 10:
            raise ValueError(part)


def _add_forms(rows: list[dict[str, str]], kind: str, line: str) -> None:
    """Forms of one name join the row that has one of them; else they are a row of their own."""
    forms = line.split()
    wanted = {_form(form) for form in forms}
    for row in rows:
        if row["kind"] == kind and not wanted.isdisjoint(_form(form) for form in row["forms"].split()):
            row["forms"] = f"{row['forms']} {line}"
            return
    rows.append({"kind": kind, "forms": line})


def _form(text: str) -> str:
    return folded(lowered(text))
