"""What reviewers do: answer a pair, settle a disagreement, say how much a day holds, settle what was flagged or set aside."""

from ojaq.registry.review.services.answering import answer_pair, settle_dispute
from ojaq.registry.review.services.planning import plan_review
from ojaq.registry.review.services.ranking import rank_waiting
from ojaq.registry.review.services.settling import decide_correction, settle_flags, settle_quarantined

__all__ = [
    "answer_pair",
    "decide_correction",
    "plan_review",
    "rank_waiting",
    "settle_dispute",
    "settle_flags",
    "settle_quarantined",
]
