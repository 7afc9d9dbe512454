"""Answering a pair: the judgement itself is identity's; here it is decided whether it is one, or a second opinion."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Judgement
from ojaq.registry.identity.services import judge, undo_judgement
from ojaq.registry.ledger import record
from ojaq.registry.review.errors import JudgedMeanwhile, NothingWaits
from ojaq.registry.review.models import SecondOpinion
from ojaq.registry.review.services.deciding import heirs_may_differ


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer: the judgement it made or was an opinion about. again: only an opinion; no person changed."""

    judgement: int
    again: bool


def answer_pair(
    *, judgement: int, verdict: Verdict, by: Viewer, reason: str = "", note: str = ""
) -> Answered:
    """Answer the pair of a judgement that was shown: a doubt of the engine, a pair left open, or one asked again.

    The same answer sent twice is one. Raises NotPermitted, NothingWaits, JudgedMeanwhile, and what `judge` raises.
    """
    answered = _answered(judgement, verdict, by, reason, note)
    if not answered.again:
        heirs_may_differ()
    return answered


@transaction.atomic
def _answered(judgement: int, verdict: Verdict, by: Viewer, reason: str, note: str) -> Answered:
    require(by, Act.JUDGE)
    row = Judgement.objects.select_for_update().filter(pk=judgement).first()
    if row is None:
        raise NothingWaits
    if row.verdict == Verdict.UNSURE and row.taken_back_at is None:
        made = judge(pair=(row.low_id, row.high_id), verdict=verdict, reason=reason, by=by, note=note)
        return Answered(made.pk, again=False)
    if _answered_so(row, verdict, by):
        return Answered(row.pk, again=False)
    if row.by_engine or row.reviewer == by.account or row.taken_back_at is not None:
        raise JudgedMeanwhile
    return _second_opinion(row, verdict, reason, by)


def _answered_so(row: Judgement, verdict: Verdict, by: Viewer) -> bool:
    """Whether this viewer gave the same answer to this pair a moment ago: a key pressed twice, a page sent twice."""
    if by.account is None:
        return False
    own = Judgement.objects.filter(low=row.low_id, high=row.high_id, by_engine=False, reviewer=by.account)
    return own.filter(verdict=verdict, taken_back_at=None).exists()


def _second_opinion(row: Judgement, verdict: Verdict, reason: str, by: Viewer) -> Answered:
    if by.account is None:
        # An opinion is somebody's; the operator at the command line is nobody in particular.
        raise JudgedMeanwhile
    SecondOpinion.objects.get_or_create(
        judgement=row,
        reviewer=by.account,
        defaults={
            "verdict": verdict,
            "agrees": verdict == row.verdict,
            "reason": reason,
            "at": timezone.now(),
        },
    )
    record(
        act=Act.JUDGE,
        by=by,
        subjects=[("judgement", str(row.pk))],
        office=by.office or None,
        reason="second-opinion",
    )
    return Answered(row.pk, again=True)


def settle_dispute(*, opinion: int, verdict: Verdict, by: Viewer) -> Answered:
    """Decide between two reviewers who disagree. What stands stays when it is confirmed, else it is taken back and judged anew.

    Raises NotPermitted, NothingWaits, and what `judge` raises.
    """
    settled = _settled(opinion, verdict, by)
    heirs_may_differ()
    return settled


@transaction.atomic
def _settled(opinion: int, verdict: Verdict, by: Viewer) -> Answered:
    require(by, Act.JUDGE)
    row = SecondOpinion.objects.select_related("judgement").filter(pk=opinion, settled_at=None).first()
    if row is None:
        raise NothingWaits
    stands = row.judgement
    row.settled_at = timezone.now()
    row.save(update_fields=["settled_at"])
    if stands.taken_back_at is not None or stands.verdict == verdict:
        record(
            act=Act.JUDGE,
            by=by,
            subjects=[("judgement", str(stands.pk))],
            office=by.office or None,
            reason="confirmed",
        )
        return Answered(stands.pk, again=False)
    undo_judgement(judgement=stands.pk, by=by, reason="reviewers-disagreed")
    made = judge(pair=(stands.low_id, stands.high_id), verdict=verdict, reason="reviewers-disagreed", by=by)
    return Answered(made.pk, again=False)
