"""What a steward watches: alarms, who asks for a second person, who read whom, what left, what a breach touched.

A steward sees what happened at the offices of the grant; what has no office is shown to stewards of all offices only.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from ojaq.registry.access import closing
from ojaq.registry.access.errors import UnknownAccount
from ojaq.registry.access.models import Account, Alarm, Approval, BrokenGlass, Consent
from ojaq.registry.access.permission import require
from ojaq.registry.access.policy import SECOND, Act
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.ledger import record
from ojaq.registry.ledger.models import Entry, EntrySubject

__all__ = [
    "AlarmLine",
    "Breach",
    "ConsentLine",
    "EntryLine",
    "GlassLine",
    "Waiting",
    "alarms",
    "breach",
    "consents",
    "exports",
    "glasses",
    "readers",
    "waiting",
]

READING = (
    "open-person",
    "open-registration",
    "open-family",
    "open-village",
    "open-estate",
    "ask-counter",
    "open-review",
    "export",
)
"""Acts by which somebody learns something of a person."""

LISTED = 200
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One alarm: its number, kind as a code, when, whose account (the shown name), of which office, its figures."""

    number: int
    kind: str
    at: dt.datetime
    account: str
    office: str
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One act that waits for a second person; `about` are (kind, number). `mine`: this viewer asked, so may not answer."""

    number: int
    act: str
    about: Sequence[tuple[str, str]]
    asked_by: str
    asked_at: dt.datetime
    until: dt.datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the ledger about somebody or something."""

    number: int
    at: dt.datetime
    account: str
    role: str
    act: str
    office: str
    reason: str
    about: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class GlassLine:
    """One broken glass, with the reason that was given ("" when it cannot be opened any more)."""

    account: str
    office: str
    reason: str
    broken_at: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Breach:
    """What one account could have learnt in a span of time: persons and testimonies by how they were shown, offices, hours."""

    account: str
    since: dt.datetime
    until: dt.datetime
    opened: Sequence[tuple[str, str]]
    masked: Sequence[tuple[str, str]]
    exports: Sequence[EntryLine]
    by_act: Mapping[str, int]
    by_office: Mapping[str, int]
    first: dt.datetime | None
    last: dt.datetime | None


def alarms(*, viewer: Viewer) -> list[AlarmLine]:
    """The alarms nobody looked at yet, newest first. Raises NotPermitted."""
    require(viewer, Act.WATCH)
    rows = list(
        _of(
            viewer,
            Alarm.objects.filter(seen_at=None).order_by("-pk").select_related("office"),
            "office__code",
        )[:LISTED]
    )
    names = _names({row.account for row in rows})
    return [
        AlarmLine(
            row.pk,
            row.kind,
            row.at,
            names.get(row.account, ""),
            row.office.code if row.office else "",
            row.figures,
        )
        for row in rows
    ]


def waiting(*, viewer: Viewer) -> list[Waiting]:
    """What waits for a second person whom this viewer may be, oldest first; their own among it. Raises NotPermitted."""
    require(viewer, Act.APPROVE)
    acts = [act for act, roles in SECOND.items() if roles & viewer.roles]
    rows = list(
        Approval.objects.filter(
            act__in=acts, answered_at=None, used_at=None, until__gt=timezone.now()
        ).order_by("pk")[:LISTED]
    )
    names = _names({row.asked_by for row in rows})
    return [
        Waiting(
            number=row.pk, act=row.act, about=[(kind, number) for kind, number in row.about],
            asked_by=names.get(row.asked_by, ""), asked_at=row.asked_at, until=row.until, mine=row.asked_by == viewer.account,
        )
        for row in rows
    ]  # fmt: skip


def glasses(*, viewer: Viewer) -> list[GlassLine]:
    """Glass broken within thirty days, newest first, with its reasons. Raises NotPermitted."""
    require(viewer, Act.WATCH)
    since = timezone.now() - dt.timedelta(days=30)
    kept = BrokenGlass.objects.filter(broken_at__gt=since).order_by("-pk").select_related("office")
    rows = list(_of(viewer, kept, "office__code")[:LISTED])
    names = _names({row.account for row in rows})
    return [
        GlassLine(names.get(row.account, ""), row.office.code, _reason(row), row.broken_at, row.until)
        for row in rows
    ]


