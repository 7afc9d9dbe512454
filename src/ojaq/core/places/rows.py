"""What a gazetteer says, row by row: a place, and one name of a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place as a gazetteer gives it.

    `lat`, `lon` in degrees (WGS84) or None; `region_id` and `county_id` are place ids of the districts it lies in, or
    any text that names them, or ""; `population` None when unknown. `own` says that this community brought the place
    itself: a pack that ships with Ojaq is background to it.
    """

    place_id: str
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    region_id: str = ""
    county_id: str = ""
    placetype: str = ""
    population: int | None = None
    own: bool = True


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of a place. `lang` is a language code or ""; `kind` as the gazetteer says (preferred, historical...).

    `begins` and `ends` are EDTF texts, "" where unknown (they mostly are); `source` is a short title, "" where the
    gazetteer as a whole is the source.
    """

    place_id: str
    name: str
    lang: str = ""
    kind: str = ""
    begins: str = ""
    ends: str = ""
    source: str = ""
