"""Who is expected. Opening a day reads names, so it leaves an entry in the ledger; counting a week does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.diary.hours import week_of
from ojaq.registry.diary.models import Appointment
from ojaq.registry.diary.services.appointing import Told, told_for
from ojaq.registry.identity.cards import Said
from ojaq.registry.identity.selectors.asking import protected_among
from ojaq.registry.identity.selectors.telling import told_of
from ojaq.registry.identity.told import fullest
from ojaq.registry.ledger import record


@dataclass(frozen=True, slots=True)
class Expected:
    """One appointment, opened. `number` 0 where only a name was told; `known`: the name the register has for the number."""

    uuid: UUID
    day: dt.date
    at: dt.time
    number: int
    known: Said
    told: Told
    state: str
    ticket: int


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of a week: how many are expected or came, by the hour of the day (hour, how many)."""

    day: dt.date
    appointments: int
    hours: tuple[tuple[int, int], ...]


def office_day(*, office: str, day: dt.date, viewer: Viewer) -> tuple[Expected, ...]:
    """The appointments of a day in the order of their hours; those that were cancelled are left out. One entry names all of
    them and everybody whose name is shown. Raises NotPermitted.
    """
    require(viewer, Act.OPEN_DIARY, office=office)
    with transaction.atomic():
        rows = list(_standing(office).filter(day=day).select_related("ticket").order_by("at", "pk"))
        names = _names({row.person for row in rows if row.person})
        if rows:
            record(
                act=Act.OPEN_DIARY,
                by=viewer,
                subjects=[
                    *(("appointment", str(row.uuid)) for row in rows),
                    *(("person", str(number)) for number in sorted(names)),
                ],
                office=office,
            )
    return tuple(_expected(row, names) for row in rows)


def office_week(*, office: str, day: dt.date, viewer: Viewer) -> tuple[WeekDay, ...]:
    """The week of a day in numbers, from Monday. Names nobody. Raises NotPermitted."""
    require(viewer, Act.OPEN_DIARY, office=office)
    days = week_of(day)
    counted = _standing(office).filter(day__range=(days[0], days[-1])).values_list("day", "at")
    hours: dict[dt.date, dict[int, int]] = {one: {} for one in days}
    for on, at, many in counted.annotate(n=Count("pk")):
        hours[on][at.hour] = hours[on].get(at.hour, 0) + many
    return tuple(WeekDay(one, sum(hours[one].values()), tuple(sorted(hours[one].items()))) for one in days)


def due_today(*, viewer: Viewer) -> int:
    """How many are still expected today at the viewer's own office. Names nobody. Raises NotPermitted."""
    require(viewer, Act.OPEN_DIARY)
    if not viewer.may(Act.OPEN_DIARY, office=viewer.office):
        return 0
    rows = _standing(viewer.office).filter(day=timezone.localdate(), state=Appointment.State.EXPECTED)
    return rows.count()


def of_day(office: str, day: dt.date) -> dict[str, int]:
    """State -> how many appointments of a day stand there. The caller asks the permission."""
    rows = Appointment.objects.filter(office__code=office, day=day)
    return rows.aggregate(**{state: Count("pk", filter=Q(state=state)) for state in Appointment.State.values})


def _standing(office: str) -> QuerySet[Appointment]:
    return Appointment.objects.filter(office__code=office).exclude(state=Appointment.State.CANCELLED)


def _names(numbers: Collection[int]) -> dict[int, Said]:
    """The names of these people as the register has them; of a protected person none is shown."""
    wanted: Sequence[int] = sorted(numbers)
    if not wanted:
        return {}
    told = told_of(persons=set(wanted) - protected_among(wanted))
    return {number: fullest(mentions).name for number, mentions in told.items() if mentions}


def _expected(row: Appointment, names: dict[int, Said]) -> Expected:
    ticket = getattr(row, "ticket", None)
    return Expected(
        uuid=row.uuid,
        day=row.day,
        at=row.at,
        number=row.person,
        known=names.get(row.person, Said("")),
        told=told_for(row),
        state=row.state,
        ticket=ticket.number if ticket else 0,
    )
