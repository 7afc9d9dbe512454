"""How a person stands: displaced in which wave, or the child, grandchild, great-grandchild of somebody who was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.db import transaction

from ojaq.core.kinship import standings
from ojaq.core.kinship.standing import FARTHEST
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families.leaving import Leaving, keys
from ojaq.registry.families.selectors.lineage import Lineage, climb
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.selectors import answering
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record
from ojaq.registry.places.selectors import place_ids_of
from ojaq.registry.registration.models import Departure, State


@dataclass(frozen=True, slots=True)
class Left:
    """One leaving as testimonies agree on it. wave: "" not named; edtf: when; testimonies: how many tell it."""

    wave: str
    edtf: str
    place_name: Said
    place: str
    testimonies: int


@dataclass(frozen=True, slots=True)
class LinkShown:
    """One step of the line, from above downwards: who, and how many testimonies say that they are the child of the one before.

    natures: as stated, of the tie with the one before; empty for the first.
    """

    number: int
    name: Said
    natures: tuple[str, ...]
    testimonies: int


@dataclass(frozen=True, slots=True)
class StandingShown:
    """One way of standing. generation: 0 displaced themselves, 1 child, 2 grandchild, 3 great-grandchild; line: from the one who
    was displaced to the person asked about."""

    generation: int
    left: tuple[Left, ...]
    line: tuple[LinkShown, ...]


def standing_of(*, number: int, viewer: Viewer, farthest: int = FARTHEST) -> tuple[StandingShown, ...]:
    """Every way the person stands, nearest first. One entry names the person and all whom the lines name.

    Raises NotPermitted, NoSuchPerson.
    """
    require(viewer, Act.OPEN_PERSON)
    person = answering(number=number, viewer=viewer)
    lineage = Lineage()
    climb(lineage, {person}, farthest)
    told = _left({person, *lineage.people})
    found = standings(lineage.graph(), person, told, farthest)
    named = list(dict.fromkeys([person, *(who for each in found for who in each.line)]))
    with transaction.atomic():
        subjects = [("person", str(who)) for who in named]
        record(
            act=Act.OPEN_FAMILY, by=viewer, subjects=subjects, office=viewer.office or None, reason="standing"
        )
    names = {who: fullest(some).name for who, some in told_of(persons=named).items() if some}
    return tuple(
        StandingShown(each.generation, tuple(told[each.displaced]), _line(each.line, names, lineage))
        for each in found
    )


def _line(line: tuple[int, ...], names: Mapping[int, Said], lineage: Lineage) -> tuple[LinkShown, ...]:
    shown = [LinkShown(line[0], names.get(line[0], Said("")), (), 0)]
    for above, below in pairwise(line):
        said = [
            (nature, source)
            for parent, child, nature, source in lineage.links
            if (parent, child) == (above, below)
        ]
        natures = tuple(sorted({nature for nature, _ in said if nature}))
        shown.append(
            LinkShown(below, names.get(below, Said("")), natures, len({source for _, source in said}))
        )
    return tuple(shown)


def _left(people: Collection[int]) -> dict[int, list[Left]]:
    """Person -> what they are told to have left; tellings of one leaving stand together."""
    rows = Departure.objects.filter(people__belonging__person__in=people, registration__state=State.CURRENT)
    columns = ("people__belonging__person_id", "registration_id", "wave", "when", "when_from", "when_to", "left",
               "left_place_id", "registration__language")  # fmt: skip
    told: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for row in rows.order_by("pk").values_list(*columns):
        told[row[0]].append(row[1:])
    places = place_ids_of({row[6] for some in told.values() for row in some if isinstance(row[6], int)})
    return {who: _gathered(some, places) for who, some in told.items()}


def _gathered(rows: list[tuple[object, ...]], places: Mapping[int, str]) -> list[Left]:
    leavings = [
        Leaving(place=row[6] or row[5], wave=str(row[1]), edtf=str(row[2]), earliest=row[3], latest=row[4])  # type: ignore[arg-type]
        for row in rows
    ]
    together: dict[object, list[tuple[str, tuple[object, ...]]]] = defaultdict(list)
    for (key, edtf), row in zip(keys(leavings), rows, strict=True):
        together[key].append((edtf, row))
    found = []
    for some in together.values():
        edtf, row = some[0]
        wave = next((str(each[1]) for _, each in some if each[1]), "")
        place = places.get(row[6], "") if isinstance(row[6], int) else ""
        found.append(
            Left(wave, edtf, Said(str(row[5]), str(row[7])), place, len({each[0] for _, each in some}))
        )
    return sorted(found, key=lambda each: (each.edtf or "9999", each.place_name.text))
