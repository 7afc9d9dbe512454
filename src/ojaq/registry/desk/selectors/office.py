"""What came in: by week, by office, and testimony by testimony."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.identity.cards import Said
from ojaq.registry.ledger import record
from ojaq.registry.registration.models import Flag, Mention, Registration, State

WEEKS = 12
LINES = 25
FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Week:
    """Testimonies that came in from Monday `begins` on, and still count."""

    begins: dt.date
    testimonies: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in lately: by week, the oldest first; by office and week, this week's busiest first; today in all."""

    weeks: tuple[Week, ...]
    offices: tuple[tuple[str, tuple[int, ...]], ...]
    today: int


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """One testimony of a list; `number` is the registrant's register number, None before anybody was compared."""

    row: int
    registration: UUID
    registrant: Said
    number: int | None
    office: str
    recorded_on: str
    received_at: dt.datetime
    state: str


def arrivals(*, viewer: Viewer, weeks: int = WEEKS) -> Arrivals:
    """What came in lately, over the whole register, in one reading of those weeks. Figures name nobody. Raises NotPermitted."""
    require(viewer, Act.READ_FIGURES)
    today = timezone.localdate()
    monday = today - dt.timedelta(days=today.weekday())
    begins = [monday - dt.timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    kept = Registration.objects.filter(state=State.CURRENT, received_at__gte=_at(begins[0]))
    by_week = {
        f"week{n}": Count(
            "pk", filter=Q(received_at__gte=_at(begin), received_at__lt=_at(begin + dt.timedelta(weeks=1)))
        )
        for n, begin in enumerate(begins)
    }
    rows = kept.values_list("office__code").annotate(**by_week)
    offices = sorted(((code, tuple(counts)) for code, *counts in rows), key=lambda row: (-row[1][-1], row[0]))
    return Arrivals(
        weeks=tuple(
            Week(begin, sum(counts[n] for _code, counts in offices)) for n, begin in enumerate(begins)
        ),
        offices=tuple(offices),
        today=kept.filter(received_at__gte=_at(today)).count(),
    )


def registered_on(*, office: str, day: dt.date, viewer: Viewer) -> int:
    """How many testimonies an office took in on a day that still count. Names nobody. Raises NotPermitted."""
    require(viewer, Act.READ_DAY, office=office)
    came = Registration.objects.filter(
        state=State.CURRENT, received_at__gte=_at(day), received_at__lt=_at(day + dt.timedelta(days=1))
    )
    return came.filter(office__code=office).count()


def _at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def registrations(
    *,
    viewer: Viewer,
    office: str = "",
    state: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    before: int | None = None,
    at_most: int = LINES,
) -> tuple[tuple[RegistrationLine, ...], int | None]:
    """Testimonies of the viewer's offices (or of one of them), newest first, and where the list goes on (None: at its end).

    `state`: current, superseded, or flagged (something in it waits to be looked at). `since`, `until`: days they came in on.
    The reading is in the ledger. Raises NotPermitted.
    """
    require(viewer, Act.OPEN_REGISTRATION, office=office or None)
    rows = Registration.objects.exclude(state__in=(State.WITHDRAWN, State.TAKEN_BACK))
    allowed = viewer.offices_for(Act.OPEN_REGISTRATION)
    if office:
        rows = rows.filter(office__code=office)
    elif allowed is not None:
        rows = rows.filter(office__code__in=allowed)
    if state == FLAGGED:
        rows = rows.filter(pk__in=Flag.objects.filter(settled_at=None).values("registration"))
    elif state:
        rows = rows.filter(state=state)
    if since:
        rows = rows.filter(received_at__gte=_at(since))
    if until:
        rows = rows.filter(received_at__lt=_at(until + dt.timedelta(days=1)))
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("office").defer("document").order_by("-pk")[: at_most + 1])
    shown = found[:at_most]
    _note(shown, viewer)
    return _lines(shown), shown[-1].pk if len(found) > at_most else None


def _lines(rows: Sequence[Registration]) -> tuple[RegistrationLine, ...]:
    tellers = Mention.objects.filter(registration__in=[row.pk for row in rows], registrant=True)
    columns = ("registration", "given", "family", "as_written", "name_language", "belonging__person")
    told = {
        registration: (Said(" ".join(filter(None, (given, family))) or written, language), number)
        for registration, given, family, written, language, number in tellers.values_list(*columns)
    }
    nobody = (Said(""), None)
    return tuple(
        RegistrationLine(
            row=row.pk,
            registration=row.uuid,
            registrant=told.get(row.pk, nobody)[0],
            number=told.get(row.pk, nobody)[1],
            office=row.office.code,
            recorded_on=row.recorded_on,
            received_at=row.received_at,
            state=row.state,
        )
        for row in rows
    )


def _note(rows: Sequence[Registration], viewer: Viewer) -> None:
    if not rows:
        return
    with transaction.atomic():
        record(
            act=Act.OPEN_REGISTRATION,
            by=viewer,
            subjects=[("registration", str(row.uuid)) for row in rows],
            office=viewer.office or None,
            reason="list",
        )
