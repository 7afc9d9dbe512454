"""After a restore: what was told after the backup and withdrawn before the restore is unknown here, and stays withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Office
from ojaq.registry.ledger import Deed, record_many
from ojaq.registry.registration.models import Registration, State

REASON = "withdrawn-before-restore"


@transaction.atomic
def remember_withdrawn(*, registrations: Collection[UUID], by: Viewer) -> int:
    """Lay an empty stone for each of these ids that the register does not know, so that a file cannot bring it back.

    Its office is not known any more; the stones lie with the first office. Answers how many were laid. Raises NotPermitted.
    """
    known = set(Registration.objects.filter(uuid__in=registrations).values_list("uuid", flat=True))
    strange = sorted(set(registrations) - known)
    first = Office.objects.order_by("pk").first()
    if first is None or not strange:
        return 0
    require(by, Act.WITHDRAW, office=first.code)
    now = timezone.now()
    Registration.objects.bulk_create(
        [
            Registration(uuid=each, office=first, state=State.WITHDRAWN, received_at=now, withdrawn_at=now)
            for each in strange
        ],
        batch_size=1000,
    )
    deeds = [
        Deed(act=Act.WITHDRAW, subjects=[("registration", str(each))], office=first.code, reason=REASON)
        for each in strange
    ]
    record_many(deeds=deeds, by=by)
    return len(strange)
