"""Guessing passwords gets slow, and slow only for the name that is guessed."""

from __future__ import annotations

from ojaq.web.guesses import FREE, LONGEST_WAIT, Guesses


def test_a_few_slips_cost_nothing_and_more_cost_more() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(FREE - 1):
        guesses.wrong("sevil")
        assert guesses.must_wait("sevil") == 0
    waits = []
    for _ in range(12):
        guesses.wrong("Sevil ")
        waits.append(guesses.must_wait("sevil"))
        now[0] += waits[-1]
        assert guesses.must_wait("sevil") == 0
    assert waits == sorted(waits)
    assert waits[0] == 15
    assert waits[-1] == LONGEST_WAIT
    assert guesses.must_wait("aram") == 0


def test_the_right_password_forgets_the_slips() -> None:
    guesses = Guesses(lambda: 0.0)
    for _ in range(FREE + 1):
        guesses.wrong("sevil")
    guesses.right("sevil")
    assert guesses.must_wait("sevil") == 0
