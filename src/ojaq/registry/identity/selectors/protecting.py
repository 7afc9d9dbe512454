"""People in danger: whose names are kept from whom, and the steward's list of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.models import Protection
from ojaq.registry.ledger import record


@dataclass(frozen=True, slots=True)
class ProtectedLine:
    """A protected person: the register number, and since when."""

    number: int
    since: dt.datetime


def hidden_from(*, viewer: Viewer, persons: Collection[int]) -> frozenset[int]:
    """Those of these register numbers that this viewer is not shown because they belong to protected people."""
    if not persons or viewer.may(Act.OPEN_PROTECTED):
        return frozenset()
    rows = Protection.objects.filter(mention__belonging__person__in=persons, lifted_at=None)
    return frozenset(rows.values_list("mention__belonging__person_id", flat=True))


def protected_people(*, viewer: Viewer) -> list[ProtectedLine]:
    """All of them, the newest first; the list itself is in the ledger. Raises NotPermitted."""
    require(viewer, Act.OPEN_PROTECTED)
    rows = (
        Protection.objects.filter(lifted_at=None)
        .values("mention__belonging__person_id")
        .annotate(first=Min("since"))
        .order_by("-first")
    )
    lines = [ProtectedLine(row["mention__belonging__person_id"], row["first"]) for row in rows]
    subjects = [("person", str(line.number)) for line in lines]
    with transaction.atomic():
        record(
            act=Act.OPEN_PROTECTED, by=viewer, subjects=subjects, office=viewer.office or None, reason="list"
        )
    return lines