def readers(*, kind: str, number: str, viewer: Viewer) -> list[EntryLine]:
    """Who did what about one thing, newest first. The looking is itself in the ledger. Raises NotPermitted."""
    require(viewer, Act.READ_LEDGER)
    with transaction.atomic():
        record(act=Act.READ_LEDGER, by=viewer, subjects=[(kind, number)], reason="readers")
    rows = Entry.objects.filter(subjects__kind=kind, subjects__number=number).order_by("-id").distinct()
    return _lines(_of(viewer, rows, "office")[:LISTED])


def exports(*, viewer: Viewer) -> list[EntryLine]:
    """What left as a file, newest first; one line an export. Raises NotPermitted."""
    require(viewer, Act.READ_LEDGER)
    rows = Entry.objects.filter(act=Act.EXPORT, subjects__kind="export").order_by("-id").distinct()
    return _lines(rows[:LISTED], about=True)


def breach(*, username: str, since: dt.datetime, until: dt.datetime, viewer: Viewer) -> Breach:
    """Everything that an account was shown in a span of time: what to tell the people concerned. In the ledger itself.

    Raises NotPermitted, UnknownAccount.
    """
    require(viewer, Act.READ_LEDGER)
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise UnknownAccount
    with transaction.atomic():
        record(act=Act.READ_LEDGER, by=viewer, subjects=[("account", str(account.uuid))], reason="breach")
    entries = Entry.objects.filter(actor=account.uuid, at__gte=since, at__lte=until, act__in=READING)
    times = list(entries.order_by("at").values_list("at", "act", "office"))
    opened = _things(entries.exclude(act__in=("ask-counter", "open-village", "open-review")))
    return Breach(
        account=account.name or account.username,
        since=since,
        until=until,
        opened=opened,
        masked=sorted(set(_things(entries)) - set(opened)),
        exports=_lines(entries.filter(act="export", subjects__kind="export").order_by("id"), about=True),
        by_act=Counter(act for _, act, _ in times),
        by_office=Counter(office or "" for _, _, office in times),
        first=times[0][0] if times else None,
        last=times[-1][0] if times else None,
    )


def _things(entries: QuerySet[Entry]) -> list[tuple[str, str]]:
    rows = EntrySubject.objects.filter(entry__in=entries.values("pk"), kind__in=("person", "registration"))
    return sorted(set(rows.values_list("kind", "number")))


def _of(viewer: Viewer, rows: QuerySet[Row], column: str) -> QuerySet[Row]:
    """Those rows that happened at the offices this steward answers for."""
    reach = viewer.offices_for(Act.WATCH)
    return rows if reach is None else rows.filter(Q(**{f"{column}__in": reach}))


def _lines(rows: QuerySet[Entry], *, about: bool = False) -> list[EntryLine]:
    found = list(rows.prefetch_related("subjects") if about else rows)
    names = _names({row.actor for row in found})
    return [
        EntryLine(
            number=row.pk, at=row.at, account=names.get(row.actor, ""), role=row.role, act=row.act,
            office=row.office or "", reason=row.reason,
            about=[(each.kind, each.number) for each in row.subjects.all()] if about else (),
        )
        for row in found
    ]  # fmt: skip


def _names(accounts: set[UUID | None]) -> dict[UUID | None, str]:
    rows = Account.objects.filter(uuid__in={each for each in accounts if each})
    return {row.uuid: row.name or row.username for row in rows}


def _reason(row: BrokenGlass) -> str:
    try:
        return closing.open_closed(bytes(row.reason), place=f"glass {row.account}").decode()
    except InvalidTag:
        return ""


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """The answer about one purpose that counts now, with its words; `on` as it was told."""

    purpose: str
    given: bool
    on: str
    words: str
    version: str
    language: str


def consents(*, registration: UUID, viewer: Viewer) -> list[ConsentLine]:
    """What was agreed to in one testimony, by purpose; nothing for one of an office this viewer does not see.

    Raises NotPermitted.
    """
    require(viewer, Act.ANSWER_CONSENT)
    rows = Consent.objects.filter(registration=registration).select_related("office").order_by("id")
    latest = {row.purpose: row for row in rows if viewer.may(Act.ANSWER_CONSENT, office=row.office.code)}
    with transaction.atomic():
        record(
            act=Act.ANSWER_CONSENT, by=viewer, subjects=[("registration", str(registration))], reason="looked"
        )
    return [
        ConsentLine(row.purpose, row.given, row.on, row.words, row.version, row.language)
        for _, row in sorted(latest.items())
    ]
