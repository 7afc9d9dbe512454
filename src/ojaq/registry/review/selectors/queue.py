"""Which pairs a reviewer is asked, those that settle most first; what was done today; what was left open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.identity.selectors.telling import told
from ojaq.registry.ledger import record
from ojaq.registry.ledger.selectors import deeds_since, last_deeds
from ojaq.registry.registration.models import State
from ojaq.registry.review.models import ReviewPlan, SecondOpinion, WaitingPair
from ojaq.registry.review.pages import Agreement, Dispute, LastJudged, Place, Queue, QueueLine

LINES = 12
WALKED = 60
"""Pairs looked up at once while the order is walked."""

MOST_COUNTED = 5000
"""The queue is counted up to here; beyond, it is said that there are more."""

_LOOKED_BACK = 40


def queue(*, viewer: Viewer, after: Place | None = None, at_most: int = LINES) -> Queue:
    """The queue from `after` on. One entry of the ledger names everybody whose name is shown. Raises NotPermitted."""
    require(viewer, Act.OPEN_REVIEW)
    plan = ReviewPlan.objects.first() or ReviewPlan()
    rows = list(islice(_in_order(after), at_most + 1))
    again = _to_ask_again(viewer, plan.again_in_hundred) if after is None else []
    shown, more = rows[:at_most], rows[at_most:]
    lines = _lines([*again, *shown])
    _note([*again, *shown], viewer)
    return Queue(
        pairs_a_day=plan.pairs_a_day,
        again_in_hundred=plan.again_in_hundred,
        done=_done_today(viewer),
        waiting=waiting_pairs(),
        left_open=left_open().count(),
        disputed=_disputed().count(),
        lines=lines,
        following=Place(shown[-1][3], shown[-1][0]) if more else None,
    )


def _in_order(after: Place | None = None) -> Iterator[tuple[int, int, int, int]]:
    """Pairs that still wait, in order: (judgement, mention, mention, settles).

    The order is walked along its own index and the rest looked up, so that the first pairs cost the same however many wait.
    """
    while True:
        rows = list(_behind(after).values_list("settles", "judgement_id")[:WALKED])
        waiting = {row[0]: row[:3] for row in _waiting({judgement: settles for settles, judgement in rows})}
        for settles, judgement in rows:
            if judgement in waiting:
                number, low, high = waiting[judgement]
                yield number, low, high, settles
        if len(rows) < WALKED:
            return
        after = Place(*rows[-1])


def _behind(after: Place | None) -> QuerySet[WaitingPair]:
    rows = WaitingPair.objects.order_by("-settles", "judgement")
    if after is None:
        return rows
    return rows.filter(settles__lte=after.settles).filter(
        Q(settles__lt=after.settles) | Q(judgement__gt=after.judgement)
    )


def _waiting(settles: Mapping[int, int]) -> list[tuple[int, ...]]:
    """Those of these pairs that wait; one that waits behind another about the same two people only when it is left alone."""
    rows = list(
        _undecided().filter(pk__in=settles).order_by("pk").values_list("pk", "low_id", "high_id", *_WHO)
    )
    behind = [row for row in rows if not settles[row[0]]]
    if not behind:
        return rows
    people = {person for row in behind for person in row[3:]}
    near = _undecided().filter(low__belonging__person__in=people, high__belonging__person__in=people)
    first: dict[frozenset[int], int] = {}
    for number, low, high in near.order_by("-waiting__settles", "pk").values_list("pk", *_WHO):
        first.setdefault(frozenset((low, high)), number)
    return [row for row in rows if settles[row[0]] or first[frozenset(row[3:])] == row[0]]


_WHO = ("low__belonging__person", "high__belonging__person")


def _undecided() -> QuerySet[Judgement]:
    """Doubts of the engine that nobody judged, of two current testimonies, about two who are two people now."""
    return Judgement.objects.filter(
        verdict=Verdict.UNSURE,
        by_engine=True,
        taken_back_at=None,
        low__registration__state=State.CURRENT,
        high__registration__state=State.CURRENT,
    ).exclude(low__belonging__person=F("high__belonging__person"))


def waiting_pairs() -> int:
    """About how many pairs of people a reviewer can be asked, counted up to `MOST_COUNTED`; the same that the queue shows."""
    asked = _undecided().annotate(older=Least(*_WHO), younger=Greatest(*_WHO))
    return asked.values("older", "younger").distinct()[:MOST_COUNTED].count()


def left_open() -> QuerySet[Judgement]:
    """Pairs that a person said "unsure" about, the newest first."""
    return Judgement.objects.filter(verdict=Verdict.UNSURE, by_engine=False, taken_back_at=None).order_by(
        "-pk"
    )


def pairs_left_open(
    *, viewer: Viewer, before: int | None = None, at_most: int = LINES
) -> tuple[QueueLine, ...]:
    """Those pairs, newest first; `before` goes on after that judgement. Raises NotPermitted."""
    require(viewer, Act.OPEN_REVIEW)
    rows = left_open().filter(pk__lt=before) if before else left_open()
    found = [(row.pk, row.low_id, row.high_id, 0) for row in rows[:at_most]]
    _note(found, viewer)
    return _lines(found)


def _to_ask_again(viewer: Viewer, in_hundred: int) -> list[tuple[Any, ...]]:
    """At most one pair that another reviewer judged lately and that falls into the share asked twice.

    Which ones is fixed by their number, so that nobody chooses whom to check.
    """
    lately = last_deeds(act=Act.JUDGE, kind="judgement", at_most=_LOOKED_BACK * max(1, in_hundred))
    numbers = [number for number in map(int, lately) if _falls_in(number, in_hundred)]
    rows = Judgement.objects.filter(
        pk__in=numbers, by_engine=False, taken_back_at=None, reviewer__isnull=False, opinions=None
    ).exclude(reviewer=viewer.account)
    found = rows.exclude(verdict=Verdict.UNSURE).order_by("pk").values_list("pk", "low_id", "high_id")
    return [(*row, 0) for row in found[:1]]


def _falls_in(number: int, in_hundred: int) -> bool:
    return number * 2_654_435_761 % 2**32 * 100 // 2**32 < in_hundred


def last_judged(*, viewer: Viewer) -> LastJudged | None:
    """The viewer's last judgement of today that stands. Raises NotPermitted."""
    require(viewer, Act.OPEN_REVIEW)
    lately = last_deeds(act=Act.JUDGE, kind="judgement", at_most=5, actor=viewer.account, since=_midnight())
    own = Judgement.objects.filter(reviewer=viewer.account, taken_back_at=None)
    row = own.filter(pk__in=[int(number) for number in lately])
    last = row.order_by("-pk").first()
    if last is None:
        return None
    people = told(mentions=[last.low_id, last.high_id])
    return LastJudged(last.pk, last.verdict, people[last.low_id].name, people[last.high_id].name)


