"""Register numbers: readable, checked, never twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojaq.registry.identity.errors import NotANumber, NumbersExhausted
from ojaq.registry.identity.number import CAPACITY, Series, read_number, written

SERIES = Series(b"a key of the tests")
counts = st.integers(min_value=0, max_value=CAPACITY - 1)


def number_of(count: int) -> int:
    return int(SERIES.numbers(np.array([count]))[0])


@given(counts)
def test_what_is_read_aloud_is_what_was_given(count):
    number = number_of(count)
    assert read_number(written(number)) == number
    assert written(number)[0] != "0"


@given(counts, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(count, place, shift):
    digits = list(str(number_of(count)))
    digits[place] = str((int(digits[place]) + shift) % 10)
    with pytest.raises(NotANumber):
        read_number("".join(digits))


@given(counts, st.integers(0, 7))
def test_two_neighbours_swapped_are_noticed(count, place):
    digits = list(str(number_of(count)))
    if digits[place] == digits[place + 1]:
        return
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    with pytest.raises(NotANumber):
        read_number("".join(digits))


def test_numbers_never_collide_and_do_not_follow_one_another():
    numbers = SERIES.numbers(np.arange(200_000))
    assert len(np.unique(numbers)) == 200_000
    assert numbers.min() >= 100_000_000
    assert numbers.max() <= 999_999_999
    assert (np.abs(np.diff(numbers)) < 1000).mean() < 0.001


def test_another_registry_gives_other_numbers():
    assert (Series(b"another").numbers(np.arange(100)) != SERIES.numbers(np.arange(100))).all()


def test_the_series_ends_in_the_open():
    with pytest.raises(NumbersExhausted):
        SERIES.numbers(np.array([CAPACITY]))


def test_digits_of_any_script_and_any_gap_are_read():
    number = number_of(7)
    spoken = written(number)
    persian = "".join(chr(0x06F0 + int(d)) if d.isdigit() else d for d in spoken)
    assert (
        read_number(persian) == read_number(spoken.replace(" ", "-")) == read_number(f" {number} ") == number
    )


@pytest.mark.parametrize("text", ["", "12", "abcdefghi", "48213907", "4821390755", "012345678", "²²²²²²²²²"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(NotANumber):
        read_number(text)
