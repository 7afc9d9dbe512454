"""Figures of the register, and runs."""

from __future__ import annotations

from typing import Any

from ninja import Query

from ojaq.api.door import Question
from ojaq.registry.exchange.selectors import runs
from ojaq.registry.identity.selectors import identity_figures
from ojaq.registry.registration.selectors import figures


def show(request: Question) -> dict[str, Any]:
    """How much there is. Figures name nobody."""
    told, people = figures(viewer=request.viewer), identity_figures(viewer=request.viewer)
    return {
        **{name: getattr(told, name) for name in told.__slots__},
        **{name: getattr(people, name) for name in ("persons", "registered", "waiting")},
    }


def list_runs(
    request: Question, after: int = Query(0, ge=0), at_most: int = Query(50, ge=1, le=200)
) -> dict[str, Any]:
    """Runs, newest first. `after`: the number of the last one seen."""
    found = runs(viewer=request.viewer, before=after or None, at_most=at_most)
    more = f"?after={found[-1].number}&at_most={at_most}" if len(found) == at_most else ""
    return {"runs": found, "next": more and f"{request.path}{more}"}
