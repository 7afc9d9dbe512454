"""People's answers move the weights in one explicit step: shown first, kept under a version, and gone back from."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ojaq.registry.identity.errors import NoSuchWeights, TooFewAnswers
from ojaq.registry.identity.models import Belonging, Judgement, MatchingWeights
from ojaq.registry.identity.selectors import kept_weights
from ojaq.registry.identity.services import preview_resolve, resolve_all
from ojaq.registry.registration.models import Mention

pytestmark = pytest.mark.django_db


def who():
    return dict(Belonging.objects.values_list("mention_id", "person_id"))


@pytest.fixture
def answered(family):
    """Forty pairs of strangers that the engine left to people, and what people said of them: half and half."""
    people = list(Mention.objects.filter(ref="x").order_by("pk").values_list("pk", flat=True))
    now = timezone.now()
    for at, (low, high) in enumerate(zip(people, [*people[7:], *people[:7]], strict=True)):
        ends = {"low_id": min(low, high), "high_id": max(low, high), "at": now}
        Judgement.objects.create(**ends, verdict="unsure", by_engine=True, taken_back_at=now)
        said = "same" if at < 8 else "different"
        Judgement.objects.create(**ends, verdict=said, by_engine=False)
    return family


def test_a_few_answers_move_nothing(family, operator):
    before = who()
    for act in (preview_resolve, resolve_all):
        with pytest.raises(TooFewAnswers):
            act(by=operator, weights="reviewed")
        with pytest.raises(NoSuchWeights):
            act(by=operator, weights="0123456789abcdef")
    assert who() == before
    assert MatchingWeights.objects.count() == 1


def test_the_effect_is_shown_first_and_every_version_can_be_gone_back_to(answered, operator):
    resolve_all(by=operator)
    before, first = who(), kept_weights(viewer=operator)[0]
    shown = preview_resolve(by=operator, weights="reviewed")
    assert shown.weights != first.version
    assert (who(), kept_weights(viewer=operator)[0]) == (before, first)
    resolve_all(by=operator, weights="reviewed")
    assert [(one.version, one.in_use) for one in kept_weights(viewer=operator)[:2]] == [
        (shown.weights, True),
        (first.version, False),
    ]
    back = preview_resolve(by=operator, weights=first.version)
    assert back.weights == first.version
    resolve_all(by=operator, weights=first.version)
    assert who() == before
    assert MatchingWeights.objects.get(in_use=True).version == first.version


def test_a_clerk_neither_judges_everybody_nor_sees_the_versions(answered, clerk):
    from ojaq.errors import NotPermitted

    with pytest.raises(NotPermitted):
        kept_weights(viewer=clerk)
    with pytest.raises(NotPermitted):
        preview_resolve(by=clerk, weights="reviewed")
