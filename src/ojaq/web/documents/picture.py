"""Sets a template as one SVG picture: every letter is an outline, so no font is needed to see it. Equal values, equal bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

import typst

from ojaq.web.documents.setting import HERE, RIGHT_TO_LEFT, NotSet, Sheet, _fonts


def set_picture(template: str, values: Mapping[str, Any], *, sheet: Sheet) -> bytes:
    """The first page of `template` as SVG; values as for `set_document`. Raises NotSet."""
    return _set(template, values, sheet, "svg")


def set_any_letters(template: str, values: Mapping[str, Any], *, sheet: Sheet) -> bytes:
    """A PDF that is no PDF/A: for a name with letters that none of our fonts has, which PDF/A refuses. Raises NotSet."""
    return _set(template, values, sheet, "pdf")


def _set(template: str, values: Mapping[str, Any], sheet: Sheet, form: Literal["svg", "pdf"]) -> bytes:
    if not template.isidentifier() or not (HERE / f"{template}.typ").is_file():
        raise NotSet
    frame = {
        **asdict(sheet),
        "on": [sheet.on.year, sheet.on.month, sheet.on.day],
        "direction": "rtl" if sheet.language[:2] in RIGHT_TO_LEFT else "ltr",
    }
    handed_in = json.dumps({"sheet": frame, "values": values}, ensure_ascii=False, sort_keys=True)
    compiler = typst.Compiler(str(HERE / f"{template}.typ"), root=str(HERE), font_paths=_fonts())
    try:
        made = compiler.compile(format=form, sys_inputs={"document": handed_in}, timestamp=0)
    except typst.TypstError as fault:
        raise NotSet from fault
    if isinstance(made, list):
        made = made[0]
    if not isinstance(made, bytes):
        raise NotSet
    return made
