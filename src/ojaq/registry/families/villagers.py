"""Who came from a place, as few columns as a page of numbers needs. Names are read only for those who are listed.

A village can have thousands of people told of in tens of thousands of lines. Reading all that is told of each, to count them
by decade, took most of the time of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from ojaq.registry.identity.told import decade_of

# Whoever says where they come from is of that place; whoever does not, of the place they were born in.
# Registrations that are not current are few, and one index knows them, asked in its own words; joined, every row of the many
# others would be read.
_VILLAGERS = """
    SELECT b.person_id, m.registration_id, m.registrant, m.born_from, m.born_to, m.died_to
    FROM belonging b JOIN mention m ON m.id = b.mention_id
    WHERE m.registration_id NOT IN (SELECT id FROM registration WHERE NOT (state = 'current')) AND b.person_id IN (
        SELECT b.person_id FROM mention m JOIN belonging b ON b.mention_id = m.id
            WHERE m.origin_place_id = %s
            AND m.registration_id NOT IN (SELECT id FROM registration WHERE NOT (state = 'current'))
        UNION SELECT b.person_id FROM mention m JOIN belonging b ON b.mention_id = m.id
            WHERE m.born_in_place_id = %s AND m.origin_place_id IS NULL AND m.origin = ''
            AND m.registration_id NOT IN (SELECT id FROM registration WHERE NOT (state = 'current')))"""


@dataclass(slots=True)
class Villager:
    """One person of the place. spans: (earliest, latest) days of birth as told; mentions: how often they are told of."""

    number: int
    registered: bool = False
    dead: bool = False
    mentions: int = 0
    spans: list[tuple[date, date]] = field(default_factory=list)

    @property
    def decade(self) -> int | None:
        """The decade of birth; None when nothing tells it closely enough."""
        return decade_of(self.spans)


@dataclass(frozen=True, slots=True)
class Villagers:
    """All people of a place by number, and how many testimonies tell of them."""

    people: dict[int, Villager]
    testimonies: int


def villagers(place: int) -> Villagers:
    """The people of one place, given as the row of the place."""
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGERS, [place, place])
        return _gathered(cursor.fetchall())


def _gathered(rows: Iterable[tuple[Any, ...]]) -> Villagers:
    people: dict[int, Villager] = {}
    testimonies: set[int] = set()
    for number, registration, registrant, earliest, latest, died in rows:
        one = people.get(number)
        if one is None:
            one = people[number] = Villager(number)
        one.mentions += 1
        one.registered = one.registered or bool(registrant)
        one.dead = one.dead or died is not None
        if earliest and latest:
            one.spans.append((_day(earliest), _day(latest)))
        testimonies.add(registration)
    return Villagers(people, len(testimonies))


@lru_cache(maxsize=8192)
def _day(value: str | date) -> date:
    """SQLite keeps days as text; PostgreSQL hands them out as they are."""
    return date.fromisoformat(value) if isinstance(value, str) else value