def agreement(*, viewer: Viewer) -> Agreement:
    """How reviewers agree, over all pairs that two of them judged. Names nobody. Raises NotPermitted."""
    require(viewer, Act.OPEN_REVIEW)
    opinions = SecondOpinion.objects.filter(judgement__taken_back_at=None)
    return Agreement(opinions.count(), opinions.filter(agrees=True).count())


def disputes(*, viewer: Viewer, at_most: int = 50) -> tuple[Dispute, ...]:
    """Pairs about which two reviewers disagree, oldest first. Raises NotPermitted."""
    require(viewer, Act.OPEN_REVIEW)
    rows = list(_disputed().select_related("judgement").order_by("pk")[:at_most])
    found = [(row.judgement_id, row.judgement.low_id, row.judgement.high_id, 0) for row in rows]
    names = {line.judgement: line for line in _lines(found)}
    _note(found, viewer)
    return tuple(
        Dispute(
            opinion=row.pk,
            judgement=row.judgement_id,
            low=names[row.judgement_id].low,
            high=names[row.judgement_id].high,
            first=row.judgement.verdict,
            second=row.verdict,
            at=row.at,
        )
        for row in rows
    )


def _disputed() -> QuerySet[SecondOpinion]:
    return SecondOpinion.objects.filter(agrees=False, settled_at=None, judgement__taken_back_at=None)


def _done_today(viewer: Viewer) -> int:
    return deeds_since(act=Act.JUDGE, actor=viewer.account, since=_midnight())


def _midnight() -> dt.datetime:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _lines(rows: Sequence[tuple[Any, ...]]) -> tuple[QueueLine, ...]:
    people = told(mentions={end for row in rows for end in row[1:3]})
    nobody = Said("")
    return tuple(
        QueueLine(
            judgement=judgement,
            low=people[low].name if low in people else nobody,
            high=people[high].name if high in people else nobody,
            settles=settles,
        )
        for judgement, low, high, settles in rows
    )


def _note(rows: Iterable[tuple[Any, ...]], viewer: Viewer) -> None:
    """Whoever is named on the page is named in the ledger, before the page leaves."""
    ends = {end for row in rows for end in row[1:3]}
    if not ends:
        return
    numbers = sorted(set(Belonging.objects.filter(mention__in=ends).values_list("person_id", flat=True)))
    with transaction.atomic():
        record(
            act=Act.OPEN_REVIEW,
            by=viewer,
            subjects=[("person", str(number)) for number in numbers],
            office=viewer.office or None,
            reason="list",
        )
