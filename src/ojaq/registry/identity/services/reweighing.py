"""Which weights judge everybody: learnt anew, those in use as people's answers adjust them, or a version kept from before."""

from __future__ import annotations

from ojaq.core.matching import Weighed, Weights, adjusted, adjustment_of, weigh
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.errors import NoSuchWeights, TooFewAnswers
from ojaq.registry.identity.models import Judgement, MatchingWeights
from ojaq.registry.identity.services import engine
from ojaq.registry.identity.services.neighbourhood import whole

ANEW, REVIEWED = "learnt", "reviewed"
LATEST = 5_000
"""Answers that are looked at, the newest first."""


def weights_called(wanted: str) -> Weights | None:
    """The weights that are asked for by name: None where they are to be learnt anew.

    Raises NoWeights, TooFewAnswers (for people's answers), NoSuchWeights (for a version nobody knows).
    """
    if wanted == ANEW:
        return None
    if wanted == REVIEWED:
        return _reviewed()
    row = MatchingWeights.objects.filter(version=wanted).first()
    if row is None:
        raise NoSuchWeights()
    return Weights.from_json(row.document)


def _reviewed() -> Weights:
    """The weights in use, adjusted by what people said of pairs the engine was not sure about."""
    weights, tokens = engine.weights(), engine.tokens()
    pairs: list[Weighed] = []
    same: list[bool] = []
    for low, high, verdict in _answers():
        near = whole([low, high])
        row = {mention: at for at, mention in enumerate(near.mentions.stable.tolist())}
        pair = low in row and high in row and weigh(near.mentions, tokens, row[low], row[high], weights)
        if pair:
            pairs.append(pair)
            same.append(verdict == Verdict.SAME)
    told = adjustment_of(pairs, same)
    if told is None:
        raise TooFewAnswers(count=len(pairs))
    return adjusted(weights, told)


def _answers() -> list[tuple[int, int, str]]:
    """(mention, mention, verdict) of what people said, standing, about pairs that the engine had left to them."""
    doubts = Judgement.objects.filter(verdict=Verdict.UNSURE, by_engine=True).values("low_id", "high_id")
    asked = {(row["low_id"], row["high_id"]) for row in doubts.iterator(5000)}
    said = Judgement.objects.filter(
        by_engine=False, taken_back_at=None, verdict__in=[Verdict.SAME, Verdict.DIFFERENT]
    )
    rows = said.order_by("-pk").values_list("low_id", "high_id", "verdict")[:LATEST]
    return [row for row in rows if row[:2] in asked]
