"""Reading the ledger."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from ojaq.registry.ledger.entry import content_of, digest, moment
from ojaq.registry.ledger.models import Entry, EntrySubject

__all__ = ["Broken", "broken_entries", "deeds_since", "entries_about", "entry_count", "last_deeds"]


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that does not say any more what was written: its number and what is wrong, as a code."""

    number: int
    fault: str


def entries_about(*, kind: str, number: str) -> QuerySet[Entry]:
    """The entries about one thing, in order. Whoever shows them asks `access.require` first: the ledger lies lower."""
    return Entry.objects.filter(subjects__kind=kind, subjects__number=number).order_by("id").distinct()


def entry_count() -> int:
    """How many entries there are."""
    return Entry.objects.count()


def broken_entries(*, after: int = 0) -> Iterator[Broken]:
    """Every entry after number `after` whose digest, bytes, columns or subjects disagree, in order.

    This finds careless and partial tampering. Whoever holds the keys can rewrite an entry whole; that takes a
    witness outside the registry to see, and `docs/trust.md` says so.
    """
    rows = Entry.objects.filter(id__gt=after).order_by("id").prefetch_related("subjects")
    for entry in rows.iterator(chunk_size=1000):
        fault = _fault(entry)
        if fault:
            yield Broken(entry.id, fault)


def _fault(entry: Entry) -> str:
    body = bytes(entry.body)
    if digest(body) != bytes(entry.digest):
        return "digest"
    try:
        content = content_of(body)
    except ValueError:
        return "bytes"
    if content != {"ojaq": content.get("ojaq"), "figures": content.get("figures"), **_columns(entry)}:
        return "columns"
    return ""


def _columns(entry: Entry) -> dict[str, object]:
    """What the columns say, in the words of the bytes."""
    subjects = sorted(entry.subjects.all(), key=lambda subject: subject.id)
    return {
        "entry": str(entry.uuid),
        "at": moment(entry.at),
        "actor": {"account": str(entry.actor) if entry.actor else None, "role": entry.role},
        "act": entry.act,
        "office": entry.office,
        "reason": entry.reason,
        "subjects": [[subject.kind, subject.number] for subject in subjects],
        "note": hashlib.sha256(bytes(entry.note)).hexdigest() if entry.note else None,
    }


def deeds_since(*, act: str, actor: UUID | None, since: dt.datetime) -> int:
    """How often somebody did something since then. Whoever shows it asks `access.require` first."""
    return Entry.objects.filter(act=str(act), actor=actor, at__gte=since).count()


def last_deeds(
    *, act: str, kind: str, at_most: int, actor: UUID | None = None, since: dt.datetime | None = None
) -> list[str]:
    """Numbers of the things of one kind that were last done something to, newest first; of one actor when given."""
    found = Entry.objects.filter(act=str(act))
    if actor is not None:
        found = found.filter(actor=actor)
    if since is not None:
        found = found.filter(at__gte=since)
    latest = list(found.order_by("-at", "-id").values_list("id", flat=True)[:at_most])
    rows = EntrySubject.objects.filter(entry__in=latest, kind=kind).order_by("-entry", "id")
    return list(dict.fromkeys(rows.values_list("number", flat=True)))
