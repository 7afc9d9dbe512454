"""Families that were begun and abandoned: nobody comes back for them, so what was said is not kept for ever."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Act, engine, require
from ojaq.registry.desk.models import Draft
from ojaq.registry.ledger import record


def stands_for() -> dt.timedelta:
    """How long a family stands that nobody goes on telling (`OJAQ_DRAFT_DAYS`)."""
    return dt.timedelta(days=settings.DRAFT_DAYS)


@transaction.atomic
def forget_abandoned() -> int:
    """Forget families that were not registered and that nobody went on telling for so many days, keys and all.

    Answers how many. Nobody asks for it: a served registry does, each hour. One entry names them.
    """
    by = engine()
    require(by, Act.FORGET_DRAFTS)
    rows = Draft.objects.select_for_update().filter(sent_at=None, kept_at__lt=timezone.now() - stands_for())
    abandoned = list(rows.order_by("pk").values_list("uuid", flat=True))
    if not abandoned:
        return 0
    for uuid in abandoned:
        vault.shred(registration=uuid)
    Draft.objects.filter(uuid__in=abandoned).delete()
    subjects = [("draft", str(uuid)) for uuid in abandoned]
    record(
        act=Act.FORGET_DRAFTS,
        by=by,
        subjects=subjects,
        reason="abandoned",
        figures={"drafts": len(abandoned)},
    )
    return len(abandoned)
