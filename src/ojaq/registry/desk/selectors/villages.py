"""The villages that anybody is told to come from, as a list with figures. It names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.places.models import Place
from ojaq.registry.places.selectors import PlaceBrief, briefs
from ojaq.registry.registration.models import Mention, Registration, State

LEAF = 25

# From one place to the next along the index of origins: as many steps as there are villages, however many people came from each.
_VILLAGES = """
    WITH RECURSIVE village(id) AS (
        SELECT min(origin_place_id) FROM mention WHERE origin_place_id IS NOT NULL
        UNION ALL SELECT (SELECT min(origin_place_id) FROM mention WHERE origin_place_id > village.id)
            FROM village WHERE village.id IS NOT NULL)
    SELECT id FROM village WHERE id IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class VillageLine:
    """One village. told: how often somebody is told to come from there; testimonies: in how many."""

    place: PlaceBrief
    told: int
    testimonies: int


@dataclass(frozen=True, slots=True)
class VillagesListed:
    """A leaf of the list; following: the gazetteer id to go on behind, "" at its end; all: how many villages there are."""

    lines: tuple[VillageLine, ...]
    following: str
    all: int


def villages(
    *, viewer: Viewer, after: str = "", languages: Sequence[str] = (), at_most: int = LEAF
) -> VillagesListed:
    """Villages in the order of the gazetteer's names, each counted in current testimonies. Raises NotPermitted."""
    require(viewer, Act.OPEN_VILLAGE)
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGES)
        known = [row for (row,) in cursor.fetchall()]
    rows = Place.objects.filter(pk__in=known)
    if last := Place.objects.filter(gazetteer_id=after).first():
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows.order_by("name", "pk").values_list("pk", "gazetteer_id")[: at_most + 1])
    shown = found[:at_most]
    told = briefs(places=[place for _, place in shown], viewer=viewer, languages=languages)
    counted = _counted([row for row, _ in shown])
    lines = (VillageLine(told[place], *counted.get(row, (0, 0))) for row, place in shown)
    return VillagesListed(tuple(lines), shown[-1][1] if len(found) > at_most else "", len(known))


def _counted(places: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Row of a place -> (mentions, testimonies), along the index of origins alone."""
    rows = Mention.objects.filter(origin_place__in=places)
    rows = rows.exclude(registration__in=Registration.objects.exclude(state=State.CURRENT))
    counts = rows.values("origin_place").annotate(
        told=Count("pk"), testimonies=Count("registration", distinct=True)
    )
    return {
        place: (told, testimonies)
        for place, told, testimonies in counts.values_list("origin_place", "told", "testimonies")
    }
