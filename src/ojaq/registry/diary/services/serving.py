"""Tickets: given, called, ended. One office does these one after another, so that no two windows call one number."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.access.models import Office
from ojaq.registry.access.services import office_called
from ojaq.registry.diary.errors import EndedAlready, NoSuchTicket, NoWindow
from ojaq.registry.diary.models import Appointment, Ticket
from ojaq.registry.diary.order import IN_A_ROW, Turn, Waits, in_order
from ojaq.registry.diary.services.appointing import expected
from ojaq.registry.diary.services.forgetting import forget_past
from ojaq.registry.ledger import record

LONGEST_WINDOW = 8


def give_ticket(*, uuid: UUID, office: str, by: Viewer, appointment: UUID | None = None) -> Ticket:
    """Give the next number of today to whoever came. `uuid` names the page that asks: asked twice, it gives one number.

    Whoever came for an appointment gets one number for it, however often it is asked. The first number of a day also forgets
    what is past. Raises NotPermitted, NoSuchAppointment, CameAlready.
    """
    ticket = _given(uuid=uuid, office=office, by=by, appointment=appointment)
    if ticket.number == 1:
        forget_past()
    return ticket


@transaction.atomic
def _given(*, uuid: UUID, office: str, by: Viewer, appointment: UUID | None) -> Ticket:
    require(by, Act.SERVE_QUEUE, office=office)
    place, today = _turn_of(office), timezone.localdate()
    asked = Q(uuid=uuid) | Q(appointment__uuid=appointment) if appointment else Q(uuid=uuid)
    if (stands := Ticket.objects.filter(asked, office=place).first()) is not None:
        return stands
    came = expected(appointment, by) if appointment else None
    if came is not None:
        came.state = Appointment.State.CAME
        came.save(update_fields=["state"])
    last = Ticket.objects.filter(office=place, day=today).aggregate(n=Max("number"))["n"] or 0
    row = Ticket.objects.create(
        uuid=uuid, office=place, day=today, number=last + 1, appointment=came, given_at=timezone.now(),
        due_at=_moment(came) if came and came.day == today else None,
    )  # fmt: skip
    _note(row, office, "given", by)
    return row


@transaction.atomic
def call_next(*, office: str, window: str, seen: int, by: Viewer) -> Ticket | None:
    """End the visit at a window and call whoever is next by the rule (`order.py`) to it; None when nobody waits.

    `seen`: the number the page saw at its window, 0 for none. When another stands there by now the key was pressed twice or on
    two pages: nobody is called, and it answers with the one that stands. Raises NotPermitted, NoWindow.
    """
    place, window = _ready(office, window, by)
    here = _at_window(place, window)
    if here is not None and here.number != seen:
        return here
    now, waiting = timezone.now(), {row.number: row for row in _waiting(place)}
    line = in_order(map(waits, waiting.values()), now=now, lately=_lately(place))
    if here is not None:
        _end(here, Ticket.Ending.SERVED)
    if not line:
        if here is not None:
            _note(here, office, "served", by)
        return None
    return _call(waiting[line[0].number], window, "called", by)


@transaction.atomic
def call_ticket(*, ticket: int, window: str, by: Viewer) -> Ticket:
    """Call somebody out of turn: whoever is ill, or old, or has a child in arms. The ledger says that it was out of turn.

    Raises NotPermitted, NoSuchTicket, EndedAlready, NoWindow.
    """
    row = _of_office(ticket, by)
    place, window = _ready(row.office.code, window, by)
    row = _of_office(ticket, by)
    if row.called_at is not None:
        raise EndedAlready
    here = _at_window(place, window)
    if here is not None:
        _end(here, Ticket.Ending.SERVED)
    return _call(row, window, "called-out-of-turn", by)


@transaction.atomic
def call_again(*, ticket: int, by: Viewer) -> Ticket:
    """Call the same number again. Raises NotPermitted, NoSuchTicket, EndedAlready."""
    row = _at_some_window(ticket, by)
    return _call(row, row.window, "called-again", by)


@transaction.atomic
def end_ticket(*, ticket: int, there: bool, by: Viewer) -> Ticket:
    """End a visit: its visitor was `there` and served, or was not there when called. Ended so before, it stays so.

    Raises NotPermitted, NoSuchTicket, EndedAlready.
    """
    row = _of_office(ticket, by)
    ending = Ticket.Ending.SERVED if there else Ticket.Ending.NOT_THERE
    if row.ending == ending:
        return row
    row = _at_some_window(ticket, by)
    _end(row, ending)
    _note(row, row.office.code, str(ending), by)
    return row


@transaction.atomic
def bring_back(*, ticket: int, by: Viewer) -> Ticket:
    """Whoever was not there has come back today, and is called next. Raises NotPermitted, NoSuchTicket, EndedAlready."""
    row = _of_office(ticket, by)
    if row.ending != Ticket.Ending.NOT_THERE or row.day != timezone.localdate():
        raise EndedAlready
    row.called_at, row.ended_at, row.ending, row.window = None, None, "", ""
    row.save(update_fields=["called_at", "ended_at", "ending", "window"])
    _note(row, row.office.code, "came-back", by)
    return row


def waits(row: Ticket) -> Waits:
    """A ticket as the rule of the line sees it. Called before and waiting again: its visitor has come back."""
    return Waits(row.number, row.given_at, row.due_at, back=row.calls > 0 and row.called_at is None)


def _turn_of(office: str) -> Office:
    """The office, locked until the end of this transaction: its numbers are given and called one after another."""
    place = office_called(office)
    return Office.objects.select_for_update().get(pk=place.pk)


def _ready(office: str, window: str, by: Viewer) -> tuple[Office, str]:
    require(by, Act.SERVE_QUEUE, office=office)
    window = window.strip()[:LONGEST_WINDOW]
    if not window:
        raise NoWindow
    return _turn_of(office), window


def _waiting(place: Office) -> list[Ticket]:
    rows = Ticket.objects.filter(office=place, day=timezone.localdate(), called_at=None, ending="")
    return list(rows.select_related("office"))


def _at_window(place: Office, window: str) -> Ticket | None:
    today = Ticket.objects.filter(office=place, day=timezone.localdate(), window=window, ending="")
    return today.exclude(called_at=None).select_related("office").order_by("-called_at").first()


def _lately(place: Office) -> list[Turn]:
    rows = Ticket.objects.filter(office=place, day=timezone.localdate()).exclude(called_at=None)
    last = list(rows.order_by("-called_at")[:IN_A_ROW])
    return [waits(row).turn(row.called_at) for row in reversed(last) if row.called_at is not None]


def _of_office(ticket: int, by: Viewer) -> Ticket:
    require(by, Act.SERVE_QUEUE)
    row = Ticket.objects.select_related("office").select_for_update(of=("self",)).filter(pk=ticket).first()
    if row is None or not by.may(Act.SERVE_QUEUE, office=row.office.code):
        raise NoSuchTicket
    return row


def _at_some_window(ticket: int, by: Viewer) -> Ticket:
    row = _of_office(ticket, by)
    if row.called_at is None or row.ending:
        raise EndedAlready
    return row


def _call(row: Ticket, window: str, reason: str, by: Viewer) -> Ticket:
    row.called_at, row.window, row.calls = timezone.now(), window, row.calls + 1
    row.save(update_fields=["called_at", "window", "calls"])
    _note(row, row.office.code, reason, by)
    return row


def _end(row: Ticket, ending: Ticket.Ending) -> None:
    row.ended_at, row.ending = timezone.now(), ending
    row.save(update_fields=["ended_at", "ending"])


def _moment(appointment: Appointment) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(appointment.day, appointment.at))


def _note(row: Ticket, office: str, reason: str, by: Viewer) -> None:
    record(act=Act.SERVE_QUEUE, by=by, subjects=[("ticket", str(row.uuid))], office=office, reason=reason)
