"""Families that cannot be as told, across the register: found and explained, never mended here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from ojaq.core.kinship import Impossible, impossible_families
from ojaq.core.kinship.impossible import Fault
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families.lives import birth_years
from ojaq.registry.families.selectors.lineage import Lineage, climb, lives_of, whole_register
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.models import Person
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record

AT_ONCE, AT_MOST = 2_000, 10_000
"""People examined with one question, and for one page. What a page costs does not grow with the register."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What cannot be among the people examined, rings first, and the names of those concerned.

    following: where the examination goes on, None where everybody was examined.
    """

    faults: tuple[Impossible[int], ...]
    names: Mapping[int, Said]
    following: int | None


def impossible_in_register(*, viewer: Viewer, before: int | None = None, at_most: int = 200) -> Examined:
    """Examine some of the people, those who came last first, for a reviewer. One entry names everybody shown.

    `before`: `following` of the page before. Raises NotPermitted.
    """
    require(viewer, Act.OPEN_REVIEW)
    found: list[Impossible[int]] = []
    examined = 0
    while (some := _some(before)) and examined < AT_MOST and len(found) < at_most:
        before, examined = min(some.values()), examined + len(some)
        found += _among(some)
    people = {number for each in found for number in each.people}
    with transaction.atomic():
        record(
            act=Act.OPEN_REVIEW, by=viewer, subjects=[("person", str(number)) for number in sorted(people)],
            office=viewer.office or None, reason="impossible-families",
        )  # fmt: skip
    names = {number: fullest(told).name for number, told in told_of(persons=people).items() if told}
    rings_first = sorted(found, key=lambda each: each.fault is not Fault.RING)
    return Examined(tuple(rings_first), names, before if some else None)


def impossible() -> list[Impossible[int]]:
    """All of them; whoever shows one asks the permission and writes the entry."""
    lineage = whole_register()
    lives = lives_of(lineage.people)
    return impossible_families(lineage.graph(lives), birth_years(lives))


def _some(before: int | None) -> dict[int, int]:
    """The next people by register number, with the place at which each came."""
    rows = Person.objects.order_by("-given").values_list("number", "given")
    return dict((rows if before is None else rows.filter(given__lt=before))[:AT_ONCE])


def _among(people: Collection[int]) -> list[Impossible[int]]:
    """What cannot be about these people as children. All ancestors are asked for, so that a ring is seen from any of its
    members; it is told with the least of them, so once."""
    lineage = Lineage()
    climb(lineage, people)
    parents = {parent for parent, child, _, _ in lineage.links if child in people}
    lives = lives_of(parents | set(people))
    return [
        each
        for each in impossible_families(lineage.graph(lives), birth_years(lives))
        if (min(each.people) if each.fault is Fault.RING else each.people[0]) in people
    ]
