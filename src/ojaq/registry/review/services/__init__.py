"""What reviewers do: join and part people, answer a pair, settle what is disputed, flagged or set aside, plan a day."""

from ojaq.registry.review.services.answering import answer_pair, settle_dispute
from ojaq.registry.review.services.deciding import judge, keep_names, redo_judgement, resolve, undo_judgement
from ojaq.registry.review.services.planning import plan_review
from ojaq.registry.review.services.ranking import rank_waiting
from ojaq.registry.review.services.settling import decide_correction, settle_flags, settle_quarantined

__all__ = [
    "answer_pair",
    "decide_correction",
    "judge",
    "keep_names",
    "plan_review",
    "rank_waiting",
    "redo_judgement",
    "resolve",
    "settle_dispute",
    "settle_flags",
    "settle_quarantined",
    "undo_judgement",
]
