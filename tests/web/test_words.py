"""Dates stay as rough as they were told; a probability always comes with words; numbers can be read aloud."""

from __future__ import annotations

import pytest
from django.utils import translation

from ojaq.web.words.dates import in_words
from ojaq.web.words.figures import in_own_figures
from ojaq.web.words.likelihood import likelihood, steps
from ojaq.web.words.numbers import grouped


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1957", "1957"),
        ("1957~", "about 1957"),
        ("1957?", "1957, not sure"),
        ("194X", "1940s"),
        ("19XX", "between 1900 and 1999"),
        ("1988-11", "November 1988"),
        ("1946-21", "spring of 1946"),
        ("1988-11/1988-12", "between November 1988 and December 1988"),
        ("../1950", "1950 or earlier"),
        ("1950/..", "1950 or later"),
        ("1950/", "1950 or later"),
        ("1948-XX-XX", "1948"),
        ("", ""),
        ("../..", ""),
        ("no date", "no date"),
        ("1948-02-31", "1948-02-31"),
    ],
)
def test_a_date_is_said_as_roughly_as_it_was_told(edtf: str, words: str) -> None:
    with translation.override("en"):
        assert in_words(edtf) == words


def test_a_day_is_written_as_the_language_writes_it() -> None:
    with translation.override("ru"):
        assert in_words("1948-03-12").startswith("12 марта 1948")


@pytest.mark.parametrize(
    ("probability", "pips", "number"),
    [
        (1.0, 5, "more than 99 in 100"),
        (0.994, 5, "about 99 in 100"),
        (0.97, 4, "about 97 in 100"),
        (0.7, 3, "about 70 in 100"),
        (0.25, 2, "about 25 in 100"),
        (0.001, 1, "less than 1 in 100"),
    ],
)
def test_words_and_number_stand_together(probability: float, pips: int, number: str) -> None:
    with translation.override("en"):
        said = likelihood(probability)
    assert (said.pips, said.number) == (pips, number)
    assert said.words


def test_more_likely_never_says_less() -> None:
    filled = [likelihood(hundredths / 100).pips for hundredths in range(101)]
    assert filled == sorted(filled)
    assert [step.pips for step in steps()] == [5, 4, 3, 2]


def test_a_register_number_is_read_in_threes() -> None:
    assert grouped("482139075") == "482 139 075"
    assert grouped("482 139 075") == "482 139 075"
    assert grouped("not one") == "not one"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>12</p>", "<p>۱۲</p>"),
        ('<p class="c1" data-n="3">1957 &#39;</p>', '<p class="c1" data-n="3">۱۹۵۷ &#39;</p>'),
        ('<bdi lang="az">Əli 1957</bdi> 2, 3', '<bdi lang="az">Əli 1957</bdi> ۲، ۳'),
        ("<bdi>baku-2</bdi>, 5; Data, by 3", "<bdi>baku-2</bdi>، ۵؛ Data, by ۳"),
        (
            '<span class="oj-number">482 139 075</span><br>3',
            '<span class="oj-number">482 139 075</span><br>۳',
        ),
        ('<p lang="hy">1 <b>2</b></p>3', '<p lang="hy">1 <b>2</b></p>۳'),
        ('<p lang="hy">1 <i lang="fa">2</i></p>', '<p lang="hy">1 <i lang="fa">۲</i></p>'),
        (
            "<textarea>4</textarea><script>var a = 5 < 6;</script>7",
            "<textarea>4</textarea><script>var a = 5 < 6;</script>۷",
        ),
    ],
)
def test_figures_stand_in_the_signs_of_their_language(page: str, shown: str) -> None:
    menu = '<button lang="fa"></button>'
    whole = f'<html lang="fa">{menu}{{}}</html>'
    assert in_own_figures(whole.format(page), "fa") == whole.format(shown)
    english = f'<html lang="en">{menu}<p>12</p></html>'
    assert in_own_figures(english, "en") == english
    assert in_own_figures("<li>12</li>", "fa") == "<li>۱۲</li>"
