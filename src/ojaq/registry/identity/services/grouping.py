"""Writing down who is whom: the persons that follow from the standing judgements of the touched
components.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from ojaq.registry.clients.events import Event
from ojaq.registry.clients.services import announce, listens
from ojaq.registry.identity import quick
from ojaq.registry.identity.bulk import batches, insert
from ojaq.registry.identity.components import Bond, Verdict, persons
from ojaq.registry.identity.models import Belonging, Judgement, Protection
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE, numbers_of

BOND = (
    "id",
    "low_id",
    "high_id",
    "verdict",
    "by_engine",
    "millibits",
    "taken_back_at",
    "released",
    "because_id",
)


@dataclass(frozen=True, slots=True)
class Component:
    """The mentions of the touched persons and every judgement that touches one of them."""

    members: frozenset[int]
    bonds: tuple[Bond, ...]


def component(mentions: Collection[int]) -> Component:
    """The persons of these mentions, whole."""
    touched = Belonging.objects.filter(mention__in=mentions).values_list("person_id", flat=True)
    rows = Belonging.objects.filter(person__in=set(touched)).values_list("mention_id", flat=True)
    members = frozenset(mentions) | frozenset(rows)
    return Component(members, bonds_of(members))


def bonds_of(members: Collection[int]) -> tuple[Bond, ...]:
    """Every judgement with an end among these mentions, in order."""
    found: dict[int, Bond] = {}
    for some in batches(sorted(members), IDS_AT_ONCE):
        touching = Judgement.objects.filter(Q(low__in=some) | Q(high__in=some))
        found.update((bond.id, bond) for bond in bonds(touching.values_list(*BOND).iterator(5000)))
    return tuple(found[number] for number in sorted(found))


def bonds(rows: Iterable[tuple[object, ...]]) -> Iterable[Bond]:
    """Rows of the columns in BOND as the law sees them."""
    for number, low, high, verdict, by_engine, millibits, taken_back_at, released, because in rows:
        yield Bond(
            id=number,  # type: ignore[arg-type]
            low=low,  # type: ignore[arg-type]
            high=high,  # type: ignore[arg-type]
            verdict=Verdict(str(verdict)),
            human=not by_engine,
            millibits=millibits,  # type: ignore[arg-type]
            standing=taken_back_at is None,
            released=bool(released),
            because=because,  # type: ignore[arg-type]
        )


def regroup(mentions: Collection[int]) -> set[int]:
    """Recompute the persons of the components that hold these mentions. Returns the numbers before and
    after.
    """
    touched = component(mentions)
    return write(persons(touched.members, touched.bonds))


def write(who: Mapping[int, int]) -> set[int]:
    """Write mention -> oldest mention of its person, where it changed. Returns all numbers before and
    after.
    """
    numbers = numbers_of(set(who.values()))
    before: dict[int, int] = {}
    for some in batches(sorted(who), IDS_AT_ONCE):
        before.update(quick.rows(quick.PERSONS, some))
    fresh, moved = [], []
    for mention in sorted(who):
        number = numbers[who[mention]]
        if mention not in before:
            fresh.append((mention, number))
        elif before[mention] != number:
            moved.append((number, mention))
    insert(Belonging, ("mention_id", "person_id"), fresh)
    _move(moved)
    changed = {number for _, number in fresh} | {number for number, _ in moved}
    tell_changed(changed | {before[mention] for _, mention in moved})
    return set(before.values()) | set(numbers.values())


def tell_changed(numbers: Collection[int]) -> None:
    """Let clients know that these persons changed; of a protected one nobody is told."""
    if numbers and listens(Event.PERSON):
        standing = Protection.objects.filter(lifted_at=None)
        protected = set(standing.values_list("mention__belonging__person", flat=True))
        announce(Event.PERSON, [str(number) for number in sorted(set(numbers) - protected)])


def _move(moved: list[tuple[int, int]]) -> None:
    if moved:
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE belonging SET person_id = %s WHERE mention_id = %s", moved)
