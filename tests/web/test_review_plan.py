"""The plan of a day: once as many pairs are decided, no further one is put before the reviewer, unless they ask for it."""

from __future__ import annotations

import pytest

from ojaq.registry.identity.components import Verdict
from ojaq.registry.review import services
from registry.identity.conftest import family, told
from registry.review.conftest import doubt

__all__ = ["doubt", "family", "told"]
pytestmark = pytest.mark.django_db


def asks(client, address="/review"):
    return 'id="decide"' in client.get(address).content.decode()


def test_the_plan_of_the_day_ends_the_asking_and_a_reviewer_may_go_on(doubt, reviewer, reviewer_client):
    services.plan_review(pairs_a_day=1, again_in_hundred=0, by=reviewer)
    assert asks(reviewer_client)
    services.answer_pair(judgement=doubt.first, verdict=Verdict.DIFFERENT, by=reviewer)
    assert not asks(reviewer_client)
    assert asks(reviewer_client, "/review?more")
    assert asks(reviewer_client, f"/review/{doubt.elsewhere}")
    gone = reviewer_client.post(f"/review/{doubt.elsewhere}/answer?more", {"verdict": "unsure"})
    assert gone["Location"] == "/review?more"
    services.plan_review(pairs_a_day=9, again_in_hundred=0, by=reviewer)
