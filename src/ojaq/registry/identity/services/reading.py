"""Reading what registrations told, from their open columns, as matching wants it. The engine opens nothing
sealed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ojaq.core.matching import Described, Testimony, Tie, TieKind
from ojaq.registry.identity.blocks import NATURES_OF_BIRTH
from ojaq.registry.registration import models as told

_MENTION = (
    *(
        "id",
        "registration_id",
        "position",
        "ref",
        "given",
        "patronymic",
        "family",
        "birth_family",
        "also",
        "as_written",
    ),
    *("name_language", "name_script", "sex", "born", "born_said", "born_calendar", "age", "age_on", "died"),
    *("origin", "origin_place_id", "born_in", "born_in_place_id"),
)
_KINDS = {"couple": TieKind.COUPLE, "siblings": TieKind.SIBLINGS}


def testimonies(registrations: Collection[int]) -> Iterator[Testimony]:
    """The testimonies of these registrations (ids) in order of id, keyed by registration id."""
    heads = told.Registration.objects.filter(pk__in=registrations).order_by("pk")
    people: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = told.Mention.objects.filter(registration__in=registrations).order_by("registration_id", "position")
    for row in rows.values_list(*_MENTION):
        people[row[1]].append(dict(zip(_MENTION, row, strict=True)))
    ties: dict[int, list[tuple[str, int, int, str, bool]]] = defaultdict(list)
    stated = told.Tie.objects.filter(registration__in=registrations).order_by("pk")
    for registration, kind, a, b, nature, flagged in stated.values_list(
        "registration_id", "kind", "a_id", "b_id", "nature", "flagged"
    ):
        ties[registration].append((kind, a, b, nature, flagged))
    for number, language, recorded_on in heads.values_list("pk", "language", "recorded_on"):
        mentions = people.get(number, [])
        yield Testimony(
            key=number,
            people=tuple(described(mention) for mention in mentions),
            ties=tuple(_ties(mentions, ties.get(number, []))),
            language=language or None,
            recorded_on=recorded_on or None,
            ids=tuple(mention["id"] for mention in mentions),
        )


def described(mention: Mapping[str, Any]) -> Described:
    """One mention's columns as matching reads a person."""
    by_origin = bool(mention["origin"] or mention["origin_place_id"])
    place = mention["origin"] if by_origin else mention["born_in"]
    number = mention["origin_place_id"] if by_origin else mention["born_in_place_id"]
    return Described(
        ref=mention["ref"],
        name=_name(mention),
        sex=mention["sex"],
        born=_date(mention["born"], mention["born_said"], mention["born_calendar"]),
        age=mention["age"],
        age_on=mention["age_on"] or None,
        died=mention["died"] or None,
        place=place or None,
        place_id=None if number is None else str(number),
    )


def place_number(_text: str, chosen: str | None, _language: str | None) -> int:
    """The number that `described` put beside the text: places were read when the testimony came in."""
    return int(chosen) if chosen else -1


def _name(mention: Mapping[str, Any]) -> dict[str, Any]:
    name = {
        part: mention[part]
        for part in ("given", "patronymic", "family", "birth_family", "also", "as_written")
    }
    name["language"], name["script"] = mention["name_language"], mention["name_script"]
    return {part: value for part, value in name.items() if value}


def _date(edtf: str, said: str, calendar: str) -> Any:
    if not said and not calendar:
        return edtf or None
    whole = {"edtf": edtf, "as_said": said, "calendar": calendar}
    return {part: value for part, value in whole.items() if value}


def _ties(mentions: list[dict[str, Any]], ties: list[tuple[str, int, int, str, bool]]) -> Iterator[Tie]:
    place = {mention["id"]: at for at, mention in enumerate(mentions)}
    for kind, a, b, nature, flagged in ties:
        birth = nature in NATURES_OF_BIRTH
        parent = TieKind.PARENT if birth else TieKind.GUARDIAN
        yield Tie(_KINDS.get(kind, parent), place[a], place[b], flagged)
