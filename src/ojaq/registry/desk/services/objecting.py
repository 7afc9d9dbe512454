"""Somebody whom another testimony names says that it is wrong. The testimony stays as told; a reviewer looks."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer, reach, require
from ojaq.registry.desk.models import Objection
from ojaq.registry.ledger import record
from ojaq.registry.registration.errors import NoSuchRegistration
from ojaq.registry.registration.models import Flag, Mention

PLACE = "objection.words"
FLAG = "objection"
LONGEST = 4000


@transaction.atomic
def object_to(*, mention: int, words: str, by: Viewer) -> Objection:
    """Keep an objection to what a testimony says of a mention, sealed with that testimony's key, and flag the testimony.

    Raises NoSuchRegistration, NotPermitted.
    """
    require(by, Act.OBJECT)
    with reach.across_offices():
        row = Mention.objects.select_related("registration", "office").filter(pk=mention).first()
        if row is None:
            raise NoSuchRegistration
        now = timezone.now()
        sealed = vault.seal(registration=row.registration.uuid, place=PLACE, plain=words[:LONGEST].encode())
        made = Objection.objects.create(
            mention=row, office=row.office, words=sealed, made_at=now, made_by=by.account
        )
        Flag.objects.create(
            registration=row.registration,
            office=row.office,
            code=FLAG,
            fields=[f"people[{row.position}]"],
            raised_at=now,
        )
    record(
        act=Act.OBJECT,
        by=by,
        subjects=[("registration", str(row.registration.uuid)), ("objection", str(made.pk))],
        office=row.office.code,
        reason=FLAG,
    )
    return made
