"""Adding a name to a place."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ojaq.core.dates import NotADate, read_date
from ojaq.registry import ledger
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.places.errors import NameRefused, NoSuchPlace
from ojaq.registry.places.gazetteer_file import LONGEST_NAME
from ojaq.registry.places.keeping import note_name
from ojaq.registry.places.models import Place, PlaceName
from ojaq.registry.places.refusals import FORBIDDEN
from ojaq.registry.places.scripts import script_code


def add_place_name(
    *,
    place: str,
    name: str,
    source: str,
    by: Viewer,
    lang: str = "",
    kind: str = "",
    begins: str = "",
    ends: str = "",
) -> PlaceName:
    """Adds a name to the place with this gazetteer id; the same name from the same source is there already, once.

    `begins` and `ends` are EDTF texts, "" when unknown; `source` must say where the name comes from. Nothing that
    stood there before is changed. Raises NoSuchPlace, NameRefused.
    """
    require(by, Act.KEEP_PLACES)
    name, source = name.strip(), source.strip()
    if not name or len(name) > LONGEST_NAME or FORBIDDEN.search(name):
        raise NameRefused(part="letters")
    if not source or len(source) > LONGEST_NAME:
        raise NameRefused(part="source")
    for date in (begins, ends):
        _check_date(date)
    with transaction.atomic():
        kept = Place.objects.filter(gazetteer_id=place).first()
        if kept is None:
            raise NoSuchPlace
        said, fresh = PlaceName.objects.get_or_create(
            place=kept, name=name, lang=lang[:35], kind=kind[:40], begins=begins, ends=ends, source=source,
            defaults={"script": script_code(name), "added_by": by.account, "added_at": dt.datetime.now(dt.UTC)},
        )  # fmt: skip
        if fresh:
            note_name()
            ledger.record(
                act="add-place-name", by=by, subjects=[("place", str(kept.pk)), ("place-name", str(said.pk))]
            )
    return said


def _check_date(text: str) -> None:
    if text:
        try:
            read_date(text)
        except NotADate as wrong:
            raise NameRefused(part="date") from wrong
