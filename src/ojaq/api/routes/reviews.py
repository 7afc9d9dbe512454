"""Pairs that wait, and judgements: given, taken back, given again."""

from __future__ import annotations

from typing import Any

from ninja import Query

from ojaq.api.door import Question
from ojaq.api.shapes.reviews import Answer
from ojaq.registry.identity.components import Verdict
from ojaq.registry.review import selectors, services
from ojaq.registry.review.pages import Pair, Place


def list_waiting(
    request: Question,
    after: str = Query("", pattern=r"^(\d{1,9}-\d{1,18})?$"),
    at_most: int = Query(50, ge=1, le=200),
) -> dict[str, Any]:
    """The queue, those that settle most first. `after`: as in `next`."""
    settles, _, judgement = after.partition("-")
    place = Place(int(settles), int(judgement)) if judgement else None
    queue = selectors.queue(viewer=request.viewer, after=place, at_most=at_most)
    more = queue.following and f"{request.path}?after={queue.following.settles}-{queue.following.judgement}"
    return {
        "pairs_a_day": queue.pairs_a_day,
        "done": queue.done,
        "waiting": queue.waiting,
        "pairs": queue.lines,
        "next": f"{more}&at_most={at_most}" if more else "",
    }


def show(request: Question, judgement: int) -> Pair:
    """Two people side by side, with the engine's reasons. The reading is in the ledger."""
    return selectors.pair(judgement=judgement, viewer=request.viewer)


def answer(request: Question, judgement: int, given: Answer) -> Any:
    """Judge a waiting pair. The same answer sent twice is one."""
    return services.answer_pair(
        judgement=judgement,
        verdict=Verdict(given.verdict),
        reason="reviewed",
        note=given.note,
        by=request.viewer,
    )


def undo(request: Question, judgement: int) -> dict[str, Any]:
    """Take a judgement back. What had given way to it stands again."""
    return _judged(services.undo_judgement(judgement=judgement, by=request.viewer, reason="reviewed-again"))


def redo(request: Question, judgement: int) -> dict[str, Any]:
    """Let a judgement that was taken back stand again."""
    return _judged(services.redo_judgement(judgement=judgement, by=request.viewer))


def _judged(row: Any) -> dict[str, Any]:
    return {"judgement": row.pk, "verdict": row.verdict, "standing": row.taken_back_at is None}
