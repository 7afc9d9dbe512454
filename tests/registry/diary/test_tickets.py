"""Tickets: one number for each visitor, one visitor for each window, by the rule and never twice."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.access.models import Office
from ojaq.registry.diary.errors import EndedAlready, NoSuchTicket, NoWindow
from ojaq.registry.diary.models import Ticket
from ojaq.registry.diary.selectors import day_figures_of, queue
from ojaq.registry.diary.selectors.queue import ticket_of
from ojaq.registry.diary.services import (
    Told,
    bring_back,
    call_again,
    call_next,
    call_ticket,
    end_ticket,
    give_ticket,
    make_appointment,
)
from ojaq.registry.ledger.models import Entry
from registry.diary.conftest import Clock

pytestmark = pytest.mark.django_db
HERE = "nasimi-2"


def given(by: Viewer) -> Ticket:
    return give_ticket(uuid=uuid4(), office=HERE, by=by)


def called(by: Viewer, window: str = "1", seen: int = 0) -> int:
    found = call_next(office=HERE, window=window, seen=seen, by=by)
    return found.number if found else 0


def test_numbers_count_from_one_for_each_office_and_day(
    clock: Clock, clerk: Viewer, other_clerk: Viewer
) -> None:
    assert [given(clerk).number for _ in range(3)] == [1, 2, 3]
    assert give_ticket(uuid=uuid4(), office="avan-1", by=other_clerk).number == 1
    clock(24 * 60)
    assert given(clerk).number == 1


def test_a_page_that_asks_twice_gets_one_number(clock: Clock, clerk: Viewer) -> None:
    page = uuid4()
    first = give_ticket(uuid=page, office=HERE, by=clerk)
    assert give_ticket(uuid=page, office=HERE, by=clerk) == first
    assert Ticket.objects.count() == 1
    assert Entry.objects.filter(act="serve-queue", reason="given").count() == 1


def test_a_key_pressed_twice_calls_one_number(clock: Clock, clerk: Viewer) -> None:
    given(clerk), given(clerk), given(clerk)
    assert called(clerk) == 1
    assert called(clerk) == 1
    assert called(clerk, seen=1) == 2
    assert called(clerk, seen=1) == 2
    assert called(clerk, window="2") == 3


def test_calling_the_next_ends_the_visit_before(clock: Clock, clerk: Viewer) -> None:
    given(clerk)
    called(clerk)
    clock(4)
    assert called(clerk, seen=1) == 0
    row = Ticket.objects.get()
    assert (row.ending, row.ended_at) == ("served", timezone.now())


def test_the_line_shown_is_the_line_called(clock: Clock, clerk: Viewer) -> None:
    due = make_appointment(
        uuid=uuid4(), office=HERE, day=timezone.localdate(), at=timezone.localtime().time(), told=Told("Aram"), by=clerk
    )  # fmt: skip
    for _ in range(3):
        given(clerk)
    give_ticket(uuid=uuid4(), office=HERE, appointment=due.uuid, by=clerk)
    shown = [line.number for line in queue(office=HERE, viewer=clerk).waiting]
    seen, told = 0, []
    for _ in shown:
        seen = called(clerk, seen=seen)
        told.append(seen)
    assert shown == told == [4, 1, 2, 3]


def test_whoever_was_not_there_and_comes_back_is_next(clock: Clock, clerk: Viewer) -> None:
    given(clerk), given(clerk), given(clerk)
    called(clerk)
    gone = end_ticket(ticket=Ticket.objects.get(number=1).pk, there=False, by=clerk)
    assert called(clerk) == 2
    bring_back(ticket=gone.pk, by=clerk)
    assert called(clerk, seen=2) == 1


def test_calling_out_of_turn_stands_in_the_ledger(clock: Clock, clerk: Viewer) -> None:
    given(clerk)
    second = given(clerk)
    assert call_ticket(ticket=second.pk, window="3", by=clerk).window == "3"
    assert Entry.objects.filter(reason="called-out-of-turn").count() == 1
    with pytest.raises(EndedAlready):
        call_ticket(ticket=second.pk, window="4", by=clerk)


def test_a_number_called_again_counts_its_calls(clock: Clock, clerk: Viewer) -> None:
    row = given(clerk)
    with pytest.raises(EndedAlready):
        call_again(ticket=row.pk, by=clerk)
    called(clerk)
    assert call_again(ticket=row.pk, by=clerk).calls == 2


def test_an_ending_sent_twice_is_one_and_another_is_refused(clock: Clock, clerk: Viewer) -> None:
    row = given(clerk)
    called(clerk)
    end_ticket(ticket=row.pk, there=True, by=clerk)
    end_ticket(ticket=row.pk, there=True, by=clerk)
    assert Entry.objects.filter(reason="served").count() == 1
    with pytest.raises(EndedAlready):
        end_ticket(ticket=row.pk, there=False, by=clerk)


def test_an_office_keeps_its_queue_to_itself(clock: Clock, clerk: Viewer, other_clerk: Viewer) -> None:
    row = given(clerk)
    with pytest.raises(NotPermitted):
        given(other_clerk)
    with pytest.raises(NotPermitted):
        queue(office=HERE, viewer=other_clerk)
    with pytest.raises(NoSuchTicket):
        call_ticket(ticket=row.pk, window="1", by=other_clerk)
    assert ticket_of(uuid=row.uuid, viewer=other_clerk) is None


def test_nobody_is_called_to_no_window(clock: Clock, clerk: Viewer) -> None:
    given(clerk)
    with pytest.raises(NoWindow):
        called(clerk, window="  ")


def test_a_ticket_says_how_many_are_before_it(clock: Clock, clerk: Viewer) -> None:
    given(clerk), given(clerk)
    found = ticket_of(uuid=given(clerk).uuid, viewer=clerk)
    assert found is not None
    assert (found[0].number, found[1]) == (3, 2)


def test_the_day_in_figures(clock: Clock, clerk: Viewer, office: Office) -> None:
    for minute in (0, 2, 4, 6):
        clock(minute)
        given(clerk)
    clock(10)
    called(clerk)
    clock(15)
    called(clerk, seen=1)
    end_ticket(ticket=Ticket.objects.get(number=2).pk, there=False, by=clerk)
    clock(20)
    called(clerk)
    clock(70)
    figures, appointments = day_figures_of(office=HERE, day=timezone.localdate(), viewer=clerk)
    assert (figures.given, figures.waiting, figures.at_window, figures.served, figures.not_there) == (
        4,
        1,
        1,
        1,
        1,
    )
    assert (figures.median_wait, figures.longest_wait, figures.longest_now) == (13, 16, 64)
    assert (figures.median_visit, [(w.window, w.served, w.minutes) for w in figures.windows]) == (
        5,
        [("1", 1, 5)],
    )
    assert [counts for counts in figures.hours if any(counts[1:])] == [(9, 4, 3)]
    assert [hour for hour, _came, _called in figures.hours] == list(range(9, 17))
    assert appointments == {"expected": 0, "came": 0, "cancelled": 0}
