"""Turns a document into the rows that keep it, as plain values by column. Places come from the reader that is handed in.

Rows refer to people by ref here; `filing` puts the numbers in when the rows have some.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ojaq.registry.access.models import Purpose
from ojaq.registry.registration.places_said import PlaceReader, said_place
from ojaq.registry.registration.reading import Document
from ojaq.registry.registration.stated import life, moment
from ojaq.registry.registration.tables import Row

_PURPOSES = frozenset(Purpose.values)
_SEXES = frozenset({"female", "male"})


def registration_row(document: Document) -> Row:
    """The row of the registration itself, without its seal."""
    content, when = document.content, document.recorded_on
    return {
        "uuid": document.uuid, "channel": document.channel[:100], "recorded_on": _edtf(content.get("recorded_on"))[0][:100],
        "recorded_from": when.earliest if when else None, "recorded_to": when.latest if when else None,
        "language": (content.get("language") or "")[:35], "registrant": content.get("registrant") or "",
        "digest": document.digest,
    }  # fmt: skip


def mention_rows(document: Document, read_place: PlaceReader) -> list[Row]:
    """One row for each described person, in the order they were told."""
    flags = _flags_by_person(document)
    who = document.content.get("registrant")
    return [
        {
            "ref": person["ref"], "position": position, "registrant": person["ref"] == who, "flags": flags.get(position, []),
            **_name(person.get("name") or {}), **_facts(person), **_days(person, document),
            **_place("origin", person.get("origin"), read_place), **_place("born_in", person.get("born_in"), read_place),
            **_place("lives_in", person.get("lives_in"), read_place),
        }
        for position, person in enumerate(document.people)
    ]  # fmt: skip


def _name(name: Mapping[str, Any]) -> Row:
    return {
        "given": name.get("given") or "", "patronymic": name.get("patronymic") or "", "family": name.get("family") or "",
        "birth_family": name.get("birth_family") or "", "also": name.get("also") or [],
        "as_written": name.get("as_written") or "", "name_language": (name.get("language") or "")[:35],
        "name_script": (name.get("script") or "")[:35],
    }  # fmt: skip


def _facts(person: Mapping[str, Any]) -> Row:
    sex, age = person.get("sex"), person.get("age")
    return {
        "sex": sex if sex in _SEXES else "unknown", "living": person.get("living"), "age": None if age is None else float(age),
        "age_on": _edtf(person.get("age_on"))[0],
    }  # fmt: skip


def _days(person: Mapping[str, Any], document: Document) -> Row:
    days = life(person, document.recorded_on)
    columns: Row = {
        "born_from": days.born_from,
        "born_to": days.born_to,
        "died_from": days.died_from,
        "died_to": days.died_to,
    }
    missing = moment(person.get("missing_since"))
    if missing:
        columns |= {"missing_from": missing.earliest, "missing_to": missing.latest}
    for column, field in (("born", "born"), ("died", "died"), ("missing", "missing_since")):
        if person.get(field):
            columns |= _date(column, person[field])
    return columns


def _date(column: str, value: Any) -> dict[str, str]:
    edtf, said, calendar = _edtf(value)
    return {column: edtf, f"{column}_said": said, f"{column}_calendar": calendar[:20]}


def _edtf(value: Any) -> tuple[str, str, str]:
    if isinstance(value, str):
        return value, "", ""
    if not value:
        return "", "", ""
    return value.get("edtf") or "", value.get("as_said") or "", value.get("calendar") or ""


def _place(column: str, value: Any, read_place: PlaceReader) -> Row:
    if not value:
        return {}
    said = said_place(value)
    return {
        column: said.text, f"{column}_district": said.district, f"{column}_place_id": read_place(said).row,
        f"{column}_chosen": bool(said.chosen),
    }  # fmt: skip


def _flags_by_person(document: Document) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for doubt in document.doubts:
        for field in doubt.fields:
            if field.startswith("people["):
                found.setdefault(int(field[7 : field.index("]")]), []).append(doubt.code)
    return found


def tie_rows(document: Document) -> Iterator[Row]:
    """The ties, with refs under `a` and `b`. One said twice is kept once, flagged."""
    weak = frozenset().union(*(doubt.ties for doubt in document.doubts))
    met: set[tuple[str, str, str, str]] = set()
    for tie in document.ties:
        key = (tie.kind, tie.a, tie.b, tie.nature)
        if key in met:
            continue
        met.add(key)
        yield {
            "kind": tie.kind, "a": tie.a, "b": tie.b, "nature": tie.nature[:100], "began": tie.began, "ended": tie.ended,
            "flagged": tie.place in weak,
        }  # fmt: skip


def departure_rows(document: Document, read_place: PlaceReader) -> Iterator[Row]:
    """Each departure, with the refs of who left under `people`."""
    for told in document.content.get("departures") or ():
        when = moment(told.get("when"))
        yield {
            "people": list(dict.fromkeys(told.get("people") or ())), "wave": (told.get("wave") or "")[:200],
            "when_from": when.earliest if when else None, "when_to": when.latest if when else None,
            **_date("when", told.get("when")), **_place("left", told.get("from"), read_place),
            **_place("reached", told.get("to"), read_place),
        }  # fmt: skip


def wish_rows(document: Document) -> Iterator[Row]:
    """The wishes told, with a ref under `person`."""
    for wish in document.content.get("wishes") or ():
        yield {
            "person": wish.get("person"), "intention": (wish.get("intention") or "")[:200],
            "destination": (wish.get("destination") or "")[:200], "conditions": wish.get("conditions") or [],
        }  # fmt: skip


def loss_rows(document: Document, read_place: PlaceReader) -> Iterator[Row]:
    """The losses told, in brief, with refs under `mention` of the holders."""
    for loss in document.content.get("losses") or ():
        holders = [
            {"mention": each.get("person"), "share": each.get("share") or ""}
            for each in loss.get("holders") or ()
        ]
        yield {
            "ref": loss.get("ref") or "", "kind": (loss.get("kind") or "")[:200], "tenure": (loss.get("tenure") or "")[:200],
            "holders": holders, **_place("at", loss.get("place"), read_place),
        }  # fmt: skip


def consent_rows(document: Document) -> Iterator[Row]:
    """The answers about each purpose that the register knows; the others stay in the document."""
    for entry in document.content["consent"]:
        if entry["purpose"] in _PURPOSES:
            yield {
                "registration": document.uuid, "purpose": entry["purpose"], "given": entry["given"],
                "on": _edtf(entry.get("on"))[0][:32], "words": entry.get("words") or "",
                "version": (entry.get("version") or "")[:32], "language": (entry.get("language") or "")[:12],
                "by": (entry.get("by") or "")[:64], "basis": (entry.get("basis") or "")[:32],
            }  # fmt: skip
