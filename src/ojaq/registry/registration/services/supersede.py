"""Deciding about a correction that did not come from the same registrant at the desk."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.ledger import record
from ojaq.registry.registration.errors import NotUnderReview
from ojaq.registry.registration.models import Registration, State, Supersession
from ojaq.registry.registration.standing import stands_as


@transaction.atomic
def decide_supersession(*, supersession: int, accept: bool, by: Viewer) -> Supersession:
    """Accept or decline that one registration takes the place of another. Declined, both stand.

    Raises NotUnderReview, NotPermitted.
    """
    row = (
        Supersession.objects.select_related("new", "office").filter(pk=supersession, decided_at=None).first()
    )
    if row is None:
        raise NotUnderReview
    require(by, Act.SUPERSEDE, office=row.office.code)
    row.decided_at, row.decided_by, row.accepted = timezone.now(), by.account, accept
    row.save(update_fields=["decided_at", "decided_by", "accepted"])
    if accept:
        stood = Registration.objects.filter(uuid=row.old, state=State.CURRENT)
        stands_as(stood, State.SUPERSEDED, superseded_by=row.new.uuid)
    record(
        act=Act.SUPERSEDE,
        by=by,
        subjects=[("registration", str(row.new.uuid)), ("registration", str(row.old))],
        office=row.office.code,
        reason="accepted" if accept else "declined",
    )
    return row
