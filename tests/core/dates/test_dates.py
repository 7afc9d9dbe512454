"""Dates keep what was said, lie within their bounds, and refuse what is no date."""

from __future__ import annotations

import time
from datetime import date

import pytest
from convertdate import persian
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.dates import BirthYear, Calendar, Kind, NotADate, birth_year, read_date

BOUNDS = {
    "1957": ("1957-01-01", "1957-12-31", Kind.YEAR),
    "1957~": ("1957-01-01", "1957-12-31", Kind.YEAR),
    "1988-03": ("1988-03-01", "1988-03-31", Kind.MONTH),
    "1988-02": ("1988-02-01", "1988-02-29", Kind.MONTH),
    "1988-02-29?": ("1988-02-29", "1988-02-29", Kind.DAY),
    "194X": ("1940-01-01", "1949-12-31", Kind.DECADE),
    "19XX": ("1900-01-01", "1999-12-31", Kind.CENTURY),
    "1988-XX": ("1988-01-01", "1988-12-31", Kind.YEAR),
    "1988-11-XX": ("1988-11-01", "1988-11-30", Kind.MONTH),
    "1988-21": ("1988-03-01", "1988-05-31", Kind.SEASON),
    "1988-33": ("1988-01-01", "1988-03-31", Kind.SEASON),
    "1988-11/1988-12": ("1988-11-01", "1988-12-31", Kind.INTERVAL),
    "1984~/2004-06": ("1984-01-01", "2004-06-30", Kind.INTERVAL),
    "1988/..": ("1988-01-01", None, Kind.INTERVAL),
    "../1988": (None, "1988-12-31", Kind.INTERVAL),
    "1988/": ("1988-01-01", None, Kind.INTERVAL),
    "[1667,1668..1670]": ("1667-01-01", "1670-12-31", Kind.SET),
    "[..1760-12-03]": (None, "1760-12-03", Kind.SET),
    "{1960,1961-12}": ("1960-01-01", "1961-12-31", Kind.SET),
    "1560-XX-25": ("1560-01-25", "1560-12-25", Kind.MASKED),
    "1X5X": ("1050-01-01", "1959-12-31", Kind.MASKED),
    "2004-06~-11": ("2004-06-11", "2004-06-11", Kind.DAY),
    "2004-01-01T10:10:10Z": ("2004-01-01", "2004-01-01", Kind.DAY),
}
NO_DATES = [
    "", " ", "abc", "1988-13", "1988-02-30", "1987-02-29", "198u", "198x", "1988-1", "88", "1990/1988", "/", "1988 ",
    "1988-02-3X", "Novruz 1988", "01.02.1988", "19888", "Y1E99999999", "[" + "1988," * 99 + "1989]", "1" * 10_000,
    "١٩٨٨", "1988-21-03", "1988-50", "{}", "[]", "1988..1990", "--1988", "1988//1990", "1988\n",
]  # fmt: skip
numbers = st.integers(1, 9999)


@pytest.mark.parametrize("text", BOUNDS)
def test_bounds(text: str) -> None:
    earliest, latest, kind = BOUNDS[text]
    moment = read_date(text)
    assert (moment.earliest and moment.earliest.isoformat(), moment.latest and moment.latest.isoformat()) == (
        earliest,
        latest,
    )
    assert moment.kind is kind
    assert moment.edtf == text


# Open ends the library cannot bound; XX it takes for a month of its own.
CLOSED = [text for text, (low, high, _) in BOUNDS.items() if low and high and text != "1988-XX"]


@pytest.mark.parametrize("text", CLOSED)
def test_the_library_says_the_same(text: str) -> None:
    theirs = parse_edtf(text)
    days = (time.strftime("%Y-%m-%d", day) for day in (theirs.lower_strict(), theirs.upper_strict()))
    assert tuple(days) == BOUNDS[text][:2]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates_are_refused(text: str) -> None:
    with pytest.raises(NotADate) as refusal:
        read_date(text)
    assert not refusal.value.parameters


@pytest.mark.parametrize(
    "value",
    [{}, {"edtf": 5}, {"calendar": "julian"}, {"edtf": "1988", "calendar": "mayan"}, 1988, None, ["1988"]],
)
def test_no_date_objects_are_refused(value: object) -> None:
    with pytest.raises(NotADate):
        read_date(value)  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.text(alphabet="0123456789X-~?%/.[]{},YEST: ", max_size=24))
def test_any_text_is_a_date_with_ordered_bounds_or_refused(text: str) -> None:
    try:
        moment = read_date(text)
    except NotADate:
        return
    if moment.earliest and moment.latest:
        assert moment.earliest <= moment.latest


@settings(deadline=None)
@given(st.dates(), st.sampled_from(["", "~", "?", "%"]))
def test_a_day_is_within_its_month_year_decade_and_century(day: date, mark: str) -> None:
    year = f"{day.year:04}"
    for text in (
        f"{day.isoformat()}{mark}",
        f"{year}-{day.month:02}",
        year,
        f"{year[:3]}X",
        f"{year[:2]}XX",
        f"{year}/..",
        f"../{year}",
    ):
        moment = read_date(text)
        assert moment.earliest is None or moment.earliest <= day
        assert moment.latest is None or day <= moment.latest


