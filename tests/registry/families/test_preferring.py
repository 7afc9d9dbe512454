"""Which date is taken where testimonies differ, and the reason that is told with it."""

from __future__ import annotations

from datetime import date

from ojaq.registry.families.lives import Life, birth_years
from ojaq.registry.families.preferring import DateSaid, preferred


def year(first: int, testimony: int, last: int | None = None, own: bool = False) -> DateSaid:
    return DateSaid(date(first, 1, 1), date(last or first, 12, 31), testimony, own)


def test_nothing_told_prefers_nothing():
    assert preferred([]) is None


def test_the_only_one_is_taken():
    assert preferred([year(1957, 1)]).reason == "only"


def test_most_testimonies_win_and_the_others_are_named():
    found = preferred([year(1960, 1), year(1957, 2), year(1950, 3, 1959)])
    assert (found.said.earliest.year, found.reason, found.against) == (1957, "most_testimonies", (1,))


def test_what_was_told_by_oneself_wins_over_what_others_tell():
    found = preferred([year(1960, 1), year(1957, 2, own=True)])
    assert (found.said.testimony, found.reason, found.against) == (2, "own_telling", (1,))


def test_the_narrower_of_two_that_agree_is_taken():
    day = DateSaid(date(1957, 3, 7), date(1957, 3, 7), 2)
    found = preferred([year(1957, 1), day])
    assert (found.said, found.reason, found.against) == (day, "narrowest", ())


def test_else_the_first_told():
    assert preferred([year(1957, 2), year(1960, 1)]).said.testimony == 1


def test_open_bounds_meet_what_lies_on_their_side():
    after = DateSaid(date(1950, 1, 1), None, 1)
    assert after.meets(year(1960, 2))
    assert not after.meets(year(1940, 2))


def test_years_of_birth_are_as_wide_as_what_is_told():
    lives = {
        1: Life(1, births=[year(1957, 1), year(1960, 2)]),
        2: Life(2, births=[DateSaid(None, date(1900, 1, 1), 1)]),
    }
    assert birth_years(lives) == {1: (1957, 1960)}
