"""A succession case out of what testimonies tell: who is taken for whose parent, who was alive when. Pure.

Where testimonies contradict one another one is taken and the reason stands beside it; where they are vague the case is vague
too, and the reckoning lays out what follows from each. Two things are presumed and say so: nobody lives longer than a hundred
and ten years, and nobody has a child before they are twelve.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ojaq.core.dates import read_date
from ojaq.core.kinship import ParentLink, family_graph
from ojaq.registry.families.lives import Life
from ojaq.registry.families.parents import preferred_parents
from ojaq.registry.families.preferring import DateSaid
from ojaq.registry.identity.blocks import NATURES_OF_BIRTH

LONGEST_LIFE, YOUNGEST_PARENT = 110, 12
_ROUNDS = 12
Link = tuple[int, int, str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that testimonies contradict, and what was taken. what: parent, birth or death; kept, left: register numbers of
    parents, or the testimonies (row numbers) for and against a date."""

    what: str
    person: int
    kept: int
    left: tuple[int, ...]
    reason: str


@dataclass(slots=True)
class Estate:
    """The case as `core.succession.read_case` takes it, with what was chosen and presumed."""

    body: dict[str, Any]
    choices: list[Choice] = field(default_factory=list)
    presumed_dead: list[int] = field(default_factory=list)
    parents: dict[int, list[tuple[int, str]]] = field(default_factory=dict)


def estate_case(
    dead: int,
    lives: Mapping[int, Life],
    links: Iterable[Link],
    couples: Iterable[tuple[int, int, Any, Any, int]],
    *,
    law: str | None,
    today: date,
    siblings: Iterable[tuple[int, int]] = (),
) -> Estate:
    """The case of one dead person. `law` is the code of the place; the people are those of `lives`, by register number.

    siblings: pairs told as brothers and sisters; where they share no parent, parents whom nobody named stand for the tie.
    """
    made = Estate({"death": {"of": str(dead), "place_law": law}})
    made.parents = _parents(links, lives, made.choices)
    latest = _latest_births(lives, made.parents)
    children: dict[int, list[int]] = {}
    for child, parents in made.parents.items():
        for parent, kind in parents:
            if kind == "birth":
                children.setdefault(parent, []).append(child)
    nameless = _nameless(siblings, made.parents, lives)
    people: dict[str, dict[str, Any]] = {}
    for number, life in lives.items():
        row = _person(life, made)
        row["parents"] = [{"id": str(who), "kind": kind} for who, kind in made.parents.get(number, ())]
        if number in nameless:
            row["parents"].append({"id": nameless[number], "kind": "unknown"})
        if (
            death := _death(life, latest.get(number), children.get(number, ()), lives, made=made, today=today)
        ) is not None:
            row["died"] = death
        people[str(number)] = row
    for one, other, began, ended, _ in couples:
        over = _edtf(ended)
        if over and any(_meets(over, people[str(who)].get("died")) for who in (one, other)):
            # A marriage that is told to have ended when one of them died was ended by the death.
            over = None
        marriage = {
            "spouse": str(other),
            "from": _edtf(began),
            "to": over,
            "end": "divorced" if over else None,
        }
        people[str(one)].setdefault("marriages", []).append(marriage)
    made.body["people"] = people
    made.body["death"]["date"] = people[str(dead)].get("died")
    return made


def _person(life: Life, made: Estate) -> dict[str, Any]:
    row: dict[str, Any] = {"sex": life.sex}
    if (born := life.born) is not None:
        row["born"] = _span(born.said.earliest, born.said.latest)
        if born.against:
            made.choices.append(Choice("birth", life.number, born.said.testimony, born.against, born.reason))
    if life.missing and not life.told_dead:
        row["facts"] = {"missing_since": _span(life.missing[0].earliest, life.missing[0].latest)}
    return row


