"""Waiting pairs through the API: listed, opened, answered once, taken back."""

from __future__ import annotations

import pytest

from api.conftest import Asks
from ojaq.registry.identity.models import Belonging
from ojaq.registry.review.services import rank_waiting
from registry.identity.conftest import family, told
from registry.review.conftest import Doubt, doubt

__all__ = ["doubt", "family", "told"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(doubt: Doubt, operator: object) -> Doubt:
    rank_waiting(by=operator)  # type: ignore[arg-type]
    return doubt


def test_the_queue_goes_on_at_its_next_address(reviewer_asks: Asks, waiting: Doubt) -> None:
    first = reviewer_asks("GET", "/reviews?at_most=1").json()
    second = reviewer_asks("GET", first["next"].removeprefix("/api/v1")).json()
    assert [pair["judgement"] for told in (first, second) for pair in told["pairs"]] == [
        waiting.first,
        waiting.elsewhere,
    ]
    assert (first["waiting"], second["next"]) == (2, "")
    assert reviewer_asks("GET", "/reviews?after=x").status_code == 422


def test_a_pair_is_answered_once_and_taken_back(reviewer_asks: Asks, waiting: Doubt) -> None:
    before = dict(Belonging.objects.values_list("mention_id", "person_id"))
    shown = reviewer_asks("GET", f"/reviews/{waiting.first}").json()
    assert shown["low"]["told"]["name"]
    answers = [
        reviewer_asks("POST", f"/reviews/{waiting.first}/answer", {"verdict": "different"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    judgement = answers[0].json()["judgement"]
    late = reviewer_asks("POST", f"/reviews/{waiting.first}/answer", {"verdict": "same"})
    assert (late.status_code, late.json()["code"]) == (409, "judged-meanwhile")
    assert reviewer_asks("POST", f"/judgements/{judgement}/undo").json()["standing"] is False
    assert reviewer_asks("POST", f"/judgements/{judgement}/undo").status_code == 409
    assert dict(Belonging.objects.values_list("mention_id", "person_id")) == before


@pytest.mark.parametrize("body", [{}, {"verdict": "maybe"}, {"verdict": "same", "note": "x" * 2001}])
def test_an_answer_that_is_none_changes_nothing(reviewer_asks: Asks, waiting: Doubt, body: object) -> None:
    assert reviewer_asks("POST", f"/reviews/{waiting.first}/answer", body).status_code == 422


def test_a_clerk_reviews_nothing(clerk_asks: Asks, waiting: Doubt) -> None:
    assert clerk_asks("GET", "/reviews").status_code == 403
    assert clerk_asks("POST", f"/reviews/{waiting.first}/answer", {"verdict": "same"}).status_code == 403
