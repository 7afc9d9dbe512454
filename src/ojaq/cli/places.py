"""`ojaq places`: which place a written text means. Answers from the registry; without one, from a gazetteer folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from ojaq.cli.printing import AsJson, answer, say

if TYPE_CHECKING:
    from ojaq.core.places import PlaceAnswer, PlaceBook, PlaceQuestion, PlaceReason

_LONGEST_LINE = 64 * 1024
_PROGRESS_EVERY = 2000


def places(
    text: Annotated[str, typer.Argument(help="The place as it was written.")] = "",
    district: Annotated[str, typer.Option(help="The district it lies in, by any name.")] = "",
    near: Annotated[str, typer.Option(help="LAT,LON of a point nearby.")] = "",
    batch: Annotated[
        Path | None, typer.Option(help="Questions as JSON lines; - reads standard input.")
    ] = None,
    gazetteer: Annotated[
        Path | None, typer.Option(help="Answer from this gazetteer instead of the registry.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say which place a text means: by any name, script and era, with what speaks for it."""
    if bool(text) == (batch is not None):
        raise typer.BadParameter("Give a text, or --batch with a file.")
    if batch is not None and str(batch) != "-" and not batch.is_file():
        raise typer.BadParameter("There is no such file of questions.")
    with ExitStack() as stack:
        if batch is not None:
            _answer_batch(_book(gazetteer, stack), batch)
        else:
            question = _question({"text": text, "district": district or None, "near": _point(near)})
            found = _book(gazetteer, stack).answer(question)
            answer(as_object(found), as_json=as_json, lines=_lines(found))


def as_object(found: PlaceAnswer) -> dict[str, Any]:
    """An answer as the command line writes it; the shape is stable."""
    candidates = [
        {
            "place": candidate.place_id,
            "name": candidate.name,
            "probability": candidate.probability,
            "reasons": [
                {"code": reason.code, "text": _sentence(reason), "weight": reason.bits}
                for reason in candidate.reasons
            ],
        }
        for candidate in found.candidates
    ]
    return {"candidates": candidates, "ambiguous": found.ambiguous}


def _book(gazetteer: Path | None, stack: ExitStack) -> PlaceBook:
    if gazetteer is None:
        from ojaq.cli.registry import home, opened
        from ojaq.registry.vault import keyfile

        if keyfile.path_in(home()).exists():
            stack.enter_context(opened())
            from ojaq.registry.places import selectors

            return selectors.book()
        say("There is no registry here: answering from the gazetteer pack that ships with Ojaq.")
    return _book_of_folder(gazetteer)


def _book_of_folder(folder: Path | None) -> PlaceBook:
    from ojaq.core.names import build_knowledge
    from ojaq.core.places import NameRow, PlaceBook, PlaceRow
    from ojaq.registry.places.gazetteer_file import read_gazetteer
    from ojaq.resources import gazetteer, names

    rows = list(read_gazetteer(folder or gazetteer.pack_folder()))
    said = [row for row in rows if isinstance(row, NameRow)]
    there = [row for row in rows if isinstance(row, PlaceRow)]
    return PlaceBook.of(there, said, gazetteer.words(), build_knowledge(names.tables()))


def _answer_batch(book: PlaceBook, batch: Path) -> None:
    for asked, line in enumerate(_lines_of(batch), start=1):
        try:
            told = as_object(book.answer(_question(json.loads(line))))
        except _Unreadable as wrong:
            told = {
                "error": {"code": "unreadable", "field": wrong.field},
                "candidates": [],
                "ambiguous": False,
            }
        except (ValueError, RecursionError):
            told = {"error": {"code": "not-json", "field": ""}, "candidates": [], "ambiguous": False}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        if asked % _PROGRESS_EVERY == 0:
            say(f"{asked} questions answered")


def _lines_of(batch: Path) -> Iterator[bytes]:
    source = sys.stdin.buffer if str(batch) == "-" else batch.open("rb")
    with source:
        first = True
        while line := source.readline(_LONGEST_LINE):
            if not line.endswith(b"\n") and len(line) == _LONGEST_LINE:
                _skip_rest(source)
                # A question this long is none; it is answered as unreadable on its line.
                line = b"!"
            bare = line.removeprefix(b"\xef\xbb\xbf") if first else line
            first = False
            if bare.strip():
                yield bare


def _skip_rest(source: BinaryIO) -> None:
    while (rest := source.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


class _Unreadable(Exception):
    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def _question(told: Any) -> PlaceQuestion:
    from ojaq.core.places import PlaceQuestion

    if isinstance(told, dict) and isinstance(told.get("query"), dict):
        told = told["query"]
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        raise _Unreadable("text")
    district, near, others = told.get("district"), told.get("near"), told.get("co_mentioned") or []
    if district is not None and not isinstance(district, str):
        raise _Unreadable("district")
    if not isinstance(others, list) or not all(isinstance(other, str) for other in others):
        raise _Unreadable("co_mentioned")
    return PlaceQuestion(told["text"], district or None, _checked_point(near), tuple(others))


def _checked_point(near: Any) -> tuple[float, float] | None:
    if near is None:
        return None
    whole = isinstance(near, list | tuple) and len(near) == 2
    if not whole or not all(isinstance(x, int | float) and not isinstance(x, bool) for x in near):
        raise _Unreadable("near")
    lat, lon = float(near[0]), float(near[1])
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise _Unreadable("near")
    return lat, lon


def _point(text: str) -> list[float] | None:
    if not text:
        return None
    try:
        return list(_checked_point([float(part) for part in text.split(",")]) or ())
    except (ValueError, _Unreadable) as wrong:
        raise typer.BadParameter("A point is LAT,LON in degrees, such as 40.18,45.71.") from wrong


_SENTENCES = {
    "same_spelling": "Written the same as {name}.",
    "same_sound": "Sounds the same as {name}.",
    "close_sound": "Sounds much like {name}.",
    "in_district": "It lies in {district}.",
    "near_district": "It lies close to {district}.",
    "elsewhere": "It does not lie in {district}.",
    "near_point": "It lies close to the point that was told.",
    "far_from_point": "It lies far from the point that was told.",
    "near_others": "It lies close to the other places that were told.",
    "well_known": "How many people and names it has.",
}


def _sentence(reason: PlaceReason) -> str:
    return _SENTENCES[reason.code].format(**reason.parameters)


def _lines(found: PlaceAnswer) -> list[str]:
    if not found.candidates:
        return ["No place fits."]
    lines = []
    for candidate in found.candidates:
        lines.append(
            f"{candidate.name}  ({candidate.place_id})  about {round(candidate.probability * 100)} in 100"
        )
        lines.extend(
            f"    {_sentence(reason)}" for reason in candidate.reasons if reason.code != "well_known"
        )
    if found.ambiguous:
        lines.append("Several places fit alike: ask for the district.")
    return lines
