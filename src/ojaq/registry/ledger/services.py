"""Writing to the ledger. Both verbs run inside the caller's transaction: no deed without its entry, none without a deed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol
from uuid import uuid4

from django.db import connection, transaction

from ojaq.registry.ledger import guards, notes
from ojaq.registry.ledger.entry import Actor, Deed, Subject, Written, check, digest
from ojaq.registry.ledger.models import Entry

__all__ = ["record", "record_many"]

_ROWS_AT_ONCE = 2000
_INTO_SUBJECTS = "INSERT INTO ledger_subject (entry_id, kind, number) VALUES (%s, %s, %s)"


class Acting(Protocol):
    """Whoever can be named in the ledger: `ojaq.registry.access.Viewer` is one."""

    @property
    def actor(self) -> Actor:
        """Who acts, as values."""
        ...


def record(
    *,
    act: str,
    by: Acting,
    subjects: Sequence[Subject],
    office: str | None = None,
    reason: str = "",
    note: str | None = None,
    figures: Mapping[str, int] | None = None,
) -> Entry:
    """Write one entry and return it. Raises NotForTheLedger when a word is no code; the transaction should then fail."""
    deed = Deed(
        act=str(act), subjects=subjects, office=office, reason=reason, note=note, figures=figures or {}
    )
    return record_many(deeds=[deed], by=by)[0]


def record_many(*, deeds: Iterable[Deed], by: Acting) -> list[Entry]:
    """Write one entry for each deed, in order and in one transaction; bulk services call this once a batch."""
    actor, deeds = by.actor, list(deeds)
    at = dt.datetime.now(dt.UTC)
    written = [_write(deed, actor, at) for deed in deeds]
    # Without a savepoint of its own: when the entry fails, the deed must fail with it.
    with transaction.atomic(savepoint=False):
        guards.ask(deeds, actor)
        entries = Entry.objects.bulk_create([_row(each) for each in written], batch_size=_ROWS_AT_ONCE)
        _name_subjects(
            [
                (entry.pk, kind, number)
                for entry, each in zip(entries, written, strict=True)
                for kind, number in each.deed.subjects
            ]
        )
    return entries


def _name_subjects(rows: Sequence[tuple[int, str, str]]) -> None:
    """Without an object for each: a page of a village names hundreds of people, and every page waits for its entry."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_INTO_SUBJECTS, rows)


def _write(deed: Deed, actor: Actor, at: dt.datetime) -> Written:
    check(deed, actor)
    uuid = uuid4()
    note = notes.seal(uuid, deed.subjects, deed.note) if deed.note else None
    return Written(uuid=uuid, at=at, actor=actor, deed=deed, note=note)


def _row(written: Written) -> Entry:
    body = written.body()
    return Entry(
        uuid=written.uuid,
        at=written.at,
        actor=written.actor.account,
        role=written.actor.role,
        act=written.deed.act,
        office=written.deed.office,
        reason=written.deed.reason,
        body=body,
        digest=digest(body),
        note=written.note,
    )
