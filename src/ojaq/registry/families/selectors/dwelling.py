"""Reading who lived at a place: people, couples, children and leavings, as `core.kinship.households` takes them.

The callers ask the permission and write the ledger entry.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from ojaq.core.kinship import Dweller, ParentLink, Wed
from ojaq.registry.families.lives import Life
from ojaq.registry.families.preferring import Preferred
from ojaq.registry.families.selectors.lineage import Lineage, beside, descend, lives_of, nature_of
from ojaq.registry.identity.models import Protection
from ojaq.registry.registration.models import Departure, Mention, State
from ojaq.registry.registration.stated import moment

SOON = 5
"""Who left together within so many years after the year asked about is told to have lived together then."""


@dataclass(slots=True)
class Leaving:
    """One departure as one testimony tells it, years None open."""

    first: int | None
    last: int | None
    people: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Dwelling:
    """Everything told of one place. said: (rule-less) pair of people -> testimonies that tie them."""

    dwellers: list[Dweller[int]]
    couples: list[Wed[int]]
    parents: list[ParentLink[int]]
    leavings: list[Leaving]
    said: dict[frozenset[int], set[int]]

    def years(self) -> tuple[tuple[int, int], ...]:
        """Years in which people are told to have left, with how many people, in order."""
        counted = Counter(
            year for one in self.leavings if (year := one.first or one.last) for _ in one.people
        )
        return tuple(sorted(counted.items()))

    def together(self, year: int) -> list[frozenset[int]]:
        """Groups that left together in that year or soon after."""
        return [
            frozenset(one.people)
            for one in self.leavings
            if (one.last is None or one.last >= year) and (one.first is None or one.first <= year + SOON)
        ]


def dwelling(place: int) -> Dwelling:
    """What is told of the place of this row. People in danger are left out."""
    leavings = _leavings(place)
    here = Q(origin_place=place) | Q(origin="", origin_place=None, born_in_place=place)
    kept = Mention.objects.filter(here, registration__state=State.CURRENT, belonging__isnull=False)
    people = set(kept.values_list("belonging__person_id", flat=True))
    people |= {who for one in leavings for who in one.people}
    people -= set(
        Protection.objects.filter(lifted_at=None).values_list("mention__belonging__person_id", flat=True)
    )
    lives = lives_of(people)
    lineage = Lineage()
    descend(lineage, people, 1)
    beside(lineage, people)
    said: dict[frozenset[int], set[int]] = defaultdict(set)
    for parent, child, _, source in lineage.links:
        said[frozenset((parent, child))].add(source)
    for one, other, _, _, source in lineage.couples.values():
        said[frozenset((one, other))].add(source)
    left = _left(leavings)
    return Dwelling(
        [_dweller(life, left.get(number)) for number, life in sorted(lives.items(), key=_eldest_first)],
        [Wed(a, b, _year(began), _year(ended)) for a, b, began, ended, _ in lineage.couples.values()],
        [
            ParentLink(a, b, nature_of(nature))
            for a, b, nature in dict.fromkeys(row[:3] for row in lineage.links)
        ],
        leavings,
        dict(said),
    )


def _leavings(place: int) -> list[Leaving]:
    rows = Departure.objects.filter(left_place=place, registration__state=State.CURRENT)
    columns = ("pk", "when_from", "when_to", "people__belonging__person_id")
    found: dict[int, Leaving] = {}
    for pk, first, last, person in rows.order_by("pk").values_list(*columns):
        leaving = found.setdefault(pk, Leaving(first and first.year, last and last.year))
        if person is not None:
            leaving.people.add(person)
    return list(found.values())


def _left(leavings: list[Leaving]) -> dict[int, int]:
    """Person -> the latest year they are told to have left; whoever came back and left again was there until then."""
    found: dict[int, int] = {}
    for one in leavings:
        for who in one.people:
            if one.last is not None:
                found[who] = max(found.get(who, one.last), one.last)
    return found


def _eldest_first(item: tuple[int, Life]) -> tuple[int, int]:
    born = item[1].born
    return (born.said.earliest.year if born and born.said.earliest else 9999, item[0])


def _dweller(life: Life, left: int | None) -> Dweller[int]:
    # A death told without its time was before the testimony that tells it.
    died = _years(life.died)
    if died == (None, None) and life.told_dead and life.heard_dead:
        died = (None, life.heard_dead.year)
    return Dweller(life.number, _years(life.born), died, left)


def _years(taken: Preferred | None) -> tuple[int | None, int | None]:
    if taken is None:
        return None, None
    earliest, latest = taken.said.earliest, taken.said.latest
    return (earliest.year if earliest else None), (latest.year if latest else None)


def _year(value: Any) -> int | None:
    told = moment(value)
    return told.earliest.year if told and told.earliest else None
