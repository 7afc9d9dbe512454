"""Forgetting what is past: appointments with all that was told for them, tickets, screens long taken down."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Act, engine, reach, require
from ojaq.registry.diary.models import Appointment, Screen, Ticket
from ojaq.registry.ledger import record

APPOINTMENTS_STAND = dt.timedelta(days=30)
TICKETS_STAND = dt.timedelta(days=366)


@transaction.atomic
def forget_past() -> int:
    """Forget, at every office, appointments thirty days after their day and tickets after a year; says how many appointments.

    The keys go with them, so that no backup made later opens them. Nobody asks for it: the first ticket of a day does.
    """
    with reach.everywhere():
        return _forget()


def _forget() -> int:
    by, today = engine(), timezone.localdate()
    require(by, Act.KEEP_DIARY)
    past = Appointment.objects.filter(day__lt=today - APPOINTMENTS_STAND)
    keys = list(past.values_list("uuid", flat=True))
    tickets = Ticket.objects.filter(day__lt=today - TICKETS_STAND)
    gone = tickets.count()
    Screen.objects.filter(taken_down_at__lt=timezone.now() - TICKETS_STAND).delete()
    if not keys and not gone:
        return 0
    for key in keys:
        vault.shred(registration=key)
    past.delete()
    tickets.delete()
    record(
        act=Act.KEEP_DIARY,
        by=by,
        subjects=[],
        reason="forgotten",
        figures={"appointments": len(keys), "tickets": gone},
    )
    return len(keys)
