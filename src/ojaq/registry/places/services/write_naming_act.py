"""Writing down a naming act: a decree or the like that put a new name in the place of an old one."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ojaq.core.dates import NotADate, read_date
from ojaq.registry import ledger
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.places.errors import NameRefused, NoSuchPlace
from ojaq.registry.places.models import NamingAct, PlaceName


def write_naming_act(
    *,
    old_name: int | None,
    new_name: int | None,
    source: str,
    by: Viewer,
    kind: str = "",
    authority: str = "",
    number: str = "",
    signed_on: str = "",
) -> NamingAct:
    """Links an old and a new name of one place (rows of place names), as a source says it; nothing is guessed.

    Raises NoSuchPlace when the names are not of one place, NameRefused without a source or with a date that is none.
    """
    require(by, Act.KEEP_PLACES)
    if not source.strip():
        raise NameRefused(part="source")
    if signed_on:
        try:
            read_date(signed_on)
        except NotADate as wrong:
            raise NameRefused(part="date") from wrong
    with transaction.atomic():
        names = {
            name.pk: name for name in PlaceName.objects.filter(pk__in=[n for n in (old_name, new_name) if n])
        }
        places = {name.place_id for name in names.values()}
        if len(places) != 1 or any(n is not None and n not in names for n in (old_name, new_name)):
            raise NoSuchPlace
        act = NamingAct.objects.create(
            place_id=places.pop(),
            old_name=names.get(old_name) if old_name else None,
            new_name=names.get(new_name) if new_name else None,
            kind=kind[:40],
            authority=authority[:300],
            number=number[:100],
            signed_on=signed_on,
            source=source.strip()[:500],
            added_by=by.account,
            added_at=dt.datetime.now(dt.UTC),
        )
        ledger.record(
            act="write-naming-act",
            by=by,
            subjects=[("place", str(act.place_id)), ("naming-act", str(act.pk))],
        )
    return act
