"""`ojaq find`: is this person already registered? One question, or a file of them as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ojaq.cli.printing import AsJson, answer, say

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer
    from ojaq.registry.identity.cards import MaskedCard
    from ojaq.registry.identity.selectors import Question

LONGEST_LINE = 4 * 1024 * 1024
A_COMMIT = 50
"""Questions whose ledger entries share one commit; their answers are written after it."""
NAME_PARTS = ("given", "patronymic", "family", "birth_family", "as_written", "language", "script")
BESIDE = ("father", "mother", "spouse")


def find(
    given: Annotated[str, typer.Option(help="Given name.")] = "",
    family: Annotated[str, typer.Option(help="Family name.")] = "",
    patronymic: Annotated[str, typer.Option(help="Patronymic.")] = "",
    father: Annotated[str, typer.Option(help="The father's given name.")] = "",
    mother: Annotated[str, typer.Option(help="The mother's given name.")] = "",
    spouse: Annotated[str, typer.Option(help="Husband's or wife's given name.")] = "",
    born: Annotated[str, typer.Option(help="Birth, as EDTF: 1957, 1957~, 195X.")] = "",
    origin: Annotated[str, typer.Option(help="Home village.")] = "",
    sex: Annotated[str, typer.Option(help="female or male.")] = "unknown",
    batch: Annotated[
        Path | None, typer.Option(help="Questions as JSON lines; - reads standard input.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask whether a person is already registered: masked cards with reasons, best first."""
    from ojaq.cli.registry import opened

    if bool(given or family) == (batch is not None):
        raise typer.BadParameter("Give --given or --family, or --batch with a file.")
    with opened() as by:
        if batch is not None:
            _answer_batch(batch, by)
            return
        name = {"given": given, "family": family, "patronymic": patronymic}
        query = {"name": {part: text for part, text in name.items() if text}, "sex": sex}
        query |= {key: text for key, text in (("born", born), ("origin", origin)) if text}
        query |= {
            who: {"given": text} for who, text in zip(BESIDE, (father, mother, spouse), strict=True) if text
        }
        from ojaq.registry.desk.selectors import find as found_for

        try:
            cards = found_for(questions=[_question(query)], viewer=by)[0]
        except _Unreadable as wrong:
            raise typer.BadParameter(f"{wrong.field} cannot be read: {wrong.code}.") from wrong
        answer(_as_object(cards), as_json=as_json, lines=_lines(cards))


def _answer_batch(batch: Path, by: Viewer) -> None:
    """Answer line by line, in order. What cannot be read is answered with its error, on its line."""
    from ojaq.registry.desk.selectors import find as found_for

    waiting: list[Question | dict[str, Any]] = []

    def answered() -> None:
        readable = [each for each in waiting if not isinstance(each, dict)]
        cards = iter(found_for(questions=readable, viewer=by)) if readable else iter(())
        for each in waiting:
            told = each if isinstance(each, dict) else _as_object(next(cards))
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    for done, line in enumerate(_lines_of(batch), start=1):
        try:
            waiting.append(_question(_parsed(line)))
        except _Unreadable as wrong:
            waiting.append({"error": {"code": wrong.code, "field": wrong.field}, "candidates": []})
        if len(waiting) >= A_COMMIT:
            answered()
            waiting.clear()
            say(f"{done} questions answered")
    answered()


class _Unreadable(Exception):
    def __init__(self, code: str, field: str) -> None:
        super().__init__(code)
        self.code, self.field = code, field


def _lines_of(batch: Path) -> Iterator[bytes]:
    source = sys.stdin.buffer if str(batch) == "-" else batch.open("rb")
    with source:
        first = True
        while line := source.readline(LONGEST_LINE + 1):
            whole = line
            while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                # Too long to be a question: read to its end, answered as unreadable.
                line = source.readline(LONGEST_LINE + 1)
                whole = b"\0"
            whole = whole.removeprefix(b"\xef\xbb\xbf") if first else whole
            first = False
            if whole.strip():
                yield whole


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as wrong:
        raise _Unreadable("not-utf-8", "") from wrong
    except (ValueError, RecursionError) as wrong:
        raise _Unreadable("not-json", "") from wrong
    if not isinstance(told, dict) or not isinstance(told.get("query"), dict):
        raise _Unreadable("missing", "query")
    query: dict[str, Any] = told["query"]
    return query


def _question(query: dict[str, Any]) -> Question:
    """A question of the fields of one entry of `people[]` with father, mother, spouse. Raises _Unreadable."""
    from ojaq.core.dates import NotADate, read_date
    from ojaq.registry.identity.selectors import Question

    name = _name(query.get("name"), "name")
    beside = {who: _name(query.get(who), who) for who in BESIDE}
    if not any(name.get(part) for part in ("given", "family", "as_written", "patronymic", "birth_family")):
        raise _Unreadable("missing", "name")
    for key in ("born", "died"):
        if query.get(key) is not None:
            try:
                read_date(query[key])
            except (NotADate, TypeError, ValueError) as wrong:
                raise _Unreadable("not-a-date", key) from wrong
    age = query.get("age")
    if age is not None and (isinstance(age, bool) or not isinstance(age, int | float)):
        raise _Unreadable("not-a-number", "age")
    if query.get("sex", "unknown") not in ("female", "male", "unknown", None):
        raise _Unreadable("unknown-code", "sex")
    person = {**query, "name": name}
    for key in ("origin", "born_in", "lives_in"):
        _check_place(query.get(key), key)
    return Question(person, beside["father"] or None, beside["mother"] or None, beside["spouse"] or None)


def _name(value: Any, field: str) -> dict[str, Any]:
    if value is None:
        return {}
    if isinstance(value, str):
        return {"as_written": value}
    if not isinstance(value, dict):
        raise _Unreadable("not-a-name", field)
    for part in NAME_PARTS:
        if value.get(part) is not None and not isinstance(value[part], str):
            raise _Unreadable("not-a-text", f"{field}.{part}")
    return {part: told for part, told in value.items() if told}


def _check_place(value: Any, field: str) -> None:
    texts = [value.get("text"), value.get("id")] if isinstance(value, dict) else [value]
    if not all(text is None or isinstance(text, str) for text in texts):
        raise _Unreadable("not-a-place", field)


def _as_object(cards: list[MaskedCard]) -> dict[str, Any]:
    return {
        "candidates": [
            {
                "person": str(card.number),
                "probability": round(card.probability, 4),
                "verdict": card.verdict,
                "reasons": [{"code": r.code, "text": r.text, "weight": r.weight} for r in card.reasons],
            }
            for card in cards
        ]
    }


def _lines(cards: list[MaskedCard]) -> list[str]:
    from ojaq.registry.identity.number import written

    if not cards:
        return ["Nobody fits."]
    lines = []
    for card in cards:
        chance = min(99, round(card.probability * 100))
        lines.append(f"{card.name.text}  {written(card.number)}  about {chance} in 100")
        parents = ", ".join(said.text for said in card.parents) or "not told"
        born = f"{card.birth_decade}s" if card.birth_decade else "not told"
        village = card.village.text if card.village else "not told"
        lines.append(f"    parents {parents} · born {born} · village {village}")
        lines.extend(f"    {'+' if reason.weight > 0 else '-'} {reason.text}" for reason in card.reasons)
    return lines
