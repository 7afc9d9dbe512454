"""Places by every name they have, and the people of a village."""

from __future__ import annotations

from ojaq.api.shapes.shape import Said, Shape


class PlaceName(Shape):
    """One name of a place. None is the true one."""

    name: str
    lang: str
    script: str
    kind: str
    begins: str
    ends: str
    source: str


class PlaceFound(Shape):
    """A place that a text may mean."""

    place: str
    name: str
    districts: tuple[str, ...]
    lat: float | None
    lon: float | None
    probability: float


class PlacesFound(Shape):
    """Places, best first."""

    places: tuple[PlaceFound, ...]


class Villager(Shape):
    """One person of a village."""

    number: str
    name: Said
    years: tuple[int | None, int | None]
    registered: bool


class Generation(Shape):
    """People born in one decade; the first of them by name, `told` counts all."""

    decade: int | None
    told: int
    registered: int
    people: tuple[Villager, ...]


class Village(Shape):
    """A village: its names as equals, and who is told to come from there."""

    place: str
    names: tuple[PlaceName, ...]
    districts: tuple[str, ...]
    lat: float | None
    lon: float | None
    attribution: str
    told: int
    registered: int
    testimonies: int
    generations: tuple[Generation, ...]
