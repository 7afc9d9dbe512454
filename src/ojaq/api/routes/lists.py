"""People and villages as lists, a leaf at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from ninja import Query

from ojaq.api.door import Question
from ojaq.registry.desk.selectors.people import Sought, Standing, people
from ojaq.registry.desk.selectors.villages import villages


def list_people(
    request: Question,
    *,
    place: str = Query("", max_length=200),
    office: str = Query("", max_length=64),
    standing: Standing | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    after: str = Query("", pattern=r"^(\d{1,18}\.\d{1,18})?$"),
    at_most: int = Query(50, ge=1, le=200),
) -> dict[str, Any]:
    """People, whoever was told of last first, masked like a card of the counter. It counts as one question at the counter."""
    sought = Sought(place=place, office=office, standing=standing, since=since, until=until)
    told = people(sought=sought, viewer=request.viewer, after=after, at_most=at_most)
    asked = {"place": place, "office": office, "standing": standing, "since": since, "until": until}
    return {"people": told.lines, "next": _next(request, told.following, at_most, asked)}


def list_villages(
    request: Question, after: str = Query("", max_length=200), at_most: int = Query(50, ge=1, le=200)
) -> dict[str, Any]:
    """Villages that anybody is told to come from, in the order of the gazetteer's names. It names nobody."""
    told = villages(viewer=request.viewer, after=after, at_most=at_most)
    lines = [
        {
            "place": line.place.place,
            "name": line.place.name.name,
            "districts": line.place.districts,
            "told": line.told,
            "testimonies": line.testimonies,
        }
        for line in told.lines
    ]
    return {"villages": lines, "all": told.all, "next": _next(request, told.following, at_most, {})}


def _next(request: Question, following: str, at_most: int, asked: dict[str, object]) -> str:
    if not following:
        return ""
    kept = {name: str(value) for name, value in asked.items() if value}
    return f"{request.path}?{urlencode({**kept, 'after': following, 'at_most': at_most})}"
