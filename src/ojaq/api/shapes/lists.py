"""Leaves of lists."""

from __future__ import annotations

from ojaq.api.shapes.shape import Said, Shape


class PersonListed(Shape):
    """One person of a list, masked: never an office, a day, a paper, or who told it."""

    number: str
    name: Said
    decade: int | None
    village: Said | None
    place: str
    registered: bool
    testimonies: int


class PeopleListed(Shape):
    """A leaf of the list. `next`: the address of what follows, "" at the end; it may follow although nobody stands here."""

    people: tuple[PersonListed, ...]
    next: str = ""


class VillageListed(Shape):
    """One village: how often somebody is told to come from there, and in how many testimonies."""

    place: str
    name: str
    districts: tuple[str, ...]
    told: int
    testimonies: int


class VillagesListed(Shape):
    """A leaf of the list; `all`: how many villages there are. `next`: the address of what follows, "" at the end."""

    villages: tuple[VillageListed, ...]
    all: int
    next: str = ""
