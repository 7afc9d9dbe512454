"""In which order waiting pairs are asked: those that settle most first. Derived, and made again at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.review.models import WaitingPair

AT_ONCE = 2000
BEHIND = 0
"""The rank of a pair whose two people are asked about already by another pair."""


def rank_waiting(*, by: Viewer, at_most: int = 20_000) -> int:
    """Give a place to pairs that came since the last time, in short transactions; answers with how many. Raises NotPermitted.

    A pair settles itself, other pairs between the same two people, and the mentions of the smaller of the two, who would get
    another number. It is a rank, not a promise: what was reckoned stays until everybody is judged anew.
    """
    require(by, Act.OPEN_REVIEW)
    done = 0
    # Looked at first without a transaction: a page that only reads must not wait for those who write.
    while done < at_most and _newer().exists() and (some := _some()):
        done += some
    return done


def _newer() -> QuerySet[Judgement]:
    last = WaitingPair.objects.aggregate(last=Max("judgement_id"))["last"] or 0
    return Judgement.objects.filter(pk__gt=last, verdict=Verdict.UNSURE, by_engine=True)


@transaction.atomic
def _some() -> int:
    """The next pairs without a place, in the order they came."""
    rows = list(_newer().order_by("pk").values_list("pk", "low_id", "high_id")[:AT_ONCE])
    if rows:
        settles = _settles(rows)
        WaitingPair.objects.bulk_create(
            [WaitingPair(judgement_id=row, settles=settles[row]) for row, _, _ in rows], ignore_conflicts=True
        )
    return len(rows)


def _settles(rows: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    ends = {end for _, low, high in rows for end in (low, high)}
    person = dict(Belonging.objects.filter(mention__in=ends).values_list("mention_id", "person_id"))
    sizes = dict(
        Belonging.objects.filter(person__in=set(person.values()))
        .values_list("person")
        .annotate(Count("mention"))
    )
    asking = {row: frozenset((person.get(low), person.get(high))) for row, low, high in rows}
    between = Counter(asking.values())
    moved = {two: min(sizes.get(each, 1) for each in two) - 1 for two in between}
    # Several pairs may ask about the same two people: the first of them stands for all, the others wait behind everybody.
    return {row: between.pop(two) + moved[two] if two in between else BEHIND for row, two in asking.items()}
