"""Review: two people side by side, one decision; the queue, those left open, disagreements, and the plan of a day."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ojaq.registry.identity.components import Verdict
from ojaq.registry.review import selectors, services
from ojaq.registry.review.errors import NothingWaits
from ojaq.registry.review.pages import Place
from ojaq.web.door import Visit
from ojaq.web.shown.review import VERDICTS, last_shown, line_shown, pair_shown, queue_shown
from ojaq.web.shown.words import Said

LONGEST_NOTE = 2000
AT_ONCE = 2000
"""Pairs that came since the last look and get their place before the page is shown; the rest with the next look."""


@require_safe
def show(request: Visit, judgement: int = 0) -> HttpResponse:
    """The queue with one of its pairs open: the one asked for, else the first, until the plan of the day is done."""
    services.rank_waiting(by=request.viewer, at_most=AT_ONCE)
    queue = selectors.queue(viewer=request.viewer, after=_place(request.GET.get("after", "")))
    enough = queue.done >= queue.pairs_a_day and "more" not in request.GET
    here = judgement or (queue.lines[0].judgement if queue.lines and not enough else 0)
    pair = selectors.pair(judgement=here, viewer=request.viewer) if here else None
    return render(
        request,
        "ojaq/review.html",
        {
            "queue": queue_shown(queue, selectors.agreement(viewer=request.viewer), here),
            "pair": pair_shown(pair) if pair else None,
            "last": last_shown(selectors.last_judged(viewer=request.viewer)),
            "undone": "undone" in request.GET,
            "enough": enough and bool(queue.lines),
            "more": "more" in request.GET,
        },
    )


@require_POST
def answer(request: Visit, judgement: int) -> HttpResponse:
    """Judge a pair and go on with the next."""
    services.answer_pair(
        judgement=judgement,
        verdict=_verdict(request),
        reason="reviewed",
        note=request.POST.get("note", "").strip()[:LONGEST_NOTE],
        by=request.viewer,
    )
    return HttpResponseRedirect(reverse("review") + ("?more" if "more" in request.GET else ""))


@require_POST
def undo(request: Visit, judgement: int) -> HttpResponse:
    """Take the last judgement back, and open that pair again."""
    services.undo_judgement(judgement=judgement, by=request.viewer, reason="reviewed-again")
    return HttpResponseRedirect(f"{reverse('review')}?undone")


@require_safe
def left_open(request: Visit) -> HttpResponse:
    """Pairs that somebody said "unsure" about, newest first; each can be opened again."""
    before = request.GET.get("before", "")
    lines = selectors.pairs_left_open(viewer=request.viewer, before=int(before) if before.isdigit() else None)
    following = lines[-1].judgement if len(lines) == selectors.LINES else 0
    shown = [line_shown(line) for line in lines]
    return render(request, "ojaq/review_open.html", {"lines": shown, "following": following})


@require_safe
def disputes(request: Visit) -> HttpResponse:
    """Pairs about which two reviewers disagree."""
    shown = [
        {
            "opinion": one.opinion,
            "judgement": one.judgement,
            "low": Said(one.low.text, one.low.language),
            "high": Said(one.high.text, one.high.language),
            "first": VERDICTS[one.first],
            "second": VERDICTS[one.second],
        }
        for one in selectors.disputes(viewer=request.viewer)
    ]
    return render(request, "ojaq/review_disputes.html", {"disputes": shown})


@require_POST
def settle(request: Visit, opinion: int) -> HttpResponse:
    """Decide between two reviewers."""
    services.settle_dispute(opinion=opinion, verdict=_verdict(request), by=request.viewer)
    return HttpResponseRedirect(reverse("review-disputes"))


@require_POST
def plan(request: Visit) -> HttpResponse:
    """Set how many pairs a day are wished, and how many are asked twice."""
    wished = [request.POST.get(name, "") for name in ("pairs_a_day", "again_in_hundred")]
    if all(text.isdecimal() and len(text) < 8 for text in wished):
        pairs, again = map(int, wished)
        services.plan_review(pairs_a_day=pairs, again_in_hundred=again, by=request.viewer)
    return HttpResponseRedirect(reverse("review"))


def _verdict(request: Visit) -> Verdict:
    said = request.POST.get("verdict", "")
    if said not in set(Verdict):
        raise NothingWaits
    return Verdict(said)


def _place(text: str) -> Place | None:
    settles, _, judgement = text.partition("-")
    return Place(int(settles), int(judgement)) if settles.isdecimal() and judgement.isdecimal() else None
