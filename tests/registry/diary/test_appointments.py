"""Appointments: sealed, seen by their office alone, forgotten in time."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry import vault
from ojaq.registry.access import Viewer
from ojaq.registry.diary.errors import (
    CameAlready,
    DayHasPassed,
    DayTooFar,
    NameTooLong,
    NobodyNamed,
    NoSuchAppointment,
)
from ojaq.registry.diary.hours import offered, read_hour, week_of
from ojaq.registry.diary.models import Appointment, Ticket
from ojaq.registry.diary.selectors import due_today, office_day, office_week
from ojaq.registry.diary.services import (
    Told,
    cancel_appointment,
    forget_past,
    give_ticket,
    make_appointment,
    move_appointment,
)
from ojaq.registry.diary.services.forgetting import APPOINTMENTS_STAND, TICKETS_STAND
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.models import Belonging
from ojaq.registry.identity.services.protecting import protect
from ojaq.registry.ledger.models import Entry, EntrySubject
from ojaq.registry.vault.errors import Forgotten
from ojaq.registry.vault.models import SealedKey
from registry.diary.conftest import Clock

pytestmark = pytest.mark.django_db
HERE, TEN = "nasimi-2", dt.time(10)
GULNARE = Told("Gülnarə Məmmədova", "+994 50 000 00 00", "with her mother", "az")


def made(
    by: Viewer, *, told: Told = GULNARE, days: int = 0, at: dt.time = TEN, number: str = ""
) -> Appointment:
    day = timezone.localdate() + dt.timedelta(days=days)
    return make_appointment(uuid=uuid4(), office=HERE, day=day, at=at, told=told, number=number, by=by)


def today(by: Viewer) -> list[str]:
    return [one.told.name for one in office_day(office=HERE, day=timezone.localdate(), viewer=by)]


def test_what_was_told_is_sealed_and_opened_for_its_office(clock: Clock, clerk: Viewer) -> None:
    row = made(clerk)
    assert GULNARE.name.encode() not in bytes(row.sealed or b"")
    assert office_day(office=HERE, day=row.day, viewer=clerk)[0].told == GULNARE
    entry = Entry.objects.get(act="open-diary")
    assert list(EntrySubject.objects.filter(entry=entry).values_list("kind", "number")) == [
        ("appointment", str(row.uuid))
    ]
    assert all(GULNARE.name.encode() not in bytes(each.body) for each in Entry.objects.all())


def test_a_page_that_asks_twice_makes_one(clock: Clock, clerk: Viewer) -> None:
    page = uuid4()
    for _ in range(2):
        make_appointment(uuid=page, office=HERE, day=timezone.localdate(), at=TEN, told=GULNARE, by=clerk)
    assert Appointment.objects.count() == SealedKey.objects.count() == 1


def test_another_office_neither_sees_nor_touches_it(clock: Clock, clerk: Viewer, other_clerk: Viewer) -> None:
    row = made(clerk)
    with pytest.raises(NotPermitted):
        office_day(office=HERE, day=row.day, viewer=other_clerk)
    for verb in (
        lambda: move_appointment(appointment=row.uuid, day=row.day, at=TEN, by=other_clerk),
        lambda: cancel_appointment(appointment=row.uuid, by=other_clerk),
        lambda: give_ticket(uuid=uuid4(), office="avan-1", appointment=row.uuid, by=other_clerk),
    ):
        with pytest.raises(NoSuchAppointment):
            verb()


@pytest.mark.parametrize(
    ("told", "days", "number", "refusal"),
    [
        (Told(" "), 0, "", NobodyNamed),
        (Told("a" * 201), 0, "", NameTooLong),
        (GULNARE, -1, "", DayHasPassed),
        (GULNARE, 400, "", DayTooFar),
        (GULNARE, 0, "12", NotANumber),
        (GULNARE, 0, "100 000 006", NoSuchPerson),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    clock: Clock, clerk: Viewer, told: Told, days: int, number: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        made(clerk, told=told, days=days, number=number)
    assert Appointment.objects.count() == SealedKey.objects.count() == 0


def test_moving_keeps_what_was_told(clock: Clock, clerk: Viewer) -> None:
    row = made(clerk)
    tomorrow = row.day + dt.timedelta(days=1)
    move_appointment(appointment=row.uuid, day=tomorrow, at=dt.time(11, 20), by=clerk)
    assert today(clerk) == []
    assert office_day(office=HERE, day=tomorrow, viewer=clerk)[0].told == GULNARE


def test_cancelling_forgets_at_once(clock: Clock, clerk: Viewer) -> None:
    row = made(clerk)
    sealed = bytes(row.sealed or b"")
    cancel_appointment(appointment=row.uuid, by=clerk)
    assert today(clerk) == []
    with pytest.raises(Forgotten):
        vault.open_sealed(registration=row.uuid, place="appointment.told", sealed=sealed)
    with pytest.raises(CameAlready):
        move_appointment(appointment=row.uuid, day=row.day, at=TEN, by=clerk)


def test_whoever_came_has_one_number_and_is_expected_no_longer(clock: Clock, clerk: Viewer) -> None:
    row = made(clerk)
    assert due_today(viewer=clerk) == 1
    numbers = {
        give_ticket(uuid=uuid4(), office=HERE, appointment=row.uuid, by=clerk).number for _ in range(2)
    }
    assert numbers == {1}
    assert due_today(viewer=clerk) == 0
    assert office_day(office=HERE, day=row.day, viewer=clerk)[0].ticket == 1
    with pytest.raises(CameAlready):
        cancel_appointment(appointment=row.uuid, by=clerk)


def test_a_week_is_counted_without_opening_anything(clock: Clock, clerk: Viewer) -> None:
    made(clerk)
    made(clerk, at=dt.time(10, 40))
    made(clerk, days=2, at=dt.time(15))
    week = office_week(office=HERE, day=timezone.localdate(), viewer=clerk)
    assert [(each.day.weekday(), each.hours) for each in week if each.appointments] == [
        (0, ((10, 2),)),
        (2, ((15, 1),)),
    ]
    assert not Entry.objects.filter(act="open-diary").exists()


@pytest.fixture
def known(family: dict[str, int]) -> int:
    """The register number of somebody who has one."""
    return Belonging.objects.get(mention=family["she"]).person_id


def test_an_appointment_by_register_number_shows_the_name_the_register_has(
    clock: Clock, clerk: Viewer, known: int
) -> None:
    row = made(clerk, told=Told(), number=str(known))
    shown = office_day(office=HERE, day=row.day, viewer=clerk)[0]
    assert shown.number == known
    assert shown.known.text
    entry = Entry.objects.get(act="open-diary")
    assert EntrySubject.objects.filter(entry=entry, kind="person", number=str(known)).exists()


def test_the_name_of_a_protected_person_is_not_shown(
    clock: Clock, clerk: Viewer, steward: Viewer, known: int
) -> None:
    row = made(clerk, told=Told(), number=str(known))
    protect(number=known, reason="in-danger", by=steward)
    assert office_day(office=HERE, day=row.day, viewer=clerk)[0].known.text == ""


def test_what_is_past_is_forgotten_by_the_first_ticket_of_a_day(clock: Clock, clerk: Viewer) -> None:
    row = made(clerk)
    give_ticket(uuid=uuid4(), office=HERE, appointment=row.uuid, by=clerk)
    clock((APPOINTMENTS_STAND.days + 1) * 24 * 60)
    kept = made(clerk)
    give_ticket(uuid=uuid4(), office=HERE, by=clerk)
    assert list(Appointment.objects.values_list("uuid", flat=True)) == [kept.uuid]
    assert list(SealedKey.objects.values_list("registration", flat=True)) == [kept.uuid]
    assert Ticket.objects.filter(appointment=None).count() == 2
    entry = Entry.objects.get(reason="forgotten")
    assert b'"appointments":1' in bytes(entry.body)


def test_one_day_earlier_nothing_is_forgotten(clock: Clock, clerk: Viewer) -> None:
    made(clerk)
    clock(APPOINTMENTS_STAND.days * 24 * 60)
    assert forget_past() == 0
    assert Appointment.objects.count() == 1


def test_tickets_stand_a_year(clock: Clock, clerk: Viewer) -> None:
    give_ticket(uuid=uuid4(), office=HERE, by=clerk)
    clock((TICKETS_STAND.days + 1) * 24 * 60)
    forget_past()
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("10:20", (10, 20)),
        ("9.05", (9, 5)),
        ("0920", (9, 20)),
        ("۱۰:۲۰", (10, 20)),
        ("14", (14, 0)),
        ("25:00", None),
        ("x", None),
    ],
)
def test_hours_as_people_type_them(text: str, hour: tuple[int, int] | None) -> None:
    assert read_hour(text) == (dt.time(*hour) if hour else None)


def test_the_hours_offered_stand_in_order_and_a_week_has_seven_days() -> None:
    assert list(offered()) == sorted(set(offered()))
    assert [day.weekday() for day in week_of(dt.date(2026, 11, 25))] == list(range(7))


def test_an_unknown_appointment_is_not_there(clock: Clock, clerk: Viewer) -> None:
    with pytest.raises(NoSuchAppointment):
        cancel_appointment(appointment=UUID(int=1), by=clerk)
