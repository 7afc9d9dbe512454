"""What each of two testimonies brought to one family, told from a judgement that joined them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ojaq.core.kinship import ParentLink, family_graph, relation
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.families.joining import Brought, JoiningShown, TestimonyShown, ToldHere, contradicted
from ojaq.registry.families.living import surely_dead
from ojaq.registry.families.selectors.lineage import lives_of, nature_of
from ojaq.registry.families.selectors.tree import entitled
from ojaq.registry.families.versions import ROUGHLY
from ojaq.registry.identity.blocks import NATURES_OF_BIRTH
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.errors import NoSuchJudgement
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.selectors.telling import told
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention, Registration, State, Tie


def joining_of(*, judgement: int, viewer: Viewer) -> JoiningShown:
    """The two testimonies of a judgement side by side. One entry names everybody whose name is shown.

    Raises NotPermitted, NoSuchJudgement (also where one of the two is no longer current or the two are not one person).
    """
    require(viewer, Act.OPEN_FAMILY)
    row = Judgement.objects.filter(pk=judgement, low__belonging__isnull=False).first()
    ends = {} if row is None else Mention.objects.select_related("registration__office", "belonging").in_bulk(
        [row.low_id, row.high_id])  # fmt: skip
    if row is None or len(ends) < 2 or not _one(ends.values()):
        raise NoSuchJudgement
    sides = [ends[row.low_id].registration, ends[row.high_id].registration]
    mentions = list(
        Mention.objects.filter(registration__in=sides, belonging__isnull=False).select_related(
            "registration", "belonging"
        )
    )
    people = {mention.belonging.person_id for mention in mentions}
    person = ends[row.low_id].belonging.person_id
    ties = _ties(sides)
    lives = lives_of(people)
    dead = surely_dead(
        lives,
        [(a, b) for k, a, b, n in ties if k == "parent" and n in NATURES_OF_BIRTH],
        timezone.localdate(),
    )
    open_to = dead | entitled(people - dead, viewer)
    names = told(mentions=[mention.pk for mention in mentions])
    here: dict[tuple[int, int], ToldHere] = {}
    for mention in mentions:
        here.setdefault(
            (mention.belonging.person_id, mention.registration_id), _told(mention, names[mention.pk].name)
        )
    steps = _steps(person, people, ties, {number: life.sex for number, life in lives.items()})
    brought = [
        _brought(number, steps.get(number, ()), here, sides, masked=number not in open_to)
        for number in people
    ]
    brought.sort(key=lambda each: (each.number != person, len(each.steps) or 99, each.steps, each.number))
    _record([each.number for each in brought if not each.masked], person, viewer)
    return JoiningShown(
        judgement, person, row.taken_back_at is None, _side(sides[0], viewer), _side(sides[1], viewer), tuple(brought)
    )  # fmt: skip


def _one(ends: Iterable[Mention]) -> bool:
    """Both of current testimonies, and one person now."""
    rows = [each for each in ends if each.registration.state == State.CURRENT and hasattr(each, "belonging")]
    return len(rows) == 2 and rows[0].belonging.person_id == rows[1].belonging.person_id


def _ties(sides: Sequence[Registration]) -> list[tuple[str, int, int, str]]:
    rows = Tie.objects.filter(registration__in=sides, a__belonging__isnull=False, b__belonging__isnull=False)
    columns = ("kind", "a__belonging__person_id", "b__belonging__person_id", "nature")
    return [(kind, a, b, nature) for kind, a, b, nature in rows.order_by("pk").values_list(*columns)]


def _steps(
    person: int, people: Iterable[int], ties: Sequence[tuple[str, int, int, str]], sex: Mapping[int, Any]
) -> dict[int, tuple[str, ...]]:
    graph = family_graph(
        [ParentLink(a, b, nature_of(n)) for kind, a, b, n in ties if kind == "parent"],
        [(a, b) for kind, a, b, _ in ties if kind == "couple"],
        [(a, b) for kind, a, b, _ in ties if kind == "siblings"],
        sex,
    )
    ways = {number: relation(graph, person, number) for number in people}
    return {number: tuple(step.value for step in way.steps) for number, way in ways.items() if way}


def _told(mention: Mention, name: Said) -> ToldHere:
    return ToldHere(
        name=name,
        born=mention.born,
        born_bounds=_bounds(mention, "born"),
        died=mention.died,
        died_bounds=_bounds(mention, "died"),
        home=Said(mention.origin, mention.registration.language),
    )


def _bounds(mention: Mention, what: str) -> tuple[Any, Any]:
    """The days a date bounds; "about" reaches three years to both sides."""
    edtf, first, last = (getattr(mention, f"{what}{part}") for part in ("", "_from", "_to"))
    reach = ROUGHLY if "~" in edtf or "%" in edtf else timedelta()
    return (first - reach if first else None), (last + reach if last else None)


def _brought(
    number: int,
    steps: tuple[str, ...],
    here: Mapping[tuple[int, int], ToldHere],
    sides: Sequence[Registration],
    *,
    masked: bool,
) -> Brought:
    low, high = (here.get((number, side.pk)) for side in sides)
    if masked:
        low, high = (each and ToldHere(Said("")) for each in (low, high))
    both = contradicted(low, high) if low and high else ()
    return Brought(number, steps, low, high, both, masked)


def _side(row: Registration, viewer: Viewer) -> TestimonyShown:
    office = row.office.code
    teller = None
    if viewer.may(Act.OPEN_REGISTRATION, office=office):
        first = Mention.objects.filter(registration=row, registrant=True).first()
        teller = told(mentions=[first.pk])[first.pk].name if first else None
    return TestimonyShown(row.uuid, office if teller else "", row.recorded_on, teller)


def _record(shown: Iterable[int], person: int, viewer: Viewer) -> None:
    subjects = [("person", str(who)) for who in dict.fromkeys((person, *sorted(shown)))]
    with transaction.atomic():
        record(
            act=Act.OPEN_FAMILY, by=viewer, subjects=subjects, office=viewer.office or None, reason="joining"
        )
