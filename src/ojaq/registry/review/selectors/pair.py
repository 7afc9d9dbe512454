"""Two people side by side, as two testimonies describe them, with the engine's own reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Count, Q

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.blocks import NATURES_OF_BIRTH
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Belonging, Judgement, Person
from ojaq.registry.identity.selectors.judgements import held_for
from ojaq.registry.identity.selectors.weighing import beside, weigh_pairs
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Departure, Mention, Tie, TieKind
from ojaq.registry.review.errors import NothingWaits
from ojaq.registry.review.pages import Pair, Side

_PEOPLE = ("father", "mother", "parent", "spouse", "sibling", "child")


def pair(*, judgement: int, viewer: Viewer) -> Pair:
    """The two people of a judgement, with what their testimonies say of each. The reading is in the ledger before this returns.

    A pair that another reviewer judged is shown as if nobody had, so that the second opinion is one. Raises NotPermitted,
    NothingWaits.
    """
    require(viewer, Act.OPEN_REVIEW)
    row = Judgement.objects.filter(pk=judgement).first()
    numbers = dict(_numbers((row.low_id, row.high_id))) if row else {}
    if row is None or len(numbers) != 2:
        raise NothingWaits
    _note(row, numbers.values(), viewer)
    low, high = _sides((row.low_id, row.high_id), numbers, viewer)
    ends = (row.low_id, row.high_id)
    mine = row.reviewer == viewer.account and not row.by_engine
    doubt = _doubt(row)
    weighed = beside(doubt or row, weigh_pairs([ends]))
    return Pair(
        judgement=row.pk,
        low=low,
        high=high,
        probability=held_for(doubt) if doubt else 0.5,
        weighed=weighed,
        reasons=weighed.reasons if weighed else (),
        keeps=_older(set(numbers.values())),
        others=_others(row, numbers),
        verdict="" if row.by_engine or not mine else row.verdict,
        mine=mine,
        again=not row.by_engine and not mine,
    )


def _numbers(mentions: Collection[int]) -> list[tuple[int, int]]:
    return list(Belonging.objects.filter(mention__in=mentions).values_list("mention_id", "person_id"))


def _note(row: Judgement, numbers: Iterable[int], viewer: Viewer) -> None:
    people = [("person", str(number)) for number in sorted(set(numbers))]
    with transaction.atomic():
        record(
            act=Act.OPEN_REVIEW,
            by=viewer,
            subjects=[("judgement", str(row.pk)), *people],
            office=viewer.office or None,
        )


def _doubt(row: Judgement) -> Judgement | None:
    """What the engine held of the two when it was last not sure, or joined them; None where only people spoke of them."""
    return Judgement.objects.filter(low=row.low_id, high=row.high_id, by_engine=True).order_by("-pk").first()


def _older(numbers: Collection[int]) -> int:
    """The number that was given out first: it stays when the two are one."""
    return Person.objects.filter(pk__in=numbers).order_by("given").values_list("pk", flat=True)[0]


def _others(row: Judgement, numbers: dict[int, int]) -> int:
    """Other pairs between the same two people: one answer settles them all."""
    one, other = numbers[row.low_id], numbers[row.high_id]
    between = Q(low__belonging__person=one, high__belonging__person=other) | Q(
        low__belonging__person=other, high__belonging__person=one
    )
    waiting = Judgement.objects.filter(between, verdict=Verdict.UNSURE, taken_back_at=None)
    return waiting.exclude(pk=row.pk).count()


def _sides(mentions: tuple[int, int], numbers: dict[int, int], viewer: Viewer) -> tuple[Side, Side]:
    rows = Mention.objects.select_related("registration__office").in_bulk(mentions)
    around = _around(rows.values())
    left = _left(mentions)
    tellers = _tellers({row.registration_id for row in rows.values()})
    counts = dict(
        Belonging.objects.filter(person__in=set(numbers.values()))
        .values_list("person")
        .annotate(Count("mention__registration", distinct=True))
    )
    low, high = (
        _side(
            rows[each],
            numbers[each],
            around[each] | left[each],
            tellers=tellers,
            counts=counts,
            viewer=viewer,
        )
        for each in mentions
    )
    return low, high


def _side(
    row: Mention, number: int, beside: dict[str, list[Said]], *, tellers: dict[int, Said], counts: dict[int, int], viewer: Viewer,
) -> Side:  # fmt: skip
    told = {code: tuple(each) for code, each in beside.items() if each}
    told["name"] = (_name(row),)
    for code, text in (
        ("born", _date(row, "born")),
        ("died", _date(row, "died")),
        ("origin", row.origin or row.born_in),
    ):
        if text:
            told[code] = (Said(text, row.registration.language if code == "origin" else ""),)
    if row.also:
        told["also"] = tuple(Said(str(each), row.name_language) for each in row.also)
    may_open = viewer.may(Act.OPEN_REGISTRATION, office=row.registration.office.code)
    return Side(
        mention=row.pk,
        number=number,
        name=_name(row),
        sex=row.sex,
        testimonies=counts.get(number, 1),
        own_telling=row.registrant,
        recorded_on=row.registration.recorded_on,
        office=row.registration.office.code if may_open else "",
        teller=tellers.get(row.registration_id) if may_open and not row.registrant else None,
        told=told,
        edtf={"born": row.born, "died": row.died},
    )


def _date(row: Mention, code: str) -> str:
    said = getattr(row, f"{code}_said") or getattr(row, code)
    if not said and code == "born" and row.age is not None:
        return f"{row.age:g}"
    return str(said)


def _name(row: Mention) -> Said:
    parts = [row.given, row.patronymic, row.family]
    if row.birth_family and row.birth_family != row.family:
        parts.append(f"({row.birth_family})")
    text = " ".join(part for part in parts if part) if row.given or row.family else ""
    return Said(text or row.as_written or row.patronymic, row.name_language or row.registration.language)


def _tellers(registrations: Collection[int]) -> dict[int, Said]:
    rows = Mention.objects.filter(registration__in=registrations, registrant=True).select_related(
        "registration"
    )
    return {row.registration_id: _name(row) for row in rows}


def _around(rows: Iterable[Mention]) -> dict[int, dict[str, list[Said]]]:
    """Mention -> relation -> whom its own testimony names there, in the order they were named."""
    wanted = {row.pk: row.registration_id for row in rows}
    ties = list(Tie.objects.filter(registration__in=set(wanted.values())).order_by("pk"))
    ends = {end for tie in ties for end in (tie.a_id, tie.b_id)}
    people = Mention.objects.select_related("registration").in_bulk(ends)
    found: dict[int, dict[str, list[Said]]] = {}
    for mention in wanted:
        kin = _kin(mention, ties, people)
        found[mention] = {
            code: [_name(people[one]) for one in sorted(kin[code], key=lambda each: people[each].position)]
            for code in _PEOPLE
        }
    return found


def _kin(mention: int, ties: Iterable[Tie], people: dict[int, Mention]) -> dict[str, set[int]]:
    kin: dict[str, set[int]] = defaultdict(set)
    parents = {tie.a_id for tie in ties if tie.kind == TieKind.PARENT and tie.b_id == mention}
    for tie in ties:
        if tie.kind == TieKind.PARENT:
            if tie.b_id == mention:
                kin[_parent(people[tie.a_id])].add(tie.a_id)
            elif tie.a_id == mention:
                kin["child"].add(tie.b_id)
            elif tie.a_id in parents and tie.nature in NATURES_OF_BIRTH:
                kin["sibling"].add(tie.b_id)
        elif mention in (tie.a_id, tie.b_id):
            other = tie.b_id if tie.a_id == mention else tie.a_id
            kin["spouse" if tie.kind == TieKind.COUPLE else "sibling"].add(other)
    return kin


def _parent(row: Mention) -> str:
    return {"male": "father", "female": "mother"}.get(row.sex, "parent")


def _left(mentions: Collection[int]) -> dict[int, dict[str, list[Said]]]:
    """Mention -> what its testimony says of leaving: where from, and when."""
    found: dict[int, dict[str, list[Said]]] = {mention: {"left": []} for mention in mentions}
    rows = Departure.objects.filter(people__in=mentions).select_related("registration").order_by("pk")
    through = Departure.people.through.objects.filter(mention__in=mentions, departure__in=rows)
    by_number = {row.pk: row for row in rows}
    for departure, mention in through.order_by("departure").values_list("departure_id", "mention_id"):
        row = by_number[departure]
        text = ", ".join(part for part in (row.left, row.when_said or row.when) if part)
        if text:
            found[mention]["left"].append(Said(text, row.registration.language))
    return found
