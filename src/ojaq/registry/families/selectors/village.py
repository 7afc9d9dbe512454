"""The people of a village: by decade of birth with a few of each, and one decade in full, a leaf at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families import pages
from ojaq.registry.families.pages import Generation, VillagePeople
from ojaq.registry.families.selectors.person import years
from ojaq.registry.families.villagers import Villager, Villagers, villagers
from ojaq.registry.identity.models import Protection
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record
from ojaq.registry.places.selectors import rows_of

LISTED = 8
"""People of a decade listed by name on the page of the village; the others are counted, and a click away."""
LEAF = 60
"""People of one decade that are listed at a time."""


def village_people(*, place: str, viewer: Viewer, listed: int = LISTED) -> VillagePeople:
    """Who came from a place (gazetteer id), by decade of birth. One entry names the place and every person listed.

    Raises NotPermitted.
    """
    require(viewer, Act.OPEN_VILLAGE)
    here = _of(place)
    decades = _by_decade(here)
    shown = {decade: some[:listed] for decade, some in decades.items()}
    names = _named([one for some in shown.values() for one in some])
    _record(place, names, viewer)
    order = sorted(decades, key=lambda decade: (decade is None, decade or 0))
    return VillagePeople(
        told=len(here.people),
        registered=sum(one.registered for one in here.people.values()),
        died=sum(one.dead and not one.registered for one in here.people.values()),
        testimonies=here.testimonies,
        generations=tuple(_generation(decade, decades[decade], shown[decade], names) for decade in order),
    )


def village_generation(*, place: str, decade: int | None, after: int | None, viewer: Viewer) -> Generation:
    """The people of a place born in one decade (None: not told), sixty at a time, from behind the number `after`.

    `following` of the answer is what to hand in as `after` next. Raises NotPermitted.
    """
    require(viewer, Act.OPEN_VILLAGE)
    born = _by_decade(_of(place)).get(decade, [])
    numbers = [one.number for one in born]
    # Somebody who went elsewhere meanwhile is behind nobody: the list then begins anew.
    begin = numbers.index(after) + 1 if after in numbers else 0
    leaf = born[begin : begin + LEAF]
    names = _named(leaf)
    _record(place, names, viewer)
    following = leaf[-1].number if begin + LEAF < len(born) else None
    return _generation(decade, born, leaf, names, following)


def _of(place: str) -> Villagers:
    row = rows_of([place]).get(place)
    return villagers(row) if row else Villagers({}, 0)


def _by_decade(here: Villagers) -> dict[int | None, list[Villager]]:
    """Without protected people. Whoever registered stands first, then whoever most testimonies tell of."""
    hidden = _protected()
    decades: dict[int | None, list[Villager]] = defaultdict(list)
    for one in sorted(here.people.values(), key=lambda one: (not one.registered, -one.mentions, one.number)):
        if one.number not in hidden:
            decades[one.decade].append(one)
    return decades


def _protected() -> set[int]:
    rows = Protection.objects.filter(lifted_at=None)
    return set(rows.values_list("mention__belonging__person_id", flat=True))


def _named(some: Sequence[Villager]) -> dict[int, pages.Villager]:
    """The same people with names and years."""
    told = told_of(persons=[one.number for one in some])
    return {
        one.number: pages.Villager(
            one.number, fullest(told[one.number]).name, years(told[one.number]), one.registered
        )
        for one in some
    }


def _generation(
    decade: int | None,
    born: Sequence[Villager],
    shown: Sequence[Villager],
    names: dict[int, pages.Villager],
    following: int | None = None,
) -> Generation:
    return Generation(
        decade=decade,
        told=len(born),
        registered=sum(one.registered for one in born),
        people=tuple(names[one.number] for one in shown),
        following=following,
    )


def _record(place: str, names: dict[int, pages.Villager], viewer: Viewer) -> None:
    subjects = [("place", place), *(("person", str(number)) for number in names)]
    with transaction.atomic():
        record(act=Act.OPEN_VILLAGE, by=viewer, subjects=subjects, office=viewer.office or None)
