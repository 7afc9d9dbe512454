"""What is kept but flagged for review: impossible ages, too many parents, contradictions, unknown codes, repeated ties."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ojaq.core.dates import Moment
from ojaq.registry.registration.shape import Seen, written
from ojaq.registry.registration.stated import Life, StatedTie, life, moment

# Nobody is known to have lived longer than 122 years, or to have had a child before the tenth birthday. The bounds are wide
# on purpose: a flag asks a reviewer to look, and a long queue of flags is not looked at.
_LONGEST_LIFE = 125
_YOUNGEST_PARENT = 10
_OLDEST_PARENT = 100
_LEEWAY = 5
_NAME_PARTS = ("given", "patronymic", "family", "birth_family", "as_written")
_TWO_SCRIPTS = re.compile("[A-Za-zÀ-ɏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again. `code` names it, `fields` are the paths, `ties` the places of the weakened ties."""

    code: str
    fields: tuple[str, ...]
    ties: frozenset[int] = frozenset()


def doubts(
    content: Mapping[str, Any], seen: Seen, ties: tuple[StatedTie, ...], recorded_on: Moment | None
) -> list[Doubt]:
    """All there is to look at in a document that was taken, one `Doubt` for each code, in the order of the codes."""
    people = {person["ref"]: person for person in content["people"]}
    lives = {ref: _with_leeway(person, life(person, recorded_on)) for ref, person in people.items()}
    place = {person["ref"]: number for number, person in enumerate(content["people"])}
    found: dict[str, tuple[list[str], set[int]]] = defaultdict(lambda: ([], set()))
    everything = (
        *((("unknown-code", written(path), None)) for path in seen.codes),
        *_of_lives(people, lives, place, recorded_on),
        *_of_parents(ties, lives, people),
        *_of_ties(content, ties),
        *_of_names(content),
    )
    for code, field, tie in everything:
        fields, weak = found[code]
        if field not in fields:
            fields.append(field)
        if tie is not None:
            weak.add(tie)
    return [Doubt(code, tuple(fields), frozenset(weak)) for code, (fields, weak) in sorted(found.items())]


def _with_leeway(person: Mapping[str, Any], told: Life) -> Life:
    """The bounds with five years to either side where a date was told as "about" or "perhaps"."""
    born, died = moment(person.get("born")), moment(person.get("died"))
    born_leeway = 0 if born is None or born.sure else _LEEWAY
    died_leeway = 0 if died is None or died.sure else _LEEWAY
    return Life(
        _moved(told.born_from, -born_leeway), _moved(told.born_to, born_leeway), _moved(told.died_from, -died_leeway),
        _moved(told.died_to, died_leeway),
    )  # fmt: skip


def _moved(day: datetime.date | None, years: int) -> datetime.date | None:
    if day is None or not years or not 1 <= day.year + years <= datetime.MAXYEAR:
        return day
    return day + datetime.timedelta(days=365.25 * years)


_Found = Iterator[tuple[str, str, int | None]]


def _years(earlier: datetime.date | None, later: datetime.date | None) -> float | None:
    """Years from one day to another, None when either is unbounded."""
    return None if earlier is None or later is None else (later - earlier).days / 365.25


def _of_lives(
    people: Mapping[str, Mapping[str, Any]],
    lives: Mapping[str, Life],
    place: Mapping[str, int],
    recorded_on: Moment | None,
) -> _Found:
    today = recorded_on.latest if recorded_on else None
    for ref, person in people.items():
        alive, where = lives[ref], f"people[{place[ref]}]"
        age = person.get("age")
        if age is not None and not 0 <= age <= _LONGEST_LIFE:
            yield "impossible-age", f"{where}.age", None
        if alive.born_to is None and alive.born_from is None and alive.died_from is None:
            continue
        lived = _years(alive.born_to, alive.died_from or (today if person.get("living") else None))
        if lived is not None and lived > _LONGEST_LIFE:
            yield "impossible-age", f"{where}.born", None
        if (span := _years(alive.born_from, alive.died_to)) is not None and span < 0:
            yield "dates-contradict", f"{where}.died", None
        if today and alive.born_from and alive.born_from > today:
            yield "future-date", f"{where}.born", None
        if today and alive.died_from and alive.died_from > today:
            yield "future-date", f"{where}.died", None
        if person.get("living") and person.get("died"):
            yield "dates-contradict", f"{where}.living", None


def _of_parents(
    ties: tuple[StatedTie, ...], lives: Mapping[str, Life], people: Mapping[str, Mapping[str, Any]]
) -> _Found:
    by_birth: dict[str, dict[str, int]] = defaultdict(dict)
    for tie in ties:
        if tie.kind != "parent" or tie.nature not in ("", "birth"):
            continue
        by_birth[tie.b][tie.a] = tie.place
        most = _years(lives[tie.a].born_from, lives[tie.b].born_to)
        least = _years(lives[tie.a].born_to, lives[tie.b].born_from)
        if (most is not None and most < _YOUNGEST_PARENT) or (least is not None and least > _OLDEST_PARENT):
            yield "impossible-age", f"ties[{tie.place}]", tie.place
    for parents in by_birth.values():
        if len(parents) > 2:
            yield from (("more-than-two-parents", f"ties[{place}]", place) for place in parents.values())
        sexes = [people[parent].get("sex") for parent in parents]
        if len(parents) == 2 and sexes[0] == sexes[1] and sexes[0] in ("female", "male"):
            yield from (("sexes-contradict", f"ties[{place}]", place) for place in parents.values())


def _of_ties(content: Mapping[str, Any], ties: tuple[StatedTie, ...]) -> _Found:
    for place, tie in enumerate(content.get("ties") or ()):
        if not {"parent", "couple", "siblings"} & set(tie):
            yield "unknown-tie", f"ties[{place}]", place
        pair = tie.get("couple") or tie.get("siblings") or ()
        if len(set(pair)) < len(pair):
            yield "tie-with-oneself", f"ties[{place}]", place
    pairs = [
        (tie.kind, (tie.a, tie.b) if tie.kind == "parent" else tuple(sorted((tie.a, tie.b)))) for tie in ties
    ]
    counted = Counter(pairs)
    for tie, pair in zip(ties, pairs, strict=True):
        if counted[pair] > 1 and tie.kind != "siblings":
            yield "repeated-tie", f"ties[{tie.place}]", tie.place


def _of_names(content: Mapping[str, Any]) -> _Found:
    for number, person in enumerate(content["people"]):
        name = person.get("name") or {}
        if any(_TWO_SCRIPTS.search(name.get(part) or "") for part in _NAME_PARTS):
            yield "two-scripts-in-one-word", f"people[{number}].name", None
