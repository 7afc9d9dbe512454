"""Sets a document: a template of this folder and its values become a PDF/A. Equal values give equal bytes; nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import typst

from ojaq.errors import Refused

HERE: Final = Path(__file__).resolve().parent
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
# PDF/A-2a: kept readable for decades, every letter can be copied out, and its parts are tagged for screen readers.
STANDARD: Final = "a-2a"
UNKNOWN_SIGN: Final = "could not be displayed"


class NotSet(Refused):
    """The typesetter did not take a template. Values are not repeated here: they may be a person's."""

    code = "document-not-set"
    sentence = "The document could not be set. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page of a document bears.

    title: written into the file, for readers of files; no personal data. language: ISO 639-1 of the sentences. on: the day
    written into the file, which PDF/A demands. stamp: the word for a fictional registry in one language or several, none in
    a live one. foot: lines at the foot of each page. paper: a5, a4, a3 ... a0. landscape: the long side lies.
    """

    title: str
    language: str
    on: date
    stamp: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    paper: str = "a4"
    landscape: bool = False


def set_document(template: str, values: Mapping[str, Any], *, sheet: Sheet) -> bytes:
    """The PDF of `template` (the stem of a `.typ` file here); `values` are plain data, which it reads as `values`.

    Text in values is text: no sign in it is an instruction. A sign that none of our fonts has stands as an empty box, and the
    file is then an ordinary PDF: the archive form allows no such sign. Raises NotSet.
    """
    try:
        try:
            return compiled(template, values, sheet, "pdf", for_archives=True)
        except typst.TypstError as fault:
            if UNKNOWN_SIGN not in str(fault):
                raise
        return compiled(template, values, sheet, "pdf")
    except typst.TypstError as fault:
        raise NotSet from fault


def compiled(
    template: str,
    values: Mapping[str, Any],
    sheet: Sheet,
    form: Literal["pdf", "svg"],
    *,
    for_archives: bool = False,
) -> bytes:
    """What the typesetter makes of a template and its values; of pictures the first page. Raises NotSet, TypstError."""
    if not template.isidentifier() or not (HERE / f"{template}.typ").is_file():
        raise NotSet
    frame = {
        **asdict(sheet),
        "on": [sheet.on.year, sheet.on.month, sheet.on.day],
        "direction": "rtl" if sheet.language[:2] in RIGHT_TO_LEFT else "ltr",
    }
    handed_in = json.dumps({"sheet": frame, "values": values}, ensure_ascii=False, sort_keys=True)
    compiler = typst.Compiler(str(HERE / f"{template}.typ"), root=str(HERE), font_paths=_fonts())
    made = compiler.compile(
        format=form, sys_inputs={"document": handed_in}, pdf_standards=[STANDARD] if for_archives else [],
        timestamp=0,
    )  # fmt: skip
    if isinstance(made, list):
        made = made[0]
    if not isinstance(made, bytes):
        raise NotSet
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Our fonts only, read once: the same document looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
