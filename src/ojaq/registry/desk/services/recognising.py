"""What a clerk recognised while somebody sat there: "this is me", "the same man". A reviewer's word joins; a clerk's asks."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.errors import Conflict, Refused
from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.services import office_called
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Belonging, Judgement
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Mention
from ojaq.registry.review.services import judge

REASON = "said-at-the-desk"


def recognise(*, registration: UUID, chosen: Mapping[str, str], by: Viewer) -> bool:
    """Take down that people of a registration are persons already known: ref -> register number.

    Where the engine joined them already, nothing is left to do. Whoever may judge judges; whoever may not leaves the pair to
    the reviewers, as not sure. Answers whether somebody was joined. What the laws forbid stays apart.
    """
    joined = False
    mentions = dict(Mention.objects.filter(registration__uuid=registration).values_list("ref", "pk"))
    for ref, number in chosen.items():
        mention = mentions.get(ref)
        other = _oldest(number)
        if mention is None or other is None or _are_one(mention, other):
            continue
        if not by.may(Act.JUDGE):
            _wonder(mention, other, by)
            continue
        try:
            judge(pair=(mention, other), verdict=Verdict.SAME, reason=REASON, by=by)
        except (Conflict, Refused):
            # Somebody judged them apart, or they stand in one testimony: the earlier word holds.
            continue
        joined = True
    return joined


def _oldest(number: str) -> int | None:
    if not str(number).isdigit():
        return None
    rows = Belonging.objects.filter(person=int(number)).order_by("mention")
    return rows.values_list("mention_id", flat=True).first()


def _are_one(mention: int, other: int) -> bool:
    rows = Belonging.objects.filter(mention__in=(mention, other)).values_list("person_id", flat=True)
    return len(set(rows)) == 1


@transaction.atomic
def _wonder(mention: int, other: int, by: Viewer) -> None:
    low, high = sorted((mention, other))
    if Judgement.objects.filter(low=low, high=high, taken_back_at=None).exists():
        return
    made = Judgement.objects.create(
        low_id=low, high_id=high, verdict=Verdict.UNSURE, by_engine=False, reviewer=by.account,
        office=office_called(by.office), at=timezone.now(), reason=REASON,
    )  # fmt: skip
    record(act=Act.REGISTER, by=by, subjects=[("judgement", str(made.pk))], office=by.office, reason=REASON)
