"""Writes a batch of documents: keys, seals, rows. Used inside one transaction by `services.register` alone."""

from __future__ import annotations

import datetime
import re
from uuid import UUID

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.models import Consent, Office
from ojaq.registry.access.services import add_office
from ojaq.registry.registration.models import (
    Departure,
    Flag,
    Mention,
    Quarantined,
    Registration,
    State,
    StatedLoss,
    Supersession,
    Tie,
    Wish,
)
from ojaq.registry.registration.places_said import PlaceReader, unknown_places
from ojaq.registry.registration.reading import Document
from ojaq.registry.registration.rows import (
    consent_rows,
    departure_rows,
    flag_rows,
    loss_rows,
    mention_rows,
    registration_row,
    tie_rows,
    wish_rows,
)

DOCUMENT = "registration.document"
QUARANTINE = "quarantined.document"
_OFFICE_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_FIRST_OFFICE = "centre"


class Offices:
    """Offices by the codes that documents name. One that is not there yet is founded by whoever may; else the default."""

    def __init__(self, *, by: Viewer, default: str) -> None:
        self._by = by
        self._known = {office.code: office for office in Office.objects.all()}
        self._default = self._known.get(default) or self._first()

    def _first(self) -> Office:
        if self._known:
            return min(self._known.values(), key=lambda office: office.pk)
        return self._found(_FIRST_OFFICE)

    def _found(self, code: str) -> Office:
        self._known[code] = add_office(code=code, by=self._by)
        return self._known[code]

    def of(self, document: Document) -> Office:
        """The office a document is filed under."""
        code = document.content.get("office")
        if not code:
            return self._default
        if code not in self._known and _OFFICE_CODE.fullmatch(code) and self._by.may(Act.MANAGE_OFFICES):
            return self._found(code)
        return self._known.get(code, self._default)

    def unknown(self, document: Document) -> bool:
        """Whether the document names an office that is not this one."""
        code = document.content.get("office")
        return bool(code) and self.of(document).code != code


