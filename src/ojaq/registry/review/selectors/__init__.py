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

__all__ = [
    "LINES",
    "agreement",
    "disputes",
    "last_judged",
    "pair",
    "pairs_left_open",
    "queue",
    "waiting_pairs",
]