def test_about_and_perhaps() -> None:
    marks = {"1957": (False, False), "1957~": (True, False), "1957?": (False, True), "1957%": (True, True)}
    assert {t: (read_date(t).approximate, read_date(t).uncertain) for t in marks} == marks


def test_what_was_said_is_kept() -> None:
    moment = read_date({"as_said": "Novruz 1988"})
    assert (moment.as_said, moment.kind, moment.earliest, moment.latest) == (
        "Novruz 1988",
        Kind.SAID,
        None,
        None,
    )
    both = read_date({"edtf": "1988-03", "as_said": "Novruz 1988", "calendar": "gregorian"})
    assert (both.as_said, both.earliest) == ("Novruz 1988", date(1988, 3, 1))


@pytest.mark.parametrize(
    ("edtf", "calendar", "earliest", "latest"),
    [
        ("1905-02-06", "julian", "1905-02-19", "1905-02-19"),
        ("1900-02-29", "julian", "1900-03-13", "1900-03-13"),
        ("1367", "persian", "1988-03-21", "1989-03-20"),
        ("1367-01-01", "persian", "1988-03-21", "1988-03-21"),
        ("1367-21", "persian", "1988-03-21", "1988-06-21"),
        ("1408-08", "islamic", "1988-03-19", "1988-04-17"),
        ("1300", "islamic", "1882-11-12", "1883-11-01"),
    ],
)
def test_four_calendars(edtf: str, calendar: str, earliest: str, latest: str) -> None:
    moment = read_date({"edtf": edtf, "calendar": calendar})
    assert moment.calendar is Calendar(calendar)
    for ours, known in ((moment.earliest, earliest), (moment.latest, latest)):
        assert ours is not None
        # Islamic months begin when the moon is seen: tables differ by a day.
        assert abs((ours - date.fromisoformat(known)).days) <= (1 if calendar == "islamic" else 0)


@settings(deadline=None)
@given(st.sampled_from(list(Calendar)), numbers, st.integers(1, 12), st.integers(1, 31))
def test_a_day_of_any_calendar_is_within_its_month_and_year(
    calendar: Calendar, year: int, month: int, day: int
) -> None:
    def read(text: str):
        return read_date({"edtf": text, "calendar": calendar.value})

    try:
        exact = read(f"{year:04}-{month:02}-{day:02}")
    except NotADate:
        assert day > 28
        return
    if exact.earliest.year > 3790:
        return  # beyond what Persian tables know; the bound is the last day there is
    for wider in (read(f"{year:04}-{month:02}"), read(f"{year:04}")):
        assert wider.earliest <= exact.earliest <= exact.latest <= wider.latest


@pytest.mark.parametrize("year", [1284, 1303, 1304, 1324, 1341, 1358, 1370, 1403])
def test_the_persian_new_year_is_that_of_the_library(year: int) -> None:
    moment = read_date({"edtf": f"{year}-01-01", "calendar": "persian"})
    assert moment.earliest == date(*persian.to_gregorian(year, 1, 1))


@pytest.mark.parametrize("text", ["Y170000002", "Y-17E7", "Y17E200", "-0005", "0000", "XXXX"])
def test_absurd_years_have_bounds(text: str) -> None:
    moment = read_date(text)
    assert date.min <= moment.earliest <= moment.latest <= date.max


BIRTHS = [
    ({"born": "1957"}, BirthYear(1957, 0.6, "exact")),
    ({"born": "1957-03-21"}, BirthYear(1957, 0.6, "exact")),
    ({"born": "1957~"}, BirthYear(1957, 2.2, "approximate")),
    ({"born": "194X"}, BirthYear(1944.5, 3.0, "decade")),
    ({"born": "1957/1960"}, BirthYear(1958.5, 2.2, "approximate")),
    ({"age": 63, "age_on": "2023"}, BirthYear(1959.5, 2.2, "approximate")),
    ({"age": 63}, BirthYear(1959.5, 2.2, "approximate")),
    ({"born": {"edtf": "1336", "calendar": "persian"}}, BirthYear(1957.5, 0.6, "exact")),
]


@pytest.mark.parametrize(("person", "year"), BIRTHS)
def test_birth_years(person: dict[str, object], year: BirthYear) -> None:
    assert birth_year(person, "2023-01-23") == year


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"born": "1957/.."},
        {"born": {"as_said": "before the war"}},
        {"age": 300},
        {"age": True},
        {"age": "old"},
        {"born": 7},
    ],
)
def test_no_birth_year_is_made_up(person: dict[str, object]) -> None:
    assert birth_year(person, "2023-01-23") is None


def test_a_wide_interval_is_no_exact_year() -> None:
    year = birth_year({"born": "1900/1950"}, None)
    assert year is not None
    assert year.sd > 10
