"""Reading what waits for reviewers."""

from ojaq.registry.review.selectors.pair import pair
from ojaq.registry.review.selectors.queue import (
    LINES,
    agreement,
    disputes,
    last_judged,
    pairs_left_open,
    queue,
    waiting_pairs,
)
from ojaq.registry.review.selectors.wordings import flagged, two_wordings, waiting, waiting_counts

__all__ = [
    "LINES",
    "agreement",
    "disputes",
    "flagged",
    "last_judged",
    "pair",
    "pairs_left_open",
    "queue",
    "two_wordings",
    "waiting",
    "waiting_counts",
    "waiting_pairs",
]
