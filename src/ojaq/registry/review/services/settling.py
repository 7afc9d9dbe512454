"""Settling what waits: flags that somebody looked at, other words under one id, proposed corrections."""

from __future__ import annotations

import json
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer, engine, require
from ojaq.registry.ledger import record
from ojaq.registry.registration.filing import QUARANTINE
from ojaq.registry.registration.models import Flag, Quarantined, Registration, Supersession
from ojaq.registry.registration.services import decide_supersession, register
from ojaq.registry.review.errors import NoSuchTestimony
from ojaq.registry.review.services.deciding import resolve


@transaction.atomic
def settle_flags(*, registration: int, by: Viewer) -> int:
    """Somebody looked: what was flagged in a testimony stays as said and waits no more. Answers with how many.

    Raises NotPermitted, NoSuchTestimony.
    """
    require(by, Act.SETTLE_QUARANTINE)
    row = Registration.objects.select_related("office").filter(pk=registration).first()
    if row is None:
        raise NoSuchTestimony
    require(by, Act.SETTLE_QUARANTINE, office=row.office.code)
    settled = Flag.objects.filter(registration=row, settled_at=None).update(
        settled_at=timezone.now(), settled_by=by.account
    )
    _note(row, "flags", by)
    return settled


def settle_quarantined(*, row: int, take: bool, by: Viewer) -> Registration:
    """Decide about other words under an id that stands. take: they are a correction and take the place of what stands,
    under an id of their own; else what stands stays, and what came is kept aside for good. Nothing is overwritten.

    Raises NotPermitted, NoSuchTestimony, and what `register` raises.
    """
    with transaction.atomic():
        require(by, Act.SETTLE_QUARANTINE)
        kept = (
            Quarantined.objects.select_for_update(of=("self",))
            .select_related("registration__office")
            .filter(pk=row, settled_at=None)
            .first()
        )
        if kept is None:
            raise NoSuchTestimony
        stands = kept.registration
        require(by, Act.SETTLE_QUARANTINE, office=stands.office.code)
        kept.settled_at, kept.settled_by = timezone.now(), by.account
        kept.save(update_fields=["settled_at", "settled_by"])
        _note(stands, "taken" if take else "kept-aside", by)
        taken = _take(kept, by) if take else stands
    if take:
        resolve(by=engine())
    return taken


def _take(kept: Quarantined, by: Viewer) -> Registration:
    stands = kept.registration
    plain = vault.open_sealed(registration=stands.uuid, place=QUARANTINE, sealed=bytes(kept.document))
    told = json.loads(plain)
    # The same words get the same id, whoever decides and however often.
    told |= {
        "id": str(uuid5(stands.uuid, bytes(kept.digest).hex())),
        "supersedes": str(stands.uuid),
        "office": stands.office.code,
    }
    return register(testimony=told, by=by, channel="import", same_registrant=True)


def decide_correction(*, supersession: int, accept: bool, by: Viewer) -> Supersession:
    """Let a correction take the place of what stands, or let both stand; persons follow at once.

    Raises NotPermitted, NotUnderReview.
    """
    decided = decide_supersession(supersession=supersession, accept=accept, by=by)
    if accept:
        resolve(by=engine())
    return decided


def _note(row: Registration, reason: str, by: Viewer) -> None:
    record(
        act=Act.SETTLE_QUARANTINE,
        by=by,
        subjects=[("registration", str(row.uuid))],
        office=row.office.code,
        reason=reason,
    )
