"""Taking an import back: its registrations step aside, those they superseded stand again. Nothing is lost by it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.ledger import Deed, record_many
from ojaq.registry.registration.models import Quarantined, Registration, State
from ojaq.registry.registration.standing import stands_as


@transaction.atomic
def take_back(*, run: UUID, by: Viewer, at_most: int = 500) -> list[int]:
    """Take back up to `at_most` registrations of a run, the newest first; answers with their row numbers.

    The caller repeats until none comes: each call is one transaction. A withdrawn one stays withdrawn. The same words,
    sent again, stand again in their old row. Raises NotPermitted.
    """
    require(by, Act.TAKE_BACK_IMPORT)
    rows = list(
        Registration.objects.select_related("office")
        .filter(run=run, state__in=(State.CURRENT, State.SUPERSEDED))
        .order_by("-pk")[:at_most]
    )
    for code in {row.office.code for row in rows}:
        require(by, Act.TAKE_BACK_IMPORT, office=code)
    uuids = [row.uuid for row in rows]
    stands_as(Registration.objects.filter(pk__in=[row.pk for row in rows]), State.TAKEN_BACK)
    stepped_aside = Registration.objects.filter(superseded_by__in=uuids)
    stands_as(stepped_aside.filter(state=State.SUPERSEDED), State.CURRENT)
    stepped_aside.update(superseded_by=None)
    Quarantined.objects.filter(run=run, settled_at=None).delete()
    record_many(
        deeds=[
            Deed(act=Act.TAKE_BACK_IMPORT, subjects=[("registration", str(row.uuid))], office=row.office.code)
            for row in rows
        ],
        by=by,
    )
    return [row.pk for row in rows]
