"""Opening a case, and deciding about a version that is proposed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.estates.errors import DecidedAlready, NoSuchVersion
from ojaq.registry.estates.models import EstateMember, EstateVersion, SuccessionCase
from ojaq.registry.estates.selectors.reckoning import Reckoned, reckoned
from ojaq.registry.estates.written import digest_of
from ojaq.registry.identity.selectors import answering
from ojaq.registry.ledger import record


def open_case(*, estate_of: int, by: Viewer, regime: str = "") -> SuccessionCase:
    """Keep the reckoning of now as version 1 of a case; a case that is open already is answered as it stands.

    Raises NotPermitted, NoSuchPerson, NoDeathTold, NoPlaceOfLaw, BrokenFamily.
    """
    require(by, Act.KEEP_ESTATE)
    dead = answering(number=estate_of)
    found = reckoned(dead=dead, regime=regime)
    now = timezone.now()
    with transaction.atomic():
        case, made = SuccessionCase.objects.get_or_create(
            dead_id=dead,
            regime=regime,
            defaults={"opened_at": now, "opened_by": by.account, "looked_at": now},
        )
        if made:
            version = propose(case, found, [])
            version.stands, version.settled_at, version.settled_by = True, now, by.account
            version.save(update_fields=["stands", "settled_at", "settled_by"])
            remember_members(case, found)
            record(
                act=Act.KEEP_ESTATE, by=by, subjects=[("person", str(dead))], office=by.office or None,
                figures={"version": 1},
            )  # fmt: skip
    return case


def settle(*, version: int, taken: bool, by: Viewer) -> EstateVersion:
    """Let a proposed version stand, or leave it. Earlier versions stay as they were kept, whatever is decided.

    Raises NotPermitted, NoSuchVersion, DecidedAlready.
    """
    require(by, Act.KEEP_ESTATE)
    with transaction.atomic():
        row = EstateVersion.objects.select_related("case").filter(pk=version).first()
        if row is None:
            raise NoSuchVersion
        newest = row.case.versions.order_by("-number").values_list("pk", flat=True).first()
        changed = EstateVersion.objects.filter(pk=version, stands=None).update(
            stands=taken, settled_at=timezone.now(), settled_by=by.account
        )
        if not changed or newest != version:
            raise DecidedAlready
        record(
            act=Act.KEEP_ESTATE, by=by, subjects=[("person", str(row.case.dead_id))], office=by.office or None,
            reason="taken" if taken else "left", figures={"version": row.number},
        )  # fmt: skip
    row.refresh_from_db()
    return row


def propose(case: SuccessionCase, found: Reckoned, changes: list[dict[str, Any]]) -> EstateVersion:
    """Write the next version, undecided. Inside the caller's transaction."""
    last = case.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return EstateVersion.objects.create(
        case=case,
        number=last + 1,
        body=dict(found.body),
        digest=digest_of(found.body),
        changes=changes,
        made_at=timezone.now(),
    )


def remember_members(case: SuccessionCase, found: Reckoned) -> None:
    """Keep whom the case was reckoned with, so that what is newly told of them makes it be looked at again."""
    known = set(case.members.values_list("person_id", flat=True))
    new = [EstateMember(case=case, person_id=who) for who in sorted(found.lineage.people - known)]
    EstateMember.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
