"""Taking in a full dump: first every part is compared with the manifest, then all of it goes in, then the counts are compared."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model, OuterRef, Subquery

from ojaq.registry.access import Viewer
from ojaq.registry.access.errors import OfficeTaken
from ojaq.registry.access.models import Office
from ojaq.registry.access.services import add_office
from ojaq.registry.exchange.errors import FileRefused
from ojaq.registry.exchange.lines import lines
from ojaq.registry.exchange.models import KeptMapping
from ojaq.registry.exchange.refusals import RefusalsFile
from ojaq.registry.exchange.services.carrying import Carrier, Progress, Read
from ojaq.registry.exchange.services.dumping import FORMAT
from ojaq.registry.exchange.services.identity_parts import is_empty, mention_finder, take_identity
from ojaq.registry.exchange.services.importing import Imported, close_run, run_of
from ojaq.registry.identity.bulk import batches
from ojaq.registry.registration.models import (
    Departure,
    Flag,
    Mention,
    Registration,
    State,
    StatedLoss,
    Supersession,
    Tie,
    Wish,
)
from ojaq.registry.registration.reading import LONGEST_LINE, Document, read, read_content
from ojaq.registry.registration.refusal import Refusal

_MOST_PARTS = 100
_AT_ONCE = 200
_HIGHEST_RATIO = 400
_IDENTITY = ("numbers", "persons", "weights", "own_names", "judgements", "belongings", "protections")


def import_dump(
    *,
    path: Path,
    by: Viewer,
    dry_run: bool = False,
    refusals: Path | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Take in a dump. Who is who is taken over only where nobody has a number yet; else the testimonies alone come in.

    Raises FileRefused when a part is missing or was changed, before anything is stored; NotPermitted.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            _check(packed, path)
            with run_of("all", path, by=by, dry_run=dry_run) as run, RefusalsFile(refusals, run) as refused:
                fresh = is_empty() and not Registration.objects.exists()
                if run is not None:
                    _take_offices(packed, by)
                carrier = Carrier(by=by, run=run.uuid if run else None, refusals=refused, progress=progress)
                figures = carrier.carry(_documents(packed, fresh=fresh))
                if run is not None and fresh:
                    _take_rest(packed)
                    carrier.carry(_quarantined(packed))
                    take_identity({name: _rows(packed, name) for name in _IDENTITY}, mention_finder())
                close_run(run, figures, by=by)
                return Imported(run.pk if run else None, figures, refused.written)
    except (zipfile.BadZipFile, KeyError) as fault:
        raise FileRefused(problem="broken-dump", file=path.name) from fault


def _check(packed: zipfile.ZipFile, path: Path) -> None:
    """Compares every part with the manifest."""
    entries = packed.infolist()
    if len(entries) > _MOST_PARTS or sum(each.file_size for each in entries) > max(
        1 << 20, _HIGHEST_RATIO * path.stat().st_size
    ):
        raise FileRefused(problem="bomb", file=path.name)
    manifest = _manifest(packed, path)
    for name, part in manifest["parts"].items():
        digest = hashlib.sha256()
        with packed.open(f"{name}.jsonl") as source:
            while piece := source.read(1 << 20):
                digest.update(piece)
        if digest.hexdigest() != part["sha256"]:
            raise FileRefused(problem="broken-dump", file=path.name)


def _manifest(packed: zipfile.ZipFile, path: Path) -> Mapping[str, Any]:
    try:
        manifest = json.loads(packed.read("manifest.json"))
    except ValueError as fault:
        raise FileRefused(problem="broken-dump", file=path.name) from fault
    if not isinstance(manifest, dict) or manifest.get("ojaq") != FORMAT:
        raise FileRefused(problem="broken-dump", file=path.name)
    return manifest


def _rows(packed: zipfile.ZipFile, name: str) -> Iterator[Any]:
    with packed.open(f"{name}.jsonl") as source:
        for line in source:
            yield json.loads(line)


def _take_offices(packed: zipfile.ZipFile, by: Viewer) -> None:
    rows = list(_rows(packed, "offices"))
    for row in rows:
        try:
            add_office(code=row["code"], name=row["name"], by=by)
        except OfficeTaken:
            continue
    with transaction.atomic():
        known = {office.code: office for office in Office.objects.all()}
        for row in rows:
            if row["parent"] and known[row["code"]].parent_id is None:
                Office.objects.filter(code=row["code"]).update(parent=known[row["parent"]])


def _documents(packed: zipfile.ZipFile, *, fresh: bool) -> Iterator[Read]:
    """Documents in the order of the register. What was taken back there comes along only into an empty register."""
    states = (row["state"] for row in _rows(packed, "states") if row["state"] != State.WITHDRAWN)
    with packed.open("registrations.jsonl") as source:
        for line in lines(source, longest=LONGEST_LINE):  # type: ignore[arg-type]
            if fresh or next(states, "") != State.TAKEN_BACK:
                yield line.number, read(line.content or b"", channel="import")


def _quarantined(packed: zipfile.ZipFile) -> Iterator[Read]:
    for number, row in enumerate(_rows(packed, "quarantined"), start=1):
        answer: Document | Refusal = read_content(row["document"], channel="import")
        yield number, answer


def _take_rest(packed: zipfile.ZipFile) -> None:
    """States, withdrawn stones, supersessions, settled flags, mappings: all that documents do not say of themselves."""
    offices = dict(Office.objects.values_list("code", "pk"))
    for batch in batches(_rows(packed, "states"), _AT_ONCE):
        _take_states(batch, offices)
    for table in (Mention, Tie, Departure, Wish, StatedLoss):
        _move_to_office_of_registration(table)
    rows = dict(Registration.objects.values_list("uuid", "pk"))
    with transaction.atomic():
        Supersession.objects.all().delete()
        Supersession.objects.bulk_create(
            Supersession(
                new_id=rows[UUID(row.pop("new__uuid"))], office_id=offices[row.pop("office__code")], **row
            )
            for row in _rows(packed, "supersessions")
        )
    Flag.objects.all().delete()
    for batch in batches(_rows(packed, "flags"), _AT_ONCE):
        Flag.objects.bulk_create(
            Flag(
                registration_id=rows[UUID(row.pop("registration__uuid"))],
                office_id=offices[row.pop("office__code")],
                **row,
            )
            for row in batch
        )
    with transaction.atomic():
        for row in _rows(packed, "mappings"):
            KeptMapping.objects.get_or_create(name=row.pop("name"), defaults=row)


@transaction.atomic
def _take_states(batch: list[dict[str, Any]], offices: Mapping[str, int]) -> None:
    stones = []
    for row in batch:
        row.pop("digest")
        row["office_id"] = offices[row.pop("office__code")]
        if row["state"] == State.WITHDRAWN:
            stones.append(Registration(**row))
        else:
            Registration.objects.filter(uuid=row.pop("uuid")).update(**row)
    Registration.objects.bulk_create(stones)


def _move_to_office_of_registration(table: type[Model]) -> None:
    """A testimony that names no office was filed under the first one until its state said where it belongs."""
    office = Registration.objects.filter(pk=OuterRef("registration")).values("office")[:1]
    rows = table._default_manager.exclude(office=F("registration__office"))
    rows.update(office=Subquery(office))
