"""Loading a part of the family graph of the register, generation by generation, and the lives of the people in it.

The callers ask the permission and write the ledger entry. A walk asks one question a generation, whatever the register's size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet

from ojaq.core.kinship import FamilyGraph, ParentLink, family_graph
from ojaq.core.kinship.graph import GENERATIONS_AT_MOST, Nature
from ojaq.registry.families.lives import Life
from ojaq.registry.families.preferring import DateSaid
from ojaq.registry.families.versions import ROUGHLY
from ojaq.registry.identity.bulk import batches
from ojaq.registry.registration.models import Departure, Mention, State, Tie

_AT_ONCE = 2000
_ROUNDS = 4
_ENDS = ("a__belonging__person_id", "b__belonging__person_id")
Couple = tuple[int, int, Any, Any, int]


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
    _walk(lineage, people, most, "b__belonging__person__in", 0)


def descend(lineage: Lineage, people: Collection[int], most: int = GENERATIONS_AT_MOST) -> None:
    """Adds the descendants of these people and the links to them."""
    _walk(lineage, people, most, "a__belonging__person__in", 1)


def _walk(lineage: Lineage, people: Collection[int], most: int, end: str, other: int) -> None:
    seen, front = set(people), set(people)
    lineage.people |= seen
    for _ in range(most):
        found: set[int] = set()
        for row in _ties("parent", front, end):
            link = (row[0], row[1], row[2], row[3])
            if link[0] != link[1]:
                lineage.links[link] = None
                found.add(link[other])
        front = found - seen
        if not front:
            return
        seen |= front
        lineage.people |= front


def _ties(kind: str, people: Iterable[int], *ends: str) -> Iterator[tuple[Any, ...]]:
    """(a, b, nature, testimony, from, to, tie) of the ties that touch these people, both ends known as persons."""
    for some in batches(sorted(people), _AT_ONCE):
        for end in ends:
            yield from (
                _standing(kind)
                .filter(**{end: some})
                .values_list(*_ENDS, "nature", "registration_id", "began", "ended", "pk")
            )


def _standing(kind: str) -> QuerySet[Tie]:
    rows = Tie.objects.filter(kind=kind, registration__state=State.CURRENT)
    return rows.filter(a__belonging__isnull=False, b__belonging__isnull=False).order_by("pk")


def beside(lineage: Lineage, people: Collection[int], kinds: Sequence[str] = ("couple", "siblings")) -> None:
    """Adds the couples of these people, and who was told as their brother or sister."""
    for kind in kinds:
        for a, b, _, source, began, ended, tie in _ties(kind, people, *(f"{end[:-3]}__in" for end in _ENDS)):
            if a == b:
                continue
            lineage.people |= {a, b}
            if kind == "couple":
                lineage.couples[tie] = (a, b, began, ended, source)
            else:
                lineage.siblings[a, b, source] = None


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
    rows = _standing("parent").exclude(a__belonging__person=F("b__belonging__person"))
    for row in rows.values_list(*_ENDS, "nature", "registration_id").iterator(5000):
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
