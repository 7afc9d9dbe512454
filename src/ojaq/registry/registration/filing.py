"""Writes a batch of documents: keys, seals, rows. Used inside one transaction by `services.register` alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from ojaq.registry import vault
from ojaq.registry.access import Viewer
from ojaq.registry.access.models import Consent
from ojaq.registry.registration.models import (
    Departure,
    Flag,
    KeyedDigest,
    Mention,
    Quarantined,
    Registration,
    State,
    StatedLoss,
    Supersession,
    Tie,
    Wish,
)
from ojaq.registry.registration.numbers_said import numbers_said
from ojaq.registry.registration.offices import Offices
from ojaq.registry.registration.prepared import Prepared
from ojaq.registry.registration.reading import Document
from ojaq.registry.registration.standing import stands_as
from ojaq.registry.registration.tables import Row, insert, new_ids

DOCUMENT = "registration.document"
QUARANTINE = "quarantined.document"


class Filing:
    """Gathers what a batch keeps, then writes it table by table."""

    def __init__(
        self, *, offices: Offices, prepare: Callable[[Document], Prepared], now: datetime.datetime, run: UUID | None,
        at_once: bool, by: Viewer,
    ) -> None:  # fmt: skip
        self._offices, self._prepare, self._now, self._run = offices, prepare, now, run
        self._at_once, self._by = at_once, by
        self._new: dict[UUID, Prepared] = {}
        self._with_key: set[UUID] = set()
        self._replaced: list[int] = []
        self._restored: dict[int, UUID] = {}
        self._quarantined: dict[tuple[UUID, bytes], Document] = {}

    def add(self, document: Document) -> None:
        """A document to be kept."""
        prepared = self._prepare(document)
        if self._offices.unknown(document):
            prepared.doubts["unknown-office"] = ["office"]
        self._new[document.uuid] = prepared

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
        return tuple(self._new[uuid].doubts) if uuid in self._new else ()

    def write(self) -> dict[UUID, int]:
        """Writes everything; answers with the row numbers of what is kept."""
        if self._replaced:
            Registration.objects.filter(pk__in=self._replaced).delete()
        self._restore()
        kept = self._write_new() if self._new else {}
        self._write_quarantined()
        return kept | {uuid: row for row, uuid in self._restored.items()}

    def _restore(self) -> None:
        """Those taken back stand up again as they were: superseded ones step aside, superseding ones take their place."""
        if not self._restored:
            return
        rows = Registration.objects.filter(pk__in=self._restored)
        rows.filter(superseded_by=None).update(state=State.CURRENT, run=self._run)
        rows.exclude(superseded_by=None).update(state=State.SUPERSEDED, run=self._run)
        accepted = Supersession.objects.filter(new__in=self._restored, accepted=True).select_related("new")
        for each in accepted:
            _put_in_place_of(each.old, each.new.uuid)

    def _write_new(self) -> dict[UUID, int]:
        made = list(self._new.values())
        documents = [each.document for each in made]
        vault.new_keys([each.uuid for each in documents if each.uuid not in self._with_key])
        seals = vault.seal_many([(each.uuid, DOCUMENT, each.canonical) for each in documents])
        ids = list(new_ids(Registration, len(made)))
        own = [
            {"registration_id": row, "office_id": self._offices.of(each).pk}
            for row, each in zip(ids, documents, strict=True)
        ]
        told = {"state": State.CURRENT.value, "received_at": self._now, "run": self._run}
        insert(
            Registration,
            [
                {"id": row, "office_id": each["office_id"], "document": seal, **told, **prepared.registration}
                for row, each, seal, prepared in zip(ids, own, seals, made, strict=True)
            ],
        )
        self._write_parts(made, own)
        self._write_supersessions(made, own)
        return {document.uuid: row for document, row in zip(documents, ids, strict=True)}

    def _write_parts(self, made: Sequence[Prepared], own: Sequence[Row]) -> None:
        """All that hangs on the registrations. `own` names registration and office, for each document."""
        numbers = iter(new_ids(Mention, sum(len(each.mentions) for each in made)))
        refs = [{mention["ref"]: next(numbers) for mention in each.mentions} for each in made]
        parts = list(zip(made, own, refs, strict=True))
        insert(
            Mention,
            [{"id": who[row["ref"]], **mine, **row} for each, mine, who in parts for row in each.mentions],
        )
        insert(
            Tie,
            [
                {"a_id": who[row["a"]], "b_id": who[row["b"]], **mine, **row}
                for each, mine, who in parts
                for row in each.ties
            ],
        )
        insert(
            Wish,
            [
                {"mention_id": who.get(row["person"]), **mine, **row}
                for each, mine, who in parts
                for row in each.wishes
            ],
        )
        insert(
            StatedLoss,
            [{**mine, **_with_numbers(row, who)} for each, mine, who in parts for row in each.losses],
        )
        insert(
            Consent,
            [
                {"office_id": mine["office_id"], "kept_at": self._now, **row}
                for each, mine, _ in parts
                for row in each.consents
            ],
        )
        insert(
            Flag,
            [
                {**mine, "code": code, "fields": fields, "raised_at": self._now}
                for each, mine, _ in parts
                for code, fields in each.doubts.items()
            ],
        )
        insert(
            KeyedDigest,
            [
                {
                    "mention_id": who[ref],
                    "office_id": mine["office_id"],
                    "kind": kind,
                    "digest": digest,
                }
                for each, mine, who in parts
                for ref, kind, digest in numbers_said(each.document.content)
                if ref in who
            ],
        )
        self._write_departures(parts)

    def _write_departures(self, parts: Sequence[tuple[Prepared, Row, dict[str, int]]]) -> None:
        rows = [(row, mine, who) for each, mine, who in parts for row in each.departures]
        ids = new_ids(Departure, len(rows))
        insert(
            Departure,
            [{"id": number, **mine, **row} for number, (row, mine, _) in zip(ids, rows, strict=True)],
        )
        insert(
            Departure.people.through,
            [
                {"departure_id": number, "mention_id": who[ref]}
                for number, (row, _, who) in zip(ids, rows, strict=True)
                for ref in row["people"]
            ],
        )

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

    def _write_supersessions(self, made: Sequence[Prepared], own: Sequence[Row]) -> None:
        asking = list(_asking(made, own))
        account = self._by.account if self._at_once else None
        insert(
            Supersession,
            [
                {
                    "new_id": mine["registration_id"], "old": old, "office_id": mine["office_id"], "proposed_at": self._now,
                    "decided_at": self._now if self._at_once else None, "decided_by": account,
                    "accepted": True if self._at_once else None,
                }
                for _, old, mine in asking
            ],
        )  # fmt: skip
        if self._at_once:
            for new, old, _ in asking:
                _put_in_place_of(old, new)


def _asking(made: Sequence[Prepared], own: Sequence[Row]) -> Iterator[tuple[UUID, UUID, Row]]:
    """Documents that ask to stand in the place of another: their id, the other's, and their row."""
    for each, mine in zip(made, own, strict=True):
        if each.document.supersedes is not None:
            yield each.document.uuid, each.document.supersedes, mine


def _with_numbers(loss: Row, who: dict[str, int]) -> Row:
    holders = [
        {"mention": who.get(holder["mention"]), "share": holder["share"]} for holder in loss["holders"]
    ]
    return {**loss, "holders": holders}


def _put_in_place_of(old: UUID, new: UUID) -> None:
    stood = Registration.objects.filter(uuid=old, state=State.CURRENT)
    stands_as(stood, State.SUPERSEDED, superseded_by=new)