class Filing:
    """Gathers what a batch keeps, then writes it table by table."""

    def __init__(
        self, *, offices: Offices, read_place: PlaceReader, now: datetime.datetime, run: UUID | None, at_once: bool, by: Viewer
    ) -> None:  # fmt: skip
        self._offices, self._read_place, self._now, self._run = offices, read_place, now, run
        self._at_once, self._by = at_once, by
        self._new: dict[UUID, Document] = {}
        self._with_key: set[UUID] = set()
        self._replaced: list[int] = []
        self._restored: dict[int, UUID] = {}
        self._quarantined: dict[tuple[UUID, bytes], Document] = {}
        self._doubts: dict[UUID, dict[str, list[str]]] = {}

    def add(self, document: Document) -> None:
        """A document to be kept."""
        self._new[document.uuid] = document

    def bring_back(self, document: Document, *, row: int, same: bool) -> None:
        """A document whose import was taken back comes again: the row stands up again, or makes place for other words."""
        if same:
            self._restored[row] = document.uuid
            return
        self._replaced.append(row)
        self._with_key.add(document.uuid)
        self.add(document)

    def quarantine(self, document: Document) -> None:
        """A document that must not overwrite another."""
        self._quarantined[document.uuid, document.digest] = document

    def flags_of(self, uuid: UUID) -> tuple[str, ...]:
        """The codes that a kept document was flagged with."""
        return tuple(self._doubts.get(uuid, ()))

    def write(self) -> dict[UUID, int]:
        """Writes everything; answers with the row numbers of what is kept."""
        Registration.objects.filter(pk__in=self._replaced).delete()
        self._restore()
        rows = self._write_registrations()
        self._write_mentions(rows)
        self._write_quarantined()
        self._write_supersessions(rows)
        return {row.uuid: row.pk for row in rows} | {uuid: row for row, uuid in self._restored.items()}

    def _restore(self) -> None:
        """Those taken back stand up again as they were: superseded ones step aside, superseding ones take their place."""
        rows = Registration.objects.filter(pk__in=self._restored)
        rows.filter(superseded_by=None).update(state=State.CURRENT, run=self._run)
        rows.exclude(superseded_by=None).update(state=State.SUPERSEDED, run=self._run)
        accepted = Supersession.objects.filter(new__in=self._restored, accepted=True).select_related("new")
        for each in accepted:
            _put_in_place_of(each.old, each.new.uuid)

    def _write_registrations(self) -> list[Registration]:
        documents = list(self._new.values())
        vault.new_keys([document.uuid for document in documents if document.uuid not in self._with_key])
        seals = vault.seal_many([(document.uuid, DOCUMENT, document.canonical) for document in documents])
        rows = [
            registration_row(
                document, office=self._offices.of(document), sealed=sealed, now=self._now, run=self._run
            )
            for document, sealed in zip(documents, seals, strict=True)
        ]
        return Registration.objects.bulk_create(rows)

    def _write_mentions(self, rows: list[Registration]) -> None:
        pairs = [(self._new[row.uuid], row) for row in rows]
        by_row = {row.uuid: mention_rows(document, row, self._read_place) for document, row in pairs}
        Mention.objects.bulk_create([mention for mentions in by_row.values() for mention in mentions])
        ties: list[Tie] = []
        wishes: list[Wish] = []
        losses: list[StatedLoss] = []
        consents: list[Consent] = []
        flags: list[Flag] = []
        departures: list[tuple[Departure, list[Mention]]] = []
        for document, row in pairs:
            mentions = {mention.ref: mention for mention in by_row[row.uuid]}
            ties += tie_rows(document, row, mentions)
            wishes += wish_rows(document, row, mentions)
            losses += loss_rows(document, row, mentions, self._read_place)
            consents += consent_rows(document, row.office)
            departures += (
                (departure, [mentions[ref] for ref in refs])
                for departure, refs in departure_rows(document, row, self._read_place)
            )
            flags += flag_rows(self._all_doubts(document), row, self._now)
        Tie.objects.bulk_create(ties)
        Wish.objects.bulk_create(wishes)
        StatedLoss.objects.bulk_create(losses)
        Consent.objects.bulk_create(consents)
        Flag.objects.bulk_create(flags)
        self._write_departures(departures)

    def _write_departures(self, departures: list[tuple[Departure, list[Mention]]]) -> None:
        Departure.objects.bulk_create([departure for departure, _ in departures])
        through = Departure.people.through
        through.objects.bulk_create(
            [
                through(departure_id=departure.pk, mention_id=mention.pk)
                for departure, people in departures
                for mention in people
            ]
        )

    def _all_doubts(self, document: Document) -> dict[str, list[str]]:
        found = self._doubts.get(document.uuid)
        if found is None:
            found = {doubt.code: list(doubt.fields) for doubt in document.doubts}
            if self._offices.unknown(document):
                found["unknown-office"] = ["office"]
            if nowhere := unknown_places(document.content, self._read_place):
                found["unknown-place"] = nowhere
            self._doubts[document.uuid] = found
        return found

    def _write_quarantined(self) -> None:
        if not self._quarantined:
            return
        documents = list(self._quarantined.values())
        rows = {
            row.uuid: row for row in Registration.objects.filter(uuid__in=[each.uuid for each in documents])
        }
        seals = vault.seal_many([(each.uuid, QUARANTINE, each.canonical) for each in documents])
        Quarantined.objects.bulk_create(
            [
                Quarantined(
                    registration=rows[each.uuid], office=self._offices.of(each), digest=each.digest, document=sealed,
                    received_at=self._now, run=self._run,
                )
                for each, sealed in zip(documents, seals, strict=True)
            ],
            ignore_conflicts=True,
        )  # fmt: skip

    def _write_supersessions(self, rows: list[Registration]) -> None:
        asking = [(row, old) for row in rows if (old := self._new[row.uuid].supersedes)]
        account = self._by.account
        Supersession.objects.bulk_create(
            [
                Supersession(
                    new=row, old=old, office_id=row.office_id, proposed_at=self._now,
                    decided_at=self._now if self._at_once else None, decided_by=account if self._at_once else None,
                    accepted=True if self._at_once else None,
                )
                for row, old in asking
            ]
        )  # fmt: skip
        if self._at_once:
            for row, old in asking:
                _put_in_place_of(old, row.uuid)


def _put_in_place_of(old: UUID, new: UUID) -> None:
    stood = Registration.objects.filter(uuid=old, state=State.CURRENT)
    stood.update(state=State.SUPERSEDED, superseded_by=new)
