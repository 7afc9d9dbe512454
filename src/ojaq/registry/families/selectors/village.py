"""The people of a village."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.db.models import Q

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families.pages import Generation, VillagePeople, Villager
from ojaq.registry.families.selectors.person import years
from ojaq.registry.identity.models import Protection
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import Told, birth_decade, fullest
from ojaq.registry.ledger import record
from ojaq.registry.places.selectors import rows_of
from ojaq.registry.registration.models import Mention, State

LISTED = 24
"""People of a decade listed by name; the others are counted."""


def village_people(*, place: str, viewer: Viewer, listed: int = LISTED) -> VillagePeople:
    """Who came from a place (gazetteer id), by decade of birth. One entry names the place and every person listed.

    Raises NotPermitted.
    """
    require(viewer, Act.OPEN_VILLAGE)
    row = rows_of([place]).get(place)
    here = Q(origin_place=row) | Q(origin="", origin_place=None, born_in_place=row)
    kept = Mention.objects.filter(here, registration__state=State.CURRENT, belonging__isnull=False)
    numbers = set(kept.values_list("belonging__person_id", flat=True)) if row else set()
    people = told_of(persons=numbers)
    hidden = _protected()
    generations = _generations({number: people[number] for number in people if number not in hidden}, listed)
    _record(place, generations, viewer)
    registered = {number for number, told in people.items() if any(each.registrant for each in told)}
    died = {number for number, told in people.items() if any(each.died_to for each in told)} - registered
    return VillagePeople(
        told=len(people),
        registered=len(registered),
        died=len(died),
        testimonies=len({each.registration for told in people.values() for each in told}),
        generations=generations,
    )


def _protected() -> set[int]:
    rows = Protection.objects.filter(lifted_at=None)
    return set(rows.values_list("mention__belonging__person_id", flat=True))


def _generations(people: dict[int, list[Told]], listed: int) -> tuple[Generation, ...]:
    decades: dict[int | None, list[Villager]] = defaultdict(list)
    for number, told in people.items():
        came = any(each.registrant for each in told)
        decades[birth_decade(told)].append(Villager(number, fullest(told).name, years(told), came))
    order = sorted(decades, key=lambda decade: (decade is None, decade or 0))
    return tuple(
        Generation(
            decade=decade,
            told=len(decades[decade]),
            registered=sum(each.registered for each in decades[decade]),
            people=tuple(sorted(decades[decade], key=lambda each: (each.name.text, each.number))[:listed]),
        )
        for decade in order
    )


def _record(place: str, generations: tuple[Generation, ...], viewer: Viewer) -> None:
    subjects = [("place", place)]
    subjects += [("person", str(each.number)) for generation in generations for each in generation.people]
    with transaction.atomic():
        record(act=Act.OPEN_VILLAGE, by=viewer, subjects=subjects, office=viewer.office or None)
