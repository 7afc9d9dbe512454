"""Alarms: what a steward should look at soon. Raised in the transaction of whatever is alarming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access.errors import NoSuchApproval
from ojaq.registry.access.models import Alarm, Office
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import Act
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record

__all__ = ["Alarming", "raise_alarm", "see_alarm"]


class Alarming(StrEnum):
    """What raises an alarm."""

    MANY_OPENED = "many-opened"
    MANY_QUESTIONS = "many-questions"
    GLASS_BROKEN = "glass-broken"
    GUESSED = "guessed"
    PROTECTION_LIFTED = "protection-lifted"


def raise_alarm(
    *,
    kind: Alarming,
    account: UUID | None,
    office: Office | None = None,
    figures: Mapping[str, int] | None = None,
    once_in: dt.timedelta | None = None,
) -> Alarm | None:
    """Raise an alarm, but for one of the same kind about the same account within `once_in`. Nobody is asked: alarms just ring."""
    now = timezone.now()
    if once_in and Alarm.objects.filter(kind=kind, account=account, at__gt=now - once_in).exists():
        return None
    if office is None and account is not None:
        office = Office.objects.filter(accounts__uuid=account).first()
    return Alarm.objects.create(
        kind=kind, at=now, account=account, office=office, figures=dict(figures or {})
    )


@transaction.atomic
def see_alarm(*, alarm: int, by: Viewer) -> Alarm:
    """Note that a steward looked at an alarm. Raises NotPermitted, NoSuchApproval."""
    require(by, Act.WATCH)
    row = Alarm.objects.select_for_update(of=("self",)).filter(pk=alarm).first()
    if row is None or (row.office is not None and not by.may(Act.WATCH, office=row.office.code)):
        raise NoSuchApproval
    if row.seen_at is None:
        row.seen_at, row.seen_by = timezone.now(), by.account
        row.save(update_fields=["seen_at", "seen_by"])
        record(act=Act.WATCH, by=by, subjects=[("alarm", str(row.pk))], reason="seen")
    return row