def _parents(
    links: Iterable[Link], lives: Mapping[int, Life], choices: list[Choice]
) -> dict[int, list[tuple[int, str]]]:
    """Child -> (parent, birth or adoptive). Of two fathers or two mothers the one most testimonies name, then the first named.

    A step or foster parent is no parent to any of the laws recorded.
    """
    said: dict[tuple[int, str], dict[int, set[int]]] = {}
    for parent, child, nature, testimony in links:
        kind = "birth" if nature in NATURES_OF_BIRTH else nature
        if kind in ("birth", "adoptive") and parent in lives and child in lives:
            said.setdefault((child, kind), {}).setdefault(parent, set()).add(testimony)
    found: dict[int, list[tuple[int, str]]] = {}
    for (child, kind), named in sorted(said.items()):
        kept, left = preferred_parents(named, lambda who: lives[who].sex)
        choices += [Choice("parent", child, each.kept, (each.parent,), each.reason) for each in left]
        found.setdefault(child, []).extend((who, kind) for who in kept)
    return found


def _nameless(
    siblings: Iterable[tuple[int, int]],
    parents: Mapping[int, list[tuple[int, str]]],
    lives: Mapping[int, Life],
) -> dict[int, str]:
    """Person -> a parent whom nobody named, where brothers and sisters are told who share no named one. It is nobody of the case
    and inherits nothing; those who share it count as full brothers and sisters, as nothing else is told."""
    links: list[ParentLink[int]] = [
        ParentLink(parent, child) for child, named in parents.items() for parent, _ in named
    ]
    pairs = [(one, other) for one, other in siblings if one in lives and other in lives]
    unknown = family_graph(links, siblings=pairs).unknown
    return {who: f"nameless-{each.group}" for who, each in unknown.items()}


def _latest_births(
    lives: Mapping[int, Life], parents: Mapping[int, list[tuple[int, str]]]
) -> dict[int, date]:
    """The latest day each can have been born: as told, and twelve years before each child's."""
    latest = {n: born.said.latest for n, life in lives.items() if (born := life.born) and born.said.latest}
    for _ in range(_ROUNDS):
        changed = False
        for child, named in parents.items():
            if (own := latest.get(child)) is None:
                continue
            for parent, kind in named:
                bound = _years(own, -YOUNGEST_PARENT)
                if kind == "birth" and (parent not in latest or bound < latest[parent]):
                    latest[parent] = bound
                    changed = True
        if not changed:
            break
    return latest


def _death(
    life: Life,
    latest_birth: date | None,
    children: Iterable[int],
    lives: Mapping[int, Life],
    *,
    made: Estate,
    today: date,
) -> str | None:
    """The span of a death as EDTF; None for somebody who is taken to be alive."""
    if (died := life.died) is not None:
        if died.against:
            made.choices.append(Choice("death", life.number, died.said.testimony, died.against, died.reason))
        return _span(died.said.earliest, died.said.latest)
    oldest = _years(latest_birth, LONGEST_LIFE) if latest_birth else None
    told = life.told_dead and not life.told_living
    if not told and (life.told_living or oldest is None or oldest >= today or life.missing):
        return None
    if not told:
        made.presumed_dead.append(life.number)
    ends = [day for day in (oldest, life.heard_dead if told else None, today) if day]
    return _span(_alive_until(life, children, lives), min(ends))


def _alive_until(life: Life, children: Iterable[int], lives: Mapping[int, Life]) -> date | None:
    """A day the person surely reached: their birth, and that of each child (a father's child may be born after him)."""
    slack = timedelta() if life.sex == "female" else timedelta(days=300)
    days = [
        born.said.earliest - slack for child in children if (born := lives[child].born) and born.said.earliest
    ]
    if (own := life.born) and own.said.earliest:
        days.append(own.said.earliest)
    return max(days, default=None)


def _years(day: date, count: int) -> date:
    return date(min(max(day.year + count, 1), date.max.year), day.month, min(day.day, 28))


def _span(earliest: date | None, latest: date | None) -> str:
    if earliest and latest and earliest > latest:
        earliest = latest
    if earliest and earliest == latest:
        return earliest.isoformat()
    return f"{earliest or '..'}/{latest or '..'}"


def _meets(one: str, other: str | None) -> bool:
    """Whether two dates, as EDTF, can be the same."""
    if other is None:
        return False
    first, second = read_date(one), read_date(other)
    return DateSaid(first.earliest, first.latest, 0).meets(DateSaid(second.earliest, second.latest, 0))


def _edtf(value: Any) -> str | None:
    """A date of a tie as text; None where only words are told."""
    said = value.get("edtf") if isinstance(value, Mapping) else value
    return str(said) if said else None
