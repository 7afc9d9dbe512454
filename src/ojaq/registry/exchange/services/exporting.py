"""The exports: what may leave the register, to whom it makes sense, and nothing more."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction

from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.selectors import consented
from ojaq.registry.exchange.cells import safe_cell
from ojaq.registry.exchange.services.leaving import Exported, permit, whole_file, write_about
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.services.numbering import numbers_of
from ojaq.registry.ledger import Deed, record_many
from ojaq.registry.places.models import Place, PlaceName
from ojaq.registry.registration.models import Mention, Registration, State
from ojaq.registry.registration.selectors import sealed_lines

IDENTITIES = ("registration", "ref", "person")
_AT_ONCE = 500
_ROLL = (
    "id",
    "household",
    "name",
    "given",
    "patronymic",
    "family",
    "birth_family",
    "sex",
    "born",
    "died",
    "place",
)
_PLACES = ("place_id", "name", "lat", "lon", "country", "region_id", "county_id", "placetype", "population")
_NAMES = ("place_id", "lang", "kind", "name", "from", "to", "source")


def export_registrations(*, path: Path, by: Viewer, purpose: str = "register") -> Exported:
    """Write the canonical documents of all current registrations that agreed to `purpose`, one a line.

    Those without that consent stay inside and are counted. Raises NotPermitted.
    """
    permit(by, "registrations")
    left = stayed = 0
    with whole_file(path) as target:
        for batch in batches(sealed_lines(viewer=by, at_once=_AT_ONCE), _AT_ONCE):
            agreed = consented(registrations=[row.uuid for row, _ in batch], purpose=purpose)
            leaving = [(row, words) for row, words in batch if row.uuid in agreed]
            note_leaving([row for row, _ in leaving], by)
            target.writelines(words + b"\n" for _, words in leaving)
            left, stayed = left + len(leaving), stayed + len(batch) - len(leaving)
    figures = {"registrations": left}
    write_about(path, kind="registrations", figures=figures)
    return Exported(path, figures, stayed)


def note_leaving(rows: Sequence[Registration], by: Viewer) -> None:
    """One ledger entry for each registration, committed before its words are written anywhere."""
    with transaction.atomic():
        deeds = [
            Deed(act=Act.EXPORT, subjects=[("registration", str(row.uuid))], office=row.office.code)
            for row in rows
        ]
        record_many(deeds=deeds, by=by)


def export_identities(*, path: Path, by: Viewer) -> Exported:
    """Write who is who: `registration,ref,person`, one row for each mention that stands. Refs are written to the letter.

    A mention joined to nobody has its own number; one that has none yet is given it now. Raises NotPermitted.
    """
    permit(by, "identities")
    rows = 0
    with whole_file(path) as target:
        text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(IDENTITIES)
        after = 0
        while batch := _identities(after):
            writer.writerows((uuid, ref, person) for _, uuid, ref, person in batch)
            after, rows = batch[-1][0], rows + len(batch)
        text.detach()
    figures = {"mentions": rows}
    write_about(path, kind="identities", figures=figures)
    return Exported(path, figures)


def _identities(after: int) -> list[tuple[int, UUID, str, int]]:
    """The next mentions with their register numbers, ascending."""
    mentions = list(
        Mention.objects.filter(registration__state=State.CURRENT, pk__gt=after)
        .order_by("pk")
        .values_list("pk", "registration__uuid", "ref")[:5000]
    )
    ids = [pk for pk, _, _ in mentions]
    person: dict[int, int] = dict(
        Belonging.objects.filter(mention__in=ids).values_list("mention_id", "person_id")
    )
    alone = [pk for pk in ids if pk not in person]
    if alone:
        with transaction.atomic():
            person.update(numbers_of(alone))
    return [(pk, uuid, ref, person[pk]) for pk, uuid, ref in mentions]


def standing() -> Iterator[list[Registration]]:
    """Registrations that stand, in order and some at a time, without their documents.

    No cursor stays open while the ledger is written: SQLite refuses a writer who still reads what others have changed since.
    """
    rows = Registration.objects.select_related("office").filter(state=State.CURRENT).defer("document")
    after = 0
    while some := list(rows.filter(pk__gt=after).order_by("pk")[:_AT_ONCE]):
        after = some[-1].pk
        yield some


def export_roll(*, path: Path, by: Viewer, purpose: str = "register") -> Exported:
    """Write a table for people to open: one row for each described person of those who agreed. No cell runs as a formula."""
    permit(by, "roll")
    rows = stayed = 0
    with whole_file(path) as target:
        text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(_ROLL)
        for batch in standing():
            agreed = consented(registrations=[row.uuid for row in batch], purpose=purpose)
            leaving = [row for row in batch if row.uuid in agreed]
            note_leaving(leaving, by)
            stayed += len(batch) - len(leaving)
            for mention in (
                Mention.objects.filter(registration__in=leaving).select_related("registration").order_by("pk")
            ):
                writer.writerow([safe_cell(str(cell)) for cell in _roll_row(mention)])
                rows += 1
        text.detach()
    figures = {"mentions": rows}
    write_about(path, kind="roll", figures=figures)
    return Exported(path, figures, stayed)


def _roll_row(mention: Mention) -> tuple[object, ...]:
    household = mention.registration.uuid
    return (
        f"{household}/{mention.ref}", household, mention.as_written, mention.given, mention.patronymic, mention.family,
        mention.birth_family, mention.sex, mention.born, mention.died, mention.origin,
    )  # fmt: skip


def export_gazetteer(*, path: Path, by: Viewer) -> Exported:
    """Write all places and their names into a folder, as places.tsv.gz and names.tsv.gz. None of it is about a person."""
    permit(by, "gazetteer")
    path.mkdir(parents=True, exist_ok=True)
    places = Place.objects.order_by("pk").values_list(
        "gazetteer_id", "name", "lat", "lon", "country", "region", "county", "placetype", "population"
    )
    names = PlaceName.objects.order_by("pk").values_list(
        "place__gazetteer_id", "lang", "kind", "name", "begins", "ends", "source"
    )
    with whole_file(path / "places.tsv.gz") as target:
        placed = _write_table(target, _PLACES, places.iterator(5000))
    with whole_file(path / "names.tsv.gz") as target:
        named = _write_table(target, _NAMES, names.iterator(5000))
    figures = {"places": placed, "names": named}
    write_about(path, kind="gazetteer", figures=figures)
    return Exported(path, figures)


def _write_table(target: BinaryIO, header: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    with gzip.GzipFile(fileobj=target, mode="wb", mtime=0, filename="") as packed:
        packed.write("\t".join(header).encode() + b"\n")
        for row in rows:
            cells = ("" if cell is None else str(cell).replace("\t", " ").replace("\n", " ") for cell in row)
            packed.write("\t".join(cells).encode() + b"\n")
            count += 1
    return count
