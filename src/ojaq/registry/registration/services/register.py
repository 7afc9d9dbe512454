"""Registering: one testimony at the desk, or a batch of an import. Both are the same act, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, reach, require
from ojaq.registry.clients.events import Event
from ojaq.registry.clients.services import announce
from ojaq.registry.ledger import Deed, record_many
from ojaq.registry.registration.errors import OtherWordsStand, RegistrationRefused, WasWithdrawn
from ojaq.registry.registration.filing import Filing
from ojaq.registry.registration.models import Registration, State
from ojaq.registry.registration.offices import Offices
from ojaq.registry.registration.place_reading import place_reader
from ojaq.registry.registration.places_said import PlaceReader
from ojaq.registry.registration.prepared import Prepared, prepare
from ojaq.registry.registration.reading import Document, read_content
from ojaq.registry.registration.refusal import Refusal


class Verdict(StrEnum):
    """What became of one document."""

    NEW = "new"
    ALREADY_THERE = "already-there"
    QUARANTINED = "quarantined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: the number of its row (0 in a preview) and the codes of its flags."""

    uuid: UUID
    verdict: Verdict
    registration: int = 0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands under an id: its row, the digest of its words (empty once withdrawn), its state."""

    row: int
    digest: bytes
    state: str


def register(
    *, testimony: Mapping[str, Any], by: Viewer, channel: str = "counter", same_registrant: bool = False
) -> Registration:
    """Keep one testimony; sent twice, it is kept once. `same_registrant`: the clerk knows that who corrects is who told, so a
    `supersedes` takes effect at once.

    Raises RegistrationRefused, NotPermitted, OtherWordsStand (what came is in quarantine then), WasWithdrawn.
    """
    document = read_content(dict(testimony), channel=channel)
    if isinstance(document, Refusal):
        raise RegistrationRefused(document)
    outcome = register_many(documents=[document], by=by, supersede_at_once=same_registrant)[0]
    if outcome.verdict is Verdict.QUARANTINED:
        raise OtherWordsStand
    if outcome.verdict is Verdict.WITHDRAWN:
        raise WasWithdrawn
    return Registration.objects.get(pk=outcome.registration)


def register_many(
    *, documents: Sequence[Document], by: Viewer, run: UUID | None = None, office: str = "",
    read_place: PlaceReader | None = None, supersede_at_once: bool = False,
) -> list[Outcome]:  # fmt: skip
    """Keep a batch, in order, in one transaction, with one ledger entry for each document that is kept or quarantined.

    `office` is where a document without one is filed. A caller keeps batches small enough for <= 200 ms. Raises NotPermitted.
    """
    reader = read_place or place_reader()
    standing = _standing(documents)
    ready = {each.digest: prepare(each, reader) for each in documents if _is_new(each, standing)}

    def prepared(document: Document) -> Prepared:
        # Somebody may have taken the earlier one back since; then it is made ready here, under the lock.
        return ready.get(document.digest) or prepare(document, reader)

    with transaction.atomic():
        offices = Offices(by=by, default=office or by.office)
        for code in {offices.of(document).code for document in documents}:
            require(by, Act.REGISTER, office=code)
        filing = Filing(
            offices=offices, prepare=prepared, now=timezone.now(), run=run, at_once=supersede_at_once, by=by
        )
        # An id is one in the whole register, whatever office it came to first.
        with reach.across_offices():
            verdicts = _sort_out(documents, _standing(documents), filing)
            kept = filing.write()
        record_many(deeds=_deeds(verdicts, offices), by=by)
        _announce(verdicts, offices)
    return [
        _outcome(document, verdict, kept.get(document.uuid, row), filing)
        for document, verdict, row in verdicts
    ]


def _outcome(document: Document, verdict: Verdict, row: int, filing: Filing) -> Outcome:
    return Outcome(
        document.uuid, verdict, row, filing.flags_of(document.uuid) if verdict is Verdict.NEW else ()
    )


def preview_many(
    *, documents: Sequence[Document], met: MutableMapping[UUID, bytes], by: Viewer
) -> list[Outcome]:
    """What `register_many` would answer, with nothing written. `met` remembers the documents of earlier batches."""
    require(by, Act.REGISTER)
    standing = _standing(documents)
    outcomes = []
    for document in documents:
        there = standing.get(document.uuid)
        if there is None and document.uuid in met:
            there = Standing(0, met[document.uuid], State.CURRENT)
        verdict = _verdict(document, there)
        if verdict is Verdict.NEW:
            met[document.uuid] = document.digest
            standing.pop(document.uuid, None)
        outcomes.append(Outcome(document.uuid, verdict, 0, tuple(doubt.code for doubt in document.doubts)))
    return outcomes


def _standing(documents: Sequence[Document]) -> dict[UUID, Standing]:
    rows = Registration.objects.filter(uuid__in=[document.uuid for document in documents])
    with reach.across_offices():
        return {
            uuid: Standing(row, bytes(digest or b""), state)
            for row, uuid, digest, state in rows.values_list("pk", "uuid", "digest", "state")
        }


def _is_new(document: Document, standing: Mapping[UUID, Standing]) -> bool:
    return _verdict(document, standing.get(document.uuid)) is Verdict.NEW


def _verdict(document: Document, there: Standing | None) -> Verdict:
    if there is None or there.state == State.TAKEN_BACK:
        return Verdict.NEW
    if there.state == State.WITHDRAWN:
        return Verdict.WITHDRAWN
    return Verdict.ALREADY_THERE if there.digest == document.digest else Verdict.QUARANTINED


def _sort_out(
    documents: Sequence[Document], standing: dict[UUID, Standing], filing: Filing
) -> list[tuple[Document, Verdict, int]]:
    """Decides each document in order and hands it to the filing; a second one of the same batch sees the first."""
    verdicts = []
    for document in documents:
        there = standing.get(document.uuid)
        verdict = _verdict(document, there)
        if verdict is Verdict.NEW:
            if there is None:
                filing.add(document)
            else:
                filing.bring_back(document, row=there.row, same=there.digest == document.digest)
            standing[document.uuid] = Standing(there.row if there else 0, document.digest, State.CURRENT)
        elif verdict is Verdict.QUARANTINED:
            filing.quarantine(document)
        verdicts.append((document, verdict, there.row if there else 0))
    return verdicts


def _announce(verdicts: Sequence[tuple[Document, Verdict, int]], offices: Offices) -> None:
    """What is new is told to the clients that may know of it, office by office."""
    received: dict[str, list[str]] = {}
    for document, verdict, _ in verdicts:
        if verdict is Verdict.NEW:
            received.setdefault(offices.of(document).code, []).append(str(document.uuid))
    for office, numbers in received.items():
        announce(Event.REGISTRATION, numbers, office=office)


def _deeds(verdicts: Sequence[tuple[Document, Verdict, int]], offices: Offices) -> list[Deed]:
    reasons = {
        Verdict.NEW: "",
        Verdict.QUARANTINED: "quarantined",
        Verdict.WITHDRAWN: "withdrawn-stays-withdrawn",
    }
    return [
        Deed(
            act=Act.REGISTER,
            subjects=[("registration", str(document.uuid))],
            office=offices.of(document).code,
            reason=reasons[verdict],
        )
        for document, verdict, _ in verdicts
        if verdict in reasons
    ]
