"""How much reviewers of this register do in a day."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.ledger import record
from ojaq.registry.review.models import ReviewPlan

MOST_A_DAY = 10_000
MOST_AGAIN = 50


@transaction.atomic
def plan_review(*, pairs_a_day: int, again_in_hundred: int, by: Viewer) -> ReviewPlan:
    """Set how many pairs a day are wished, and how many of a hundred are asked a second time. Raises NotPermitted.

    Numbers out of bounds are brought to the nearest bound.
    """
    require(by, Act.JUDGE)
    plan, _ = ReviewPlan.objects.update_or_create(
        id=1,
        defaults={
            "pairs_a_day": min(max(1, pairs_a_day), MOST_A_DAY),
            "again_in_hundred": min(max(0, again_in_hundred), MOST_AGAIN),
            "set_at": timezone.now(),
            "set_by": by.account,
        },
    )
    figures = {"pairs-a-day": plan.pairs_a_day, "again-in-hundred": plan.again_in_hundred}
    record(
        act=Act.OPEN_REVIEW, by=by, subjects=[], office=by.office or None, reason="planned", figures=figures
    )
    return plan
