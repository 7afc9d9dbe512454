"""Who waits, who is at which window, how the day goes. Numbers alone, so nothing of it stands in the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from operator import itemgetter
from uuid import UUID

from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.diary.day_figures import DayFigures, Visit, day_figures, minutes
from ojaq.registry.diary.models import Ticket
from ojaq.registry.diary.order import IN_A_ROW, Turn, Waits, in_order
from ojaq.registry.diary.selectors.appointments import of_day
from ojaq.registry.diary.services.serving import waits


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One ticket of today. `turn`: why it stands where it stands in the line; `minutes`: waited so far, or at the window."""

    row: int
    number: int
    uuid: UUID
    turn: Turn
    minutes: int
    due_at: dt.datetime | None
    appointment: UUID | None
    window: str
    calls: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of an office now: who waits, in the order they will be called; who is at a window; who was not there."""

    waiting: tuple[QueueLine, ...]
    at_windows: tuple[QueueLine, ...]
    not_there: tuple[QueueLine, ...]
    figures: DayFigures


def queue(*, office: str, viewer: Viewer) -> Queue:
    """The queue of today. Raises NotPermitted."""
    require(viewer, Act.SERVE_QUEUE, office=office)
    now, rows = timezone.localtime(), tickets_of(office, timezone.localdate())
    by_number = {row.number: row for row in rows}
    still = [row for row in rows if row.called_at is None and not row.ending]
    line = in_order(map(waits, still), now=now, lately=lately(rows))
    here = sorted((row for row in rows if row.called_at and not row.ending), key=lambda row: row.window)
    gone = [row for row in rows if row.ending == Ticket.Ending.NOT_THERE]
    return Queue(
        waiting=tuple(_line(by_number[one.number], now) for one in line),
        at_windows=tuple(_line(row, now) for row in here),
        not_there=tuple(_line(row, now) for row in gone),
        figures=day_figures([_visit(row) for row in rows], now=now),
    )


def waiting_now(*, viewer: Viewer) -> int:
    """How many wait at the viewer's own office now. Raises NotPermitted."""
    require(viewer, Act.SERVE_QUEUE)
    if not viewer.may(Act.SERVE_QUEUE, office=viewer.office):
        return 0
    rows = Ticket.objects.filter(office__code=viewer.office, day=timezone.localdate())
    return rows.filter(called_at=None, ending="").count()


def day_figures_of(*, office: str, day: dt.date, viewer: Viewer) -> tuple[DayFigures, dict[str, int]]:
    """How a day went at an office: its tickets in figures, and its appointments by state. Names nobody. Raises NotPermitted."""
    require(viewer, Act.READ_DAY, office=office)
    rows = tickets_of(office, day)
    return day_figures([_visit(row) for row in rows], now=timezone.localtime()), of_day(office, day)


def ticket_of(*, uuid: UUID, viewer: Viewer) -> tuple[Ticket, int] | None:
    """A ticket to be printed, and how many will be called before it; None when there is none here. Raises NotPermitted."""
    require(viewer, Act.SERVE_QUEUE)
    row = Ticket.objects.select_related("office").filter(uuid=uuid).first()
    if row is None or not viewer.may(Act.SERVE_QUEUE, office=row.office.code):
        return None
    now = timezone.localtime()
    rows = tickets_of(row.office.code, row.day)
    still = [waits(each) for each in rows if each.called_at is None and not each.ending]
    numbers = [one.number for one in in_order(still, now=now, lately=lately(rows))]
    return row, numbers.index(row.number) if row.number in numbers else 0


def tickets_of(office: str, day: dt.date) -> list[Ticket]:
    """The tickets of a day at an office, by number."""
    rows = Ticket.objects.filter(office__code=office, day=day)
    return list(rows.select_related("appointment").order_by("number"))


def lately(rows: list[Ticket]) -> list[Turn]:
    """The turns of those who were called last, the latest last."""
    called = [(row.called_at, row.number, waits(row)) for row in rows if row.called_at is not None]
    return [one.turn(at) for at, _, one in sorted(called, key=itemgetter(0, 1))[-IN_A_ROW:]]


def _visit(row: Ticket) -> Visit:
    return Visit(waits(row), row.called_at, row.ended_at, row.ending, row.window)


def _line(row: Ticket, now: dt.datetime) -> QueueLine:
    one: Waits = waits(row)
    begin = row.called_at or one.waits_from
    return QueueLine(
        row=row.pk,
        number=row.number,
        uuid=row.uuid,
        turn=one.turn(now),
        minutes=minutes(begin, now),
        due_at=row.due_at,
        appointment=row.appointment.uuid if row.appointment else None,
        window=row.window,
        calls=row.calls,
    )
