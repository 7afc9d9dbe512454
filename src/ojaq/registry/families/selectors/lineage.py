"""Loading a part of the family graph of the register, generation by generation, and the lives of the people in it.

The callers ask the permission and write the ledger entry. A walk asks one question, whatever the register's size.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from ojaq.core.kinship import FamilyGraph, ParentLink, family_graph
from ojaq.core.kinship.graph import GENERATIONS_AT_MOST, Nature
from ojaq.registry.families.lives import Life
from ojaq.registry.families.preferring import DateSaid
from ojaq.registry.families.versions import ROUGHLY
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.quick import rows
from ojaq.registry.registration.models import Departure, Mention, State, Tie

_AT_ONCE = 2000
_ROUNDS = 4
_ENDS = ("a__belonging__person_id", "b__belonging__person_id")
Couple = tuple[int, int, Any, Any, int]

# Registrations that are not current are few, and one index knows them, asked in its own words. The order of the joins is said,
# from the people who are known outwards: a planner without figures of the register may begin at the other end.
_CURRENT = "t.registration_id NOT IN (SELECT id FROM registration WHERE NOT (state = 'current'))"
_WALK = """
    WITH RECURSIVE line (person, depth) AS (
        SELECT number, 0 FROM person WHERE number IN ({{ids}})
        UNION
        SELECT far.person_id, line.depth + 1
        FROM line CROSS JOIN belonging near CROSS JOIN tie t CROSS JOIN belonging far
        WHERE line.depth < {most} AND near.person_id = line.person AND t.{near}_id = near.mention_id AND t.kind = 'parent'
            AND far.mention_id = t.{far}_id AND {current}
    )
    SELECT a.person_id, b.person_id, t.nature, t.registration_id
    FROM (SELECT DISTINCT person FROM line WHERE depth < {most}) reached
        CROSS JOIN belonging {near} CROSS JOIN tie t CROSS JOIN belonging {far}
    WHERE {near}.person_id = reached.person AND t.{near}_id = {near}.mention_id AND t.kind = 'parent'
        AND {far}.mention_id = t.{far}_id AND {current}
    ORDER BY t.id"""
_BESIDE = """
    WITH known AS (SELECT mention_id FROM belonging WHERE person_id IN ({{ids}})),
    found AS (
        SELECT t.id FROM known CROSS JOIN tie t WHERE t.a_id = known.mention_id AND t.kind = '{kind}' AND {current}
        UNION SELECT t.id FROM known CROSS JOIN tie t WHERE t.b_id = known.mention_id AND t.kind = '{kind}' AND {current}
    )
    SELECT a.person_id, b.person_id, t.registration_id, t.began, t.ended, t.id
    FROM found CROSS JOIN tie t CROSS JOIN belonging a CROSS JOIN belonging b
    WHERE t.id = found.id AND a.mention_id = t.a_id AND b.mention_id = t.b_id
    ORDER BY t.id"""


@dataclass(slots=True)
class Lineage:
    """A part of the graph: parent links with the row of their testimony, couples (a, b, from, to, testimony), siblings."""

    links: dict[tuple[int, int, str, int], None] = field(default_factory=dict)
    couples: dict[int, Couple] = field(default_factory=dict)
    siblings: dict[tuple[int, int, int], None] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)

    def graph(self, lives: dict[int, Life] | None = None) -> FamilyGraph[int]:
        """The graph of what was loaded; sexes from the lives."""
        return family_graph(
            (ParentLink(a, b, nature_of(nature), str(source)) for a, b, nature, source in self.links),
            [(row[0], row[1]) for row in self.couples.values()],
            [(a, b) for a, b, _ in self.siblings],
            {number: life.sex for number, life in (lives or {}).items()},
        )


def nature_of(text: str) -> Nature:
    """The nature of a tie as the kinship of `core` names it."""
    return text if text in ("birth", "adoptive", "step", "foster") else "not_stated"  # type: ignore[return-value]


def climb(lineage: Lineage, people: Collection[int], most: int = GENERATIONS_AT_MOST) -> None:
    """Adds the ancestors of these people and the links to them."""
    _walk(lineage, people, most, near="b", far="a")


def descend(lineage: Lineage, people: Collection[int], most: int = GENERATIONS_AT_MOST) -> None:
    """Adds the descendants of these people and the links to them."""
    _walk(lineage, people, most, near="a", far="b")


def _walk(lineage: Lineage, people: Collection[int], most: int, near: str, far: str) -> None:
    """One question for all generations: who is reached, then the links between them. `near` is the end that is known."""
    lineage.people |= set(people)
    statement = _WALK.format(near=near, far=far, most=int(most), current=_CURRENT)
    for some in batches(sorted(people), _AT_ONCE):
        for parent, child, nature, source in rows(statement, some):
            if parent != child:
                lineage.links[parent, child, nature, source] = None
                lineage.people |= {parent, child}


def beside(lineage: Lineage, people: Collection[int], kinds: Sequence[str] = ("couple", "siblings")) -> None:
    """Adds the couples of these people, and who was told as their brother or sister."""
    for kind in kinds:
        statement = _BESIDE.format(kind=kind, current=_CURRENT)
        for some in batches(sorted(people), _AT_ONCE):
            for a, b, source, began, ended, tie in rows(statement, some):
                if a == b:
                    continue
                lineage.people |= {a, b}
                if kind == "couple":
                    lineage.couples[tie] = (a, b, _said_of(began), _said_of(ended), source)
                else:
                    lineage.siblings[a, b, source] = None


def _said_of(kept: str | None) -> Any:
    """A date as it was told: the text of the column, or the value itself where the driver has read it."""
    return json.loads(kept) if isinstance(kept, str) else kept


def climb_with_siblings(lineage: Lineage, people: Collection[int]) -> None:
    """Adds the ancestors of these people, and who is told as a brother or sister of any of them: kin by parents nobody named."""
    front: set[int] = set(people)
    for _ in range(_ROUNDS):
        climb(lineage, front)
        before = set(lineage.people)
        beside(lineage, before, ("siblings",))
        front = lineage.people - before
        if not front:
            return


def whole_register() -> Lineage:
    """Every link of the register: for examinations, not for pages."""
    lineage = Lineage()
    told = Tie.objects.filter(kind="parent", registration__state=State.CURRENT)
    both = told.filter(a__belonging__isnull=False, b__belonging__isnull=False).order_by("pk")
    apart = both.exclude(a__belonging__person=F("b__belonging__person"))
    for row in apart.values_list(*_ENDS, "nature", "registration_id").iterator(5000):
        lineage.links[row[0], row[1], row[2], row[3]] = None
        lineage.people |= {row[0], row[1]}
    return lineage


def lives_of(people: Collection[int]) -> dict[int, Life]:
    """What current testimonies tell of these people."""
    lives = {number: Life(number) for number in people}
    columns = (
        "belonging__person_id", "registration_id", "registrant", "sex", "living", "born", "born_from", "born_to", "died",
        "died_said", "died_from", "died_to", "missing", "missing_from", "missing_to", "origin_place_id",
        "registration__recorded_to",
    )  # fmt: skip
    for some in batches(sorted(people), _AT_ONCE):
        told = Mention.objects.filter(belonging__person__in=some, registration__state=State.CURRENT).order_by(
            "pk"
        )
        for row in told.values_list(*columns):
            _hear(lives[row[0]], dict(zip(columns, row, strict=True)))
        left = Departure.objects.filter(people__belonging__person__in=some, registration__state=State.CURRENT)
        for number in left.values_list("people__belonging__person_id", flat=True).distinct():
            if number in lives:
                lives[number].displaced = True
    return lives


def _hear(life: Life, row: dict[str, Any]) -> None:
    if row["sex"] in ("female", "male"):
        life.sexes.add(row["sex"])
    for what, into in (("born", life.births), ("died", life.deaths), ("missing", life.missing)):
        if row[f"{what}_from"] or row[f"{what}_to"]:
            into.append(_said(row, what))
    dead = row["living"] is False or bool(
        row["died"] or row["died_said"] or row["died_from"] or row["died_to"]
    )
    life.told_dead |= dead
    life.told_living |= row["living"] is True
    day: date | None = row["registration__recorded_to"]
    if dead and day and (life.heard_dead is None or day < life.heard_dead):
        life.heard_dead = day
    if row["origin_place_id"] and row["origin_place_id"] not in life.origins:
        life.origins.append(row["origin_place_id"])


def _said(row: dict[str, Any], what: str) -> DateSaid:
    """A date with its bounds; "about" reaches three years to both sides."""
    edtf = row[what]
    reach = ROUGHLY if "~" in edtf or "%" in edtf else timedelta()
    earliest, latest = row[f"{what}_from"], row[f"{what}_to"]
    return DateSaid(
        earliest - reach if earliest and earliest > date.min + reach else earliest,
        latest + reach if latest and latest < date.max - reach else latest,
        row["registration_id"],
        bool(row["registrant"]),
    )
