"""Places as they were said, and what they are read as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """A place as it was said; `chosen` is the id a person chose, empty when nobody did."""

    text: str
    district: str
    chosen: str


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """What a said place was read as: the row of the place, None when it may mean several or none; `known` when some do."""

    row: int | None
    known: bool


PlaceReader = Callable[[SaidPlace], PlaceRead]

_NOT_SAID = SaidPlace("", "", "")


def said_place(value: Any) -> SaidPlace:
    """A place value of a document as texts."""
    if isinstance(value, str):
        return SaidPlace(value, "", "")
    if not value:
        return _NOT_SAID
    return SaidPlace(value.get("text") or "", value.get("district") or "", value.get("id") or "")


def unknown_places(content: Mapping[str, Any], read_place: PlaceReader) -> list[str]:
    """The paths of the places that nobody knows."""
    return [path for path, value in _places(content) if not read_place(said_place(value)).known]


def _places(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for kind, fields in (
        ("people", ("origin", "born_in", "lives_in")),
        ("departures", ("from", "to")),
        ("losses", ("place",)),
    ):
        for number, told in enumerate(content.get(kind) or ()):
            for field in fields:
                if told.get(field):
                    yield f"{kind}[{number}].{field}", told[field]
