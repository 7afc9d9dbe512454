"""Reads one registration/1 document: bytes in, a `Document` or a `Refusal` out. Nothing else: no clock, no database."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from ojaq.core.dates import Moment, NotADate
from ojaq.registry.registration.canonical import canonical, digest
from ojaq.registry.registration.characters import check_characters, surrogate_path
from ojaq.registry.registration.doubts import Doubt, doubts
from ojaq.registry.registration.refusal import NotTakenError, Refusal
from ojaq.registry.registration.shape import Check, Seen, compile_schema, is_uuid, written
from ojaq.registry.registration.stated import StatedTie, moment, stated_ties
from ojaq.resources.formats import registration_schema

LONGEST_LINE = 4 * 1024 * 1024
_NAME_PARTS = ("given", "patronymic", "family", "birth_family", "as_written")
_WITHOUT_CONSENT = frozenset({"import", "archive"})


@dataclass(frozen=True, slots=True)
class Document:
    """One testimony that can be taken, exactly as it was said, with what was understood beside it."""

    uuid: UUID
    content: Mapping[str, Any]
    canonical: bytes
    digest: bytes
    channel: str
    recorded_on: Moment | None
    ties: tuple[StatedTie, ...]
    doubts: tuple[Doubt, ...]
    unknown: tuple[str, ...]
    supersedes: UUID | None

    @property
    def people(self) -> list[dict[str, Any]]:
        """The described people, in order."""
        return self.content["people"]  # type: ignore[no-any-return]


@cache
def _shape() -> Check:
    return compile_schema(registration_schema())


def read(line: bytes, *, channel: str = "import") -> Document | Refusal:
    """Reads one line. `channel` is the door it came by: what the document says of its channel stands beside it."""
    if len(line) > LONGEST_LINE:
        return Refusal("too-long")
    try:
        return _understand(_parse(line), channel)
    except NotTakenError as stop:
        return stop.refusal
    except RecursionError:
        return Refusal("too-deep")


def read_content(content: dict[str, Any], *, channel: str) -> Document | Refusal:
    """The same for a document that a door has put together. The content must not be changed afterwards."""
    try:
        return _understand(content, channel)
    except NotTakenError as stop:
        return stop.refusal
    except RecursionError:
        return Refusal("too-deep")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise NotTakenError("repeated-key")
    return content


def _not_a_number(_text: str) -> None:
    raise NotTakenError("not-json")


def _parse(line: bytes) -> dict[str, Any]:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotTakenError("not-utf8") from None
    try:
        content = json.loads(text, object_pairs_hook=_once, parse_constant=_not_a_number)
    except ValueError:  # JSONDecodeError, and integers of thousands of digits
        raise NotTakenError("not-json") from None
    if not isinstance(content, dict):
        raise NotTakenError("not-json")
    return content


def _understand(content: dict[str, Any], door: str) -> Document:
    written_down = _canonical(content)
    if content.get("ojaq") != "registration/1":
        raise NotTakenError("version", "ojaq")
    if not is_uuid(content.get("id")):
        raise NotTakenError("id", "id")
    seen = Seen()
    _shape()(content, (), seen)
    _check_dates(seen)
    _check_refs(seen)
    ties = tuple(stated_ties(content))
    _check_cycles(content)
    _check_names(content)
    channel = content.get("channel") or door
    _check_consent(content, {channel, door})
    recorded_on = moment(content.get("recorded_on"))
    supersedes = content.get("supersedes")
    return Document(
        uuid=UUID(content["id"]), content=content, canonical=written_down, digest=digest(written_down), channel=channel,
        recorded_on=recorded_on, ties=ties, doubts=tuple(doubts(content, seen, ties, recorded_on)),
        unknown=tuple(written(path) for path in seen.unknown), supersedes=UUID(supersedes) if supersedes else None,
    )  # fmt: skip


def _canonical(content: dict[str, Any]) -> bytes:
    try:
        written_down = canonical(content)
    except UnicodeEncodeError:
        raise NotTakenError("surrogate", surrogate_path(content)) from None
    except ValueError:
        raise NotTakenError("number") from None
    if len(written_down) > LONGEST_LINE:
        raise NotTakenError("too-long")
    check_characters(written_down.decode(), content)
    return written_down


def _check_dates(seen: Seen) -> None:
    for value, path in seen.dates:
        try:
            moment(value)
        except NotADate:
            raise NotTakenError("date", written(path)) from None


def _check_refs(seen: Seen) -> None:
    made: dict[str, set[str]] = {"person": set(), "loss": set()}
    for kind, refs in (("person", seen.people), ("loss", seen.losses)):
        for ref, path in refs:
            if ref in made[kind]:
                raise NotTakenError("ref-repeated", written(path))
            made[kind].add(ref)
    for ref, kind, path in seen.refs:
        if ref not in made["person"] and not (kind == "either" and ref in made["loss"]):
            raise NotTakenError("ref-unknown", written(path))


def _check_cycles(content: Mapping[str, Any]) -> None:
    """Takes away, again and again, whoever has no parent left; whoever remains is their own ancestor."""
    children: dict[str, list[str]] = defaultdict(list)
    parents: dict[str, int] = defaultdict(int)
    for tie in content.get("ties") or ():
        if "parent" in tie:
            children[tie["parent"]].append(tie["child"])
            parents[tie["child"]] += 1
    free = [ref for ref in children if not parents[ref]]
    while free:
        for child in children.pop(free.pop(), ()):
            parents[child] -= 1
            if not parents[child]:
                free.append(child)
    left = {ref for ref, count in parents.items() if count}
    if left:
        raise NotTakenError("cycle", f"ties[{_tie_in_a_circle(content, left)}]")


def _tie_in_a_circle(content: Mapping[str, Any], left: set[str]) -> int:
    """The place of a tie that is itself in the circle: climbing among those left must come round."""
    above = {
        tie["child"]: (tie["parent"], place)
        for place, tie in enumerate(content["ties"])
        if tie.get("parent") in left and tie.get("child") in left
    }
    ref, met = next(iter(left)), set()
    while ref not in met:
        met.add(ref)
        ref, place = above[ref]
    return place


def _check_names(content: Mapping[str, Any]) -> None:
    for person in content["people"]:
        name = person.get("name") or {}
        if any((name.get(part) or "").strip() for part in _NAME_PARTS) or any(
            map(str.strip, name.get("also") or ())
        ):
            return
    raise NotTakenError("nobody-named", "people")


def _check_consent(content: Mapping[str, Any], came_by: set[str]) -> None:
    """A file may bring testimonies without a consent (they stay inside); somebody who stands at the desk was asked."""
    given: dict[str, bool] = {entry["purpose"]: entry["given"] for entry in content["consent"]}
    if given.get("register") is False:
        raise NotTakenError("consent-refused", "consent")
    if not given.get("register") and not came_by & _WITHOUT_CONSENT:
        raise NotTakenError("consent-missing", "consent")
