"""Importing a roll: the lists that offices keep in spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Viewer
from ojaq.registry.exchange.errors import FileRefused, UnknownMapping
from ojaq.registry.exchange.mapping import Mapping as RollMapping
from ojaq.registry.exchange.mapping import fit, parse_mapping
from ojaq.registry.exchange.models import KeptMapping
from ojaq.registry.exchange.refusals import RefusalsFile
from ojaq.registry.exchange.rolls import RollRow, edition, edition_id, household_document, roll_row
from ojaq.registry.exchange.services.carrying import Carrier, Progress, Read
from ojaq.registry.exchange.services.importing import Imported, close_run, run_of
from ojaq.registry.exchange.surveys import Survey
from ojaq.registry.exchange.tables import Row, read_rows
from ojaq.registry.registration.models import Registration, State
from ojaq.registry.registration.reading import Document
from ojaq.registry.registration.refusal import Refusal
from ojaq.registry.registration.services import Outcome, Verdict


def import_roll(
    *, path: Path, by: Viewer, mapping: str = "", dry_run: bool = False, refusals: Path | None = None, office: str = "",
    progress: Progress | None = None,
) -> Imported:  # fmt: skip
    """Import a roll. `mapping` is a file or the name of a kept mapping; "" reads known headers.

    The same roll sent corrected supersedes, household by household. Raises FileRefused, MappingRefused, UnknownMapping.
    """
    document = _mapping_document(mapping) if mapping else None
    sheet = (document or {}).get("sheet") or ""
    header = _header(path, sheet)
    fitted = fit(document, header, roll=path.stem)
    survey = Survey.of(_rows(path, header, fitted), fitted)
    with run_of("roll", path, by=by, dry_run=dry_run) as run, RefusalsFile(refusals, run) as refused:
        if run is not None and document is not None:
            _keep_mapping(fitted.roll, document, by)
        carrier = Carrier(
            by=by, run=run.uuid if run else None, refusals=refused, office=office, at_once=True, arrange=arrange_editions,
            progress=progress,
        )  # fmt: skip
        figures = carrier.carry(_documents(path, header, fitted, survey))
        close_run(run, figures, by=by)
        return Imported(run.pk if run else None, figures, refused.written)


def _mapping_document(mapping: str) -> dict[str, Any]:
    path = Path(mapping)
    if path.is_file():
        return parse_mapping(path.read_text(encoding="utf-8-sig", errors="replace"))
    kept = KeptMapping.objects.filter(name=mapping).first()
    if kept is None:
        names = ", ".join(KeptMapping.objects.order_by("name").values_list("name", flat=True)) or "-"
        raise UnknownMapping(name=path.name, kept=names)
    document: dict[str, Any] = kept.document
    return document


def _keep_mapping(name: str, document: Mapping[str, Any], by: Viewer) -> None:
    with transaction.atomic():
        KeptMapping.objects.update_or_create(
            name=name[:200], defaults={"document": document, "kept_at": timezone.now(), "account": by.account}
        )


def _header(path: Path, sheet: str) -> list[str]:
    for row in read_rows(path, sheet=sheet):
        if isinstance(row, Refusal):
            raise FileRefused(problem="not-utf8", file=path.name)
        return [cell.strip() for cell in row.cells]
    raise FileRefused(problem="empty", file=path.name)


def _rows(path: Path, header: Sequence[str], mapping: RollMapping) -> Iterator[RollRow | Refusal]:
    rows = iter(read_rows(path, sheet=mapping.sheet))
    next(rows)
    for row in rows:
        yield roll_row(row, header, mapping) if isinstance(row, Row) else row


def _documents(path: Path, header: Sequence[str], mapping: RollMapping, survey: Survey) -> Iterator[Read]:
    """Documents with the line they begin at. A household waits in memory from its first row to its last."""
    waiting: dict[str, list[RollRow]] = {}
    met: set[int] = set()
    for row in _rows(path, header, mapping):
        if isinstance(row, Refusal):
            yield row.line, row
            continue
        if survey.is_repeated(row):
            if (row_hash := survey.hash_of(row)) in met:
                yield row.line, Refusal("ref-repeated", mapping.key)
                continue
            met.add(row_hash)
        if not row.household:
            yield row.line, household_document([row], mapping)
            continue
        waiting.setdefault(row.household, []).append(row)
        if survey.ends_with(row):
            rows = waiting.pop(row.household)
            yield rows[0].line, household_document(rows, mapping)
    for rows in waiting.values():  # those whose last row was refused
        yield rows[0].line, household_document(rows, mapping)


def arrange_editions(documents: Sequence[Document]) -> list[Document | Outcome | Refusal]:
    """Gives a document whose words changed since the last import of its roll the id of a later edition."""
    rows = Registration.objects.filter(uuid__in=[document.uuid for document in documents])
    standing = {row.uuid: row for row in rows.only("uuid", "digest", "state", "superseded_by")}
    return [_edition_of(document, standing.get(document.uuid)) for document in documents]


def _edition_of(document: Document, first: Registration | None) -> Document | Outcome | Refusal:
    if (
        first is None
        or first.digest is None
        or first.state == State.TAKEN_BACK
        or bytes(first.digest) == document.digest
    ):
        return document
    later = edition_id(document)
    there = Registration.objects.filter(uuid=later).exclude(state=State.TAKEN_BACK).first()
    if there is not None:
        gone = there.state == State.WITHDRAWN
        return Outcome(later, Verdict.WITHDRAWN if gone else Verdict.ALREADY_THERE, there.pk)
    return edition(document, stands=_standing_edition(first))


def _standing_edition(row: Registration) -> UUID:
    """The last of the editions that took each other's place."""
    met = set()
    while row.superseded_by is not None and row.uuid not in met:
        met.add(row.uuid)
        after = Registration.objects.filter(uuid=row.superseded_by).first()
        if after is None:
            break
        row = after
    return row.uuid
