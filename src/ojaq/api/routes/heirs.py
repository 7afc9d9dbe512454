"""The heirs of an estate."""

from __future__ import annotations

from typing import Any

from ninja import Query

from ojaq.api.door import Question
from ojaq.api.routes.people import number_of
from ojaq.registry.estates.selectors import estate_page


def show(
    request: Question,
    number: str,
    estate_of: str = Query("", max_length=20),
    regime: str = Query("", max_length=64, pattern=r"^[a-z0-9-]*$"),
) -> dict[str, Any]:
    """The exact shares of the nearest displaced forebear's estate, or of `estate_of`'s, under each reading. In the ledger."""
    page = estate_page(
        person=number_of(number),
        estate_of=number_of(estate_of) if estate_of else None,
        regime=regime,
        viewer=request.viewer,
    )
    return {
        "asking": page.asking,
        "dead": page.dead,
        "law": page.law,
        "people": list(page.people.values()),
        "readings": page.readings,
    }
