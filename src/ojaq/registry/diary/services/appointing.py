"""Appointments: made, moved, cancelled. What was told to make one is sealed with a key of its own."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ojaq.registry import vault
from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.services import office_called
from ojaq.registry.diary.errors import (
    CameAlready,
    DayHasPassed,
    DayTooFar,
    NameTooLong,
    NobodyNamed,
    NoSuchAppointment,
)
from ojaq.registry.diary.models import Appointment
from ojaq.registry.identity.number import read_number
from ojaq.registry.identity.selectors import answering
from ojaq.registry.ledger import record

PLACE = "appointment.told"
FARTHEST = dt.timedelta(days=366)
LONGEST_NAME, LONGEST_PHONE, LONGEST_NOTE = 200, 40, 500


@dataclass(frozen=True, slots=True)
class Told:
    """What is told to make an appointment. `language`: of the visitor, so that the right clerk is there; "" not said."""

    name: str = ""
    phone: str = ""
    note: str = ""
    language: str = ""


@transaction.atomic
def make_appointment(
    *, uuid: UUID, office: str, day: dt.date, at: dt.time, by: Viewer, told: Told, number: str = ""
) -> Appointment:
    """Expect somebody at an office. `number`: their register number as it is written, where they have one.

    `uuid` names the page that asks: asked twice, it answers with what stands. Raises NotPermitted, NobodyNamed, NameTooLong,
    DayHasPassed, DayTooFar, NotANumber, NoSuchPerson.
    """
    require(by, Act.KEEP_DIARY, office=office)
    if (stands := Appointment.objects.filter(uuid=uuid, office__code=office).first()) is not None:
        return stands
    _demand_day(day)
    person = answering(number=read_number(number)) if number.strip() else 0
    if not person and not told.name.strip():
        raise NobodyNamed
    if len(told.name) > LONGEST_NAME:
        raise NameTooLong
    vault.new_key(uuid)
    row = Appointment.objects.create(
        uuid=uuid, office=office_called(office), day=day, at=at, person=person, made_at=timezone.now(), made_by=by.account,
        sealed=_sealed(uuid, told),
    )  # fmt: skip
    _note(row, office, "made", by)
    return row


@transaction.atomic
def move_appointment(*, appointment: UUID, day: dt.date, at: dt.time, by: Viewer) -> Appointment:
    """Expect them on another day or at another hour. Raises NotPermitted, NoSuchAppointment, CameAlready, DayHasPassed."""
    row = expected(appointment, by)
    _demand_day(day)
    if (row.day, row.at) != (day, at):
        row.day, row.at = day, at
        row.save(update_fields=["day", "at"])
        _note(row, row.office.code, "moved", by)
    return row


@transaction.atomic
def cancel_appointment(*, appointment: UUID, by: Viewer) -> Appointment:
    """Expect them no longer, and forget at once what they told. Raises NotPermitted, NoSuchAppointment, CameAlready."""
    row = expected(appointment, by)
    vault.shred(registration=row.uuid)
    row.state, row.sealed, row.person = Appointment.State.CANCELLED, None, 0
    row.save(update_fields=["state", "sealed", "person"])
    _note(row, row.office.code, "cancelled", by)
    return row


def expected(appointment: UUID, by: Viewer) -> Appointment:
    """An appointment that still stands, locked. One of another office is not there for whoever may not keep its diary."""
    require(by, Act.KEEP_DIARY)
    rows = Appointment.objects.select_related("office").select_for_update(of=("self",))
    row = rows.filter(uuid=appointment).first()
    if row is None or not by.may(Act.KEEP_DIARY, office=row.office.code):
        raise NoSuchAppointment
    if row.state != Appointment.State.EXPECTED:
        raise CameAlready
    return row


def told_for(row: Appointment) -> Told:
    """What was told to make it; nothing for one that was cancelled."""
    if row.sealed is None:
        return Told()
    return Told(**json.loads(vault.open_sealed(registration=row.uuid, place=PLACE, sealed=bytes(row.sealed))))


def _sealed(uuid: UUID, told: Told) -> bytes:
    kept = Told(
        told.name.strip(), told.phone.strip()[:LONGEST_PHONE], told.note.strip()[:LONGEST_NOTE], told.language
    )
    return vault.seal(
        registration=uuid, place=PLACE, plain=json.dumps(asdict(kept), ensure_ascii=False).encode()
    )


def _demand_day(day: dt.date) -> None:
    today = timezone.localdate()
    if day < today:
        raise DayHasPassed
    if day > today + FARTHEST:
        raise DayTooFar


def _note(row: Appointment, office: str, reason: str, by: Viewer) -> None:
    people = [("person", str(row.person))] if row.person else []
    record(
        act=Act.KEEP_DIARY,
        by=by,
        subjects=[("appointment", str(row.uuid)), *people],
        office=office,
        reason=reason,
    )
