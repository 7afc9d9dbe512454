"""Breaking glass: in an emergency somebody reads the testimonies of another office, says why, and that office is told."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import closing
from ojaq.registry.access.errors import GlassTooOften, ReasonTooShort
from ojaq.registry.access.models import BrokenGlass
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import Act
from ojaq.registry.access.services.accounts import office_called
from ojaq.registry.access.services.alarming import Alarming, raise_alarm
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record

__all__ = ["CLOSES_AFTER", "LEAST_REASON", "break_glass"]

CLOSES_AFTER = dt.timedelta(hours=4)
LEAST_REASON = 20
A_WEEK = 5
"""How often one account may do it within seven days."""


@transaction.atomic
def break_glass(*, office: str, reason: str, by: Viewer) -> BrokenGlass:
    """Open the testimonies of `office` to this account for four hours; an alarm names the office. The reason is sealed.

    What it opens counts as everything it opens. Raises NotPermitted, UnknownOffice, ReasonTooShort, GlassTooOften.
    """
    require(by, Act.BREAK_GLASS)
    place = office_called(office)
    words = " ".join(reason.split())
    if len(words) < LEAST_REASON:
        raise ReasonTooShort(least=LEAST_REASON)
    if by.account is None:
        raise NotPermitted
    now = timezone.now()
    lately = BrokenGlass.objects.filter(account=by.account, broken_at__gt=now - dt.timedelta(days=7))
    if lately.count() >= A_WEEK:
        raise GlassTooOften(limit=A_WEEK)
    glass = BrokenGlass.objects.create(
        account=by.account,
        office=place,
        reason=closing.close(words.encode(), place=f"glass {by.account}"),
        broken_at=now,
        until=now + CLOSES_AFTER,
    )
    raise_alarm(kind=Alarming.GLASS_BROKEN, account=by.account, office=place, figures={"glass": glass.pk})
    record(act=Act.BREAK_GLASS, by=by, subjects=[("office", office), ("glass", str(glass.pk))], office=office)
    return glass
