"""Places on a map, which is drawn from the list beside it: what the map shows, the list says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ojaq.core.places.languages import short_code
from ojaq.registry.places.selectors import PlaceBrief
from ojaq.web.shown.words import Said


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: its id, its name in the reader's order, where it lies; `size` is counted, `beside` said in words.

    `kind`: "" the place meant, "other" a namesake, "born" where somebody was born. Latitude and longitude as written, in degrees.
    """

    id: str
    name: Said
    lat: str
    lon: str
    size: int = 1
    kind: str = ""
    beside: str = ""


def spot(brief: PlaceBrief, *, size: int = 1, kind: str = "", beside: str = "") -> Spot | None:
    """A place to draw; None where nobody knows where it lies."""
    if brief.lat is None or brief.lon is None:
        return None
    name = Said(brief.name.name, short_code(brief.name.lang))
    return Spot(brief.place, name, f"{brief.lat:.4f}", f"{brief.lon:.4f}", size, kind, beside)


def spots(found: Iterable[Spot | None]) -> tuple[Spot, ...]:
    """Those that can be drawn."""
    return tuple(one for one in found if one is not None)
