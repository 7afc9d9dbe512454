"""The rule of the line: who is called next, and that nobody is passed over for ever."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ojaq.registry.diary.order import GRACE, IN_A_ROW, Turn, Waits, in_order

NINE = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def at(minutes: int) -> dt.datetime:
    return NINE + dt.timedelta(minutes=minutes)


def walk_in(number: int, came: int) -> Waits:
    return Waits(number, at(came))


def expected(number: int, came: int, due: int) -> Waits:
    return Waits(number, at(came), at(due))


def numbers(*waiting: Waits, now: int, lately: tuple[Turn, ...] = ()) -> list[int]:
    return [one.number for one in in_order(waiting, now=at(now), lately=lately)]


def test_whoever_came_first_is_called_first() -> None:
    assert numbers(walk_in(2, 5), walk_in(1, 1), walk_in(3, 6), now=10) == [1, 2, 3]


def test_an_appointment_that_is_due_goes_before_whoever_came_without_one() -> None:
    assert numbers(walk_in(1, 0), expected(2, 8, 10), now=10) == [2, 1]


def test_an_appointment_waits_for_its_hour_while_anybody_else_is_there() -> None:
    assert numbers(expected(1, 0, 30), walk_in(2, 9), now=10) == [2, 1]


def test_whoever_comes_late_waits_like_everybody() -> None:
    grace = GRACE // dt.timedelta(minutes=1)
    assert numbers(walk_in(1, 9), expected(2, 10 + grace, 10), now=60) == [2, 1]
    assert numbers(walk_in(1, 9), expected(2, 11 + grace, 10), now=60) == [1, 2]


def test_after_two_appointments_somebody_without_one_is_called() -> None:
    line = numbers(walk_in(1, 0), *(expected(n, 0, n) for n in range(2, 7)), walk_in(7, 1), now=30)
    assert line == [2, 3, 1, 4, 5, 7, 6]
    assert numbers(walk_in(1, 0), expected(2, 0, 1), now=30, lately=(Turn.DUE, Turn.DUE)) == [1, 2]


def test_whoever_comes_back_is_called_next() -> None:
    back = Waits(1, at(0), back=True)
    assert numbers(expected(2, 0, 1), back, walk_in(3, 0), now=30) == [1, 2, 3]
    assert numbers(expected(2, 0, 1), back, walk_in(3, 0), now=30, lately=(Turn.DUE, Turn.DUE))[0] == 1


def test_waiting_is_counted_from_the_hour_somebody_was_asked_for() -> None:
    assert expected(1, 0, 20).waits_from == at(20)
    assert expected(1, 25, 20).waits_from == at(25)
    assert walk_in(1, 7).waits_from == at(7)


lines = st.lists(
    st.tuples(st.integers(0, 300), st.none() | st.integers(0, 300), st.booleans()), max_size=25
).map(
    lambda rows: [
        Waits(n, at(came), None if due is None else at(due), back)
        for n, (came, due, back) in enumerate(rows, 1)
    ]
)


@given(lines, st.integers(0, 400), st.lists(st.sampled_from(Turn), max_size=3))
def test_everybody_is_called_once_and_the_first_does_not_hang_on_the_order_given(
    waiting: list[Waits], now: int, lately: list[Turn]
) -> None:
    line = in_order(waiting, now=at(now), lately=lately)
    assert sorted(one.number for one in line) == [one.number for one in waiting]
    assert line == in_order(waiting[::-1], now=at(now), lately=lately)


@given(lines, st.integers(0, 400))
def test_nobody_without_an_appointment_is_passed_over_by_more_than_two_in_a_row(
    waiting: list[Waits], now: int
) -> None:
    line = in_order(waiting, now=at(now))
    turns = [one.turn(at(now)) for one in line]
    for place in range(len(turns) - IN_A_ROW):
        if all(turn is Turn.DUE for turn in turns[place : place + IN_A_ROW + 1]):
            assert Turn.CAME not in turns[place + IN_A_ROW :]


@given(lines, st.integers(0, 400))
def test_among_those_without_an_appointment_the_first_who_came_is_the_first_called(
    waiting: list[Waits], now: int
) -> None:
    line = in_order(waiting, now=at(now))
    came = [one.came_at for one in line if one.turn(at(now)) is Turn.CAME]
    assert came == sorted(came)
