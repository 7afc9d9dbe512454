"""The second screen: its link shows numbers, of one office, and opens nothing else."""

from __future__ import annotations

from dataclasses import asdict
from uuid import uuid4

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import POLICY, Act, Role, Viewer
from ojaq.registry.access.services.accounts import GRANTABLE
from ojaq.registry.diary.errors import NoSuchScreen
from ojaq.registry.diary.models import Screen, Ticket
from ojaq.registry.diary.selectors import screen_now, screens
from ojaq.registry.diary.services import (
    call_again,
    call_next,
    end_ticket,
    give_ticket,
    hang_screen,
    take_down_screen,
)
from registry.diary.conftest import Clock

pytestmark = pytest.mark.django_db
HERE = "nasimi-2"


def test_a_screen_shows_the_numbers_called_the_latest_first(clock: Clock, clerk: Viewer) -> None:
    token = hang_screen(office=HERE, name="Hall", by=clerk).token
    for minute in range(3):
        clock(minute)
        give_ticket(uuid=uuid4(), office=HERE, by=clerk)
        call_next(office=HERE, window=str(minute), seen=0, by=clerk)
    give_ticket(uuid=uuid4(), office=HERE, by=clerk)
    shown = screen_now(token=token)
    assert [(one.number, one.window) for one in shown.called] == [(3, "2"), (2, "1"), (1, "0")]
    assert shown.waiting == 1
    clock(5)
    call_again(ticket=Ticket.objects.get(number=1).pk, by=clerk)
    assert screen_now(token=token).called[0].number == 1
    end_ticket(ticket=Ticket.objects.get(number=1).pk, there=False, by=clerk)
    assert 1 not in [one.number for one in screen_now(token=token).called]


def test_what_a_screen_is_handed_holds_nothing_about_anybody(clock: Clock, clerk: Viewer) -> None:
    token = hang_screen(office=HERE, name="Hall", by=clerk).token
    give_ticket(uuid=uuid4(), office=HERE, by=clerk)
    call_next(office=HERE, window="1", seen=0, by=clerk)
    told = asdict(screen_now(token=token))
    assert set(told) == {"office", "called", "waiting", "at"}
    assert [set(one) for one in told["called"]] == [{"number", "window", "calls"}]


def test_a_screen_shows_its_own_office_only(clock: Clock, clerk: Viewer, other_clerk: Viewer) -> None:
    token = hang_screen(office="avan-1", name="", by=other_clerk).token
    give_ticket(uuid=uuid4(), office=HERE, by=clerk)
    call_next(office=HERE, window="1", seen=0, by=clerk)
    assert (screen_now(token=token).called, screen_now(token=token).waiting) == ((), 0)


def test_a_link_is_kept_nowhere_and_ends_when_it_is_taken_down(clock: Clock, clerk: Viewer) -> None:
    hung = hang_screen(office=HERE, name="Hall", by=clerk)
    assert hung.token.encode() not in bytes(Screen.objects.get().digest)
    assert [line.name for line in screens(office=HERE, viewer=clerk)] == ["Hall"]
    take_down_screen(screen=hung.screen.pk, by=clerk)
    take_down_screen(screen=hung.screen.pk, by=clerk)
    assert screens(office=HERE, viewer=clerk) == ()
    for token in (hung.token, "", "nobody-knows"):
        with pytest.raises(NoSuchScreen):
            screen_now(token=token)


def test_another_office_hangs_no_screen_here(clock: Clock, clerk: Viewer, other_clerk: Viewer) -> None:
    hung = hang_screen(office=HERE, name="", by=clerk)
    with pytest.raises(NotPermitted):
        hang_screen(office=HERE, name="", by=other_clerk)
    with pytest.raises(NoSuchScreen):
        take_down_screen(screen=hung.screen.pk, by=other_clerk)


def test_a_screen_may_do_one_thing_and_nobody_can_be_made_one() -> None:
    assert [act for act, rule in POLICY.items() if Role.SCREEN in rule.roles] == [Act.READ_SCREEN]
    assert Role.SCREEN not in GRANTABLE
