"""Reads Linked Places JSON (versions 1.1 to 1.3; the older `ccode` and `citation` too). Pure; fetches nothing."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ojaq.core.places import NameRow, PlaceRow
from ojaq.registry.places.errors import GazetteerRefused
from ojaq.registry.places.refusals import FORBIDDEN, RowRefusal

# A whole JSON document stands in memory while it is read, so its size is bounded; tables have no such bound.
LARGEST_DOCUMENT = 256 * 1024 * 1024
LONGEST_NAME = 500


def read_linked_places(path: Path) -> Iterator[PlaceRow | NameRow | RowRefusal]:
    """Yields each feature as a place and its names. Raises GazetteerRefused when it is not Linked Places at all."""
    if path.stat().st_size > LARGEST_DOCUMENT:
        raise GazetteerRefused(problem="too-large")
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as broken:
        raise GazetteerRefused(problem="not-json") from broken
    features = document.get("features") if isinstance(document, dict) else None
    if isinstance(document, dict) and document.get("type") == "Feature":
        features = [document]
    if not isinstance(features, list):
        raise GazetteerRefused(problem="not-linked-places")
    for number, feature in enumerate(features, start=1):
        yield from _read_feature(number, feature)


def _read_feature(number: int, feature: object) -> Iterator[PlaceRow | NameRow | RowRefusal]:
    if not isinstance(feature, dict):
        yield RowRefusal(number, "", "not-a-feature")
        return
    place_id = _text(feature.get("@id")) or _text(feature.get("id"))
    properties = _mapping(feature.get("properties"))
    names = [_mapping(name) for name in _list(feature.get("names"))]
    title = _text(properties.get("title")) or next((_text(name.get("toponym")) for name in names), "")
    for field, value in (("@id", place_id), ("properties.title", title)):
        if not value or len(value) > LONGEST_NAME or FORBIDDEN.search(value):
            code = "too-long" if len(value) > LONGEST_NAME else "forbidden-character" if value else "missing"
            yield RowRefusal(number, field, code)
            return
    lat, lon = _point(_mapping(feature.get("geometry")))
    countries = _list(properties.get("ccodes")) or [properties.get("ccode")]
    yield PlaceRow(
        place_id=place_id,
        name=title,
        lat=lat,
        lon=lon,
        country=_text(countries[0]),
        county_id=_broader(_list(feature.get("relations"))),
    )
    yield from (row for name in names if (row := _name(place_id, name)) is not None)


def _name(place_id: str, name: Mapping[str, Any]) -> NameRow | None:
    text = _text(name.get("toponym"))
    if not text or len(text) > LONGEST_NAME or FORBIDDEN.search(text):
        return None
    begins, ends = _span(_mapping(name.get("when")))
    cited = _list(name.get("citations")) or _list(name.get("citation")) or [name.get("citation")]
    source = _text(_mapping(cited[0]).get("label"))
    return NameRow(place_id, text, _text(name.get("lang")), "", begins, ends, source)


def _span(when: Mapping[str, Any]) -> tuple[str, str]:
    spans = _list(when.get("timespans"))
    if not spans:
        return "", ""
    first, last = _mapping(spans[0]), _mapping(spans[-1])
    return _edtf(_mapping(first.get("start"))), _edtf(_mapping(last.get("end")))


def _edtf(bound: Mapping[str, Any]) -> str:
    """{"in"} as it is; {"earliest", "latest"} as an EDTF set of possible days: one of [earliest..latest]."""
    exact = _text(bound.get("in"))
    earliest, latest = _text(bound.get("earliest")), _text(bound.get("latest"))
    if exact or not (earliest or latest):
        return exact
    return earliest if earliest == latest else f"[{earliest}..{latest}]"


def _point(geometry: Mapping[str, Any]) -> tuple[float | None, float | None]:
    for part in [geometry, *(_mapping(one) for one in _list(geometry.get("geometries")))]:
        pair = _list(part.get("coordinates"))
        if (
            part.get("type") == "Point"
            and len(pair) >= 2
            and all(isinstance(x, int | float) for x in pair[:2])
        ):
            lon, lat = float(pair[0]), float(pair[1])
            if math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180:
                return lat, lon
    return None, None


def _broader(relations: Sequence[object]) -> str:
    for relation in map(_mapping, relations):
        if relation.get("relationType") == "gvp:broaderPartitive":
            return _text(relation.get("relationTo"))
    return ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
