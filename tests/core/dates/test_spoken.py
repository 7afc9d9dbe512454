"""Dates as people say them, in several languages; what is not sure is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojaq.core.dates import Calendar, read_date, read_spoken
from ojaq.resources import dates

NOW = 2026


def understood(text: str) -> str:
    said = read_spoken(text, year=NOW, words=dates.spoken())
    return said.edtf if said else ""


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1957", "1957"),
        ("about 1950", "1950~"),
        ("50-ci ilə yaxın", "1950~"),
        ("1950-ci ilə yaxın", "1950~"),
        ("təxminən 1950", "1950~"),
        ("около 1950 года", "1950~"),
        ("մոտ 1950", "1950~"),
        ("forties", "194X"),
        ("the forties", "194X"),
        ("1940s", "194X"),
        ("40-cı illər", "194X"),
        ("40-е", "194X"),
        ("сороковые", "194X"),
        ("1940-ական", "194X"),
        ("Novruz 1988", "1988-03"),
        ("Novruz bayramı, 88", "1988-03"),
        ("Zatik 1988", "1988-03-22/1988-05-08"),
        ("Զատիկ 1988", "1988-03-22/1988-05-08"),
        ("Пасха 1988", "1988-03-22/1988-05-08"),
        ("88-in payızı", "1988-23"),
        ("осень 1988", "1988-23"),
        ("1988 աշուն", "1988-23"),
        ("noyabr 1988", "1988-11"),
        ("88-in payızı, noyabrın axırı", "1988-11-21/1988-11-30"),
        ("late November 1988", "1988-11-21/1988-11-30"),
        ("20 noyabr 1988-ci il", "1988-11-20"),
        ("20 ноября 1988", "1988-11-20"),
        ("20 նոյեմբերի 1988", "1988-11-20"),
        ("3.5.1957", "1957-05-03"),
        ("5/1957", "1957-05"),
        ("1957-05-03", "1957-05-03"),
        ("1950-55", "1950/1955"),
        ("between 1950 and 1955", "1950/1955"),
        ("1950 ilə 1955 arasında", "1950/1955"),
        ("before 1950", "../1950"),
        ("1950-ci ildən əvvəl", "../1950"),
        ("до 1950", "../1950"),
        ("after 1950", "1950/.."),
        ("perhaps 1950", "1950?"),
        ("١٩٥٧", "1957"),
        ("1988-11/1988-12", "1988-11/1988-12"),
        ("maybe 1950", "1950?"),
        ("May 1950", "1950-05"),
        ("2030", "2030"),
        ("yaklaşık 1950", "1950~"),
        ("1950 civarı", "1950~"),
        ("1940'lar", "194X"),
        ("40'lı yıllar", "194X"),
        ("kırklı yıllar", "194X"),
        ("1950'den önce", "../1950"),
        ("1950'den sonra", "1950/.."),
        ("20 Kasım 1988", "1988-11-20"),
        ("Kasım 1988 sonları", "1988-11-21/1988-11-30"),
        ("1950 ile 1955 arası", "1950/1955"),
        ("belki 1950", "1950?"),
        ("1988 yazı", "1988"),  # summer in Turkish, spring in Azerbaijani: the season is left alone
        ("დაახლოებით 1950 წელს", "1950~"),
        ("1940-იანი წლები", "194X"),
        ("ორმოცდაათიანები", "195X"),
        ("1950 წლამდე", "../1950"),
        ("1950 წლის შემდეგ", "1950/.."),
        ("88 წლის შემოდგომა", "1988-23"),
        ("осень 88 года", "1988-23"),
        ("1988 წლის 20 ნოემბერს", "1988-11-20"),
        ("1950-სა და 1955-ს შორის", "1950/1955"),
        ("აღდგომა 1988", "1988-03-22/1988-05-08"),
        ("حدود ۱۹۵۰", "1950~"),
        ("دههٔ ۱۹۴۰", "194X"),
        ("قبل از ۱۹۵۰", "../1950"),
        ("اواخر نوامبر ۱۹۸۸", "1988-11-21/1988-11-30"),
        ("بین ۱۹۵۰ و ۱۹۵۵", "1950/1955"),
        ("نوروز ۱۹۸۸", "1988-03"),
        ("۲۰ آبان ۱۳۶۷", "1988-11-11"),
        ("۱۳۶۷/۸/۲۰", "1988-11-11"),
        ("پاییز ۱۳۶۷", "1988-09-23/1988-12-21"),
        ("۱۳۳۶", "1957-03-21/1958-03-20"),
        ("حدود ۱۳۳۶", "1957-03-21~/1958-03-20~"),
        ("1336 شمسی", "1957-03-21/1958-03-20"),
        ("۱۳۳۶ قمری", "1917-10-17/1918-10-06"),
        ("قبل از ۱۳۳۶", "../1957-03-21"),
    ],
)
def test_understood(text: str, edtf: str) -> None:
    assert understood(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "63 years old",
        "63 yaş",
        "63 yaşında",
        "63 лет",
        "63 года",
        "63 տարեկան",
        "63 წლის",
        "۶۳ ساله",
        "63-year old",
    ],
)
def test_an_age_is_a_birth_of_one_of_two_years(text: str) -> None:
    said = read_spoken(text, year=NOW, words=dates.spoken())
    assert said is not None
    assert (said.edtf, said.age) == ("1962~/1963~", 63)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "63",
        "05",
        "long ago",
        "when my father was a child",
        "🙂",
        "32.13.1957",
        "20 05",
        "1336",
        "پاییز ۶۷",
        "دهه ۴۰",
        "1988-ə"[:0],
    ],
)
def test_what_is_not_sure_is_left_alone(text: str) -> None:
    assert understood(text) == ""


def test_the_old_style_is_another_calendar() -> None:
    said = read_spoken("3.5.1917 old style", year=NOW, words=dates.spoken())
    assert said is None or said.calendar is Calendar.JULIAN
    said = read_spoken("May 1917, по старому стилю", year=NOW, words=dates.spoken())
    assert said is not None
    assert (said.edtf, said.calendar) == ("1917-05", Calendar.JULIAN)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    said = read_spoken(text, year=NOW, words=dates.spoken())
    if said is not None:
        read_date({"edtf": said.edtf, "calendar": said.calendar.value})
