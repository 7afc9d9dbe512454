"""Withdrawing: the registrant takes the testimony back. What was said is gone at once and for ever; the id stays."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer, reach, require
from ojaq.registry.access.models import Consent
from ojaq.registry.access.services.approving import Proposal, second_person
from ojaq.registry.ledger import Deed, record_many
from ojaq.registry.registration.errors import NoSuchRegistration
from ojaq.registry.registration.models import (
    Departure,
    Flag,
    Mention,
    Quarantined,
    Registration,
    State,
    StatedLoss,
    Supersession,
    Tie,
    Wish,
)
from ojaq.registry.registration.services.listing_withdrawals import list_withdrawals
from ojaq.registry.registration.standing import stands_as


@transaction.atomic
def withdraw(*, registration: UUID, by: Viewer, reason: str = "registrant-wished") -> list[UUID]:
    """Withdraw a registration with the earlier ones it superseded; answers with the ids withdrawn now.

    The keys are shredded and every open column is deleted; a row without words stays, so that the same id, sent again, stays
    withdrawn. `reason` is a code. Raises NoSuchRegistration, NotPermitted, NeedsSecondPerson in a live registry.
    """
    with reach.across_offices():
        rows = _editions(registration)
        for row in rows:
            require(by, Act.WITHDRAW, office=row.office.code)
        gone = [row for row in rows if row.state != State.WITHDRAWN]
        if gone:
            second_person(proposal=_proposal(gone, reason), by=by)
        _forget(gone)
    deeds = [
        Deed(
            act=Act.WITHDRAW,
            subjects=[("registration", str(row.uuid))],
            office=row.office.code,
            reason=reason,
        )
        for row in gone
    ]
    record_many(deeds=deeds, by=by)
    transaction.on_commit(list_withdrawals, robust=True)
    return [row.uuid for row in gone]


def _proposal(gone: list[Registration], reason: str) -> Proposal:
    """What the second person agrees to: exactly these testimonies, as they stand."""
    return Proposal(
        act=Act.WITHDRAW,
        subjects=tuple(("registration", str(row.uuid)) for row in gone),
        payload={"digests": [bytes(row.digest or b"").hex() for row in gone], "reason": reason},
        office=gone[0].office.code,
    )


def _forget(gone: list[Registration]) -> None:
    _delete_words([row.pk for row in gone], [row.uuid for row in gone])
    now = timezone.now()
    for row in gone:
        stands_as(
            Registration.objects.filter(pk=row.pk), State.WITHDRAWN, withdrawn_at=now,
            digest=None, document=None, registrant="", language="", channel="",
            recorded_on="", recorded_from=None, recorded_to=None,
        )  # fmt: skip
        vault.shred(registration=row.uuid)


def mentions_of_editions(registration: UUID) -> list[int]:
    """The row numbers of all mentions that a withdrawal of this registration deletes. Raises NoSuchRegistration."""
    with reach.across_offices():
        rows = [row.pk for row in _editions(registration)]
        return list(Mention.objects.filter(registration__in=rows).values_list("pk", flat=True))


def _editions(uuid: UUID) -> list[Registration]:
    """A registration and all those it took the place of, directly or through others."""
    found = list(Registration.objects.select_related("office").filter(uuid=uuid))
    if not found:
        raise NoSuchRegistration
    waiting, met = [uuid], {uuid}
    while waiting:
        for row in Registration.objects.select_related("office").filter(superseded_by=waiting.pop()):
            if row.uuid not in met:
                met.add(row.uuid)
                waiting.append(row.uuid)
                found.append(row)
    return found


def _delete_words(rows: list[int], uuids: list[UUID]) -> None:
    """Deletes all that hangs on registrations. What was derived from their mentions goes with the mentions."""
    for model in (Tie, Departure, Wish, StatedLoss, Flag, Quarantined):
        model.objects.filter(registration__in=rows).delete()
    Mention.objects.filter(registration__in=rows).delete()
    Supersession.objects.filter(new__in=rows).delete()
    Consent.objects.filter(registration__in=uuids).delete()
