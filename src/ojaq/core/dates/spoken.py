"""Dates as people say them: "about 1950", "the forties", "63 years old", "Novruz 1988", "late November 1988".

Words come as a table that is handed in (`resources/dates/spoken.yml`); a word counts when it begins with one of the table's,
because endings differ. What is not understood is left alone: it is kept as said, and no year is guessed where two would do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ojaq.core.dates.calendars import Calendar
from ojaq.core.dates.errors import NotADate
from ojaq.core.dates.hijri import read_hijri
from ojaq.core.dates.reading import read_date

LONGEST = 120
_SHORT = 2  # a word of the table this short must stand alone: its letters begin too many others
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+)?|[-–—./~?%]")
_EDTF = re.compile(r"[-~?%X./\[\]{},\dY]+")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_SPAN = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4}|\d{2})")
_DECADE = re.compile(r"(\d{2}|\d{4})['’]?(?:[-–—]?\s?([^\W\d]+))")
_PARTS = {"early": (1, 10), "middle": (11, 20), "late": (21, 0)}
_EASTERN = re.compile("[\u0600-\u06ff]")  # letters and figures of Persian and Arabic
# Letters that keyboards of neighbours write for the Persian ones; marks that few write.
_ALIKE = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "\u0654": None, "\u064b": None})
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a date was understood as: EDTF counted in `calendar`. `age`: it was said as an age in years."""

    edtf: str
    calendar: Calendar = Calendar.GREGORIAN
    age: int | None = None


@dataclass(frozen=True, slots=True)
class _Heard:
    numbers: tuple[str, ...]
    month: int
    season: int
    feast: str
    decade: int
    flags: frozenset[str]


def read_spoken(text: str, *, year: int, words: Mapping[str, Any]) -> Spoken | None:
    """Understand a date as it is said in the year `year`; None when nothing, or nothing sure, is understood. Never raises."""
    plain = _plain(text[:LONGEST])
    if not plain:
        return None
    heard = _hear(plain, words)
    calendar = Calendar.JULIAN if _any_of(plain, words["old_style"]) else Calendar.GREGORIAN
    if (age := _age(plain, heard, words)) is not None:
        # Somebody of 63 was born 63 or 64 years ago; people round their ages.
        return Spoken(f"{year - age - 1:04d}~/{year - age:04d}~", age=age)
    eastern = _EASTERN.search(text) is not None
    edtf = read_hijri(
        plain, numbers=heard.numbers, season=heard.season, flags=heard.flags, eastern=eastern, words=words
    )
    if edtf is None:
        edtf = "" if plain.isdecimal() and len(plain) < 4 else _written(plain)
    if edtf is None:
        edtf = _composed(plain, heard, 0 if eastern else year, words)
    return Spoken(edtf, calendar) if edtf and _holds(edtf, calendar) else None


def _plain(text: str) -> str:
    text = "".join(_digit(sign) for sign in unicodedata.normalize("NFC", text))
    # Turkic capital I with a dot: lower case alone would leave a dot behind it.
    text = text.replace("İ", "i").translate(_ALIKE).replace("\u200c", " ")
    return " ".join(text.lower().split()).strip(" ,;.،")


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, -1)
    return sign if value < 0 else str(value)


def _holds(edtf: str, calendar: Calendar) -> bool:
    try:
        read_date({"edtf": edtf, "calendar": calendar.value})
    except NotADate:
        return False
    return True


def _any_of(plain: str, phrases: list[str]) -> bool:
    return any(phrase in plain for phrase in phrases)


def _age(plain: str, heard: _Heard, words: Mapping[str, Any]) -> int | None:
    """An age: one number of at most three digits with a word for years beside it."""
    if len(heard.numbers) != 1 or len(heard.numbers[0]) > 3 or heard.month:
        return None
    ahead, _, behind = plain.partition(heard.numbers[0])
    after = behind.strip(" -'’")
    if not any(after.startswith(word) for word in words["age"]):
        return None
    beside = _hear(f"{ahead} {after.partition(' ')[2]}", words)
    if beside.season or beside.feast:  # "осень 88 года" is a year, not an age
        return None
    return int(heard.numbers[0])


def _written(plain: str) -> str | None:
    """A date in figures: EDTF itself, 3.5.1957, 5/1957, 1950-55; "" for figures that are no date, None for words."""
    if day := _DAY.fullmatch(plain):
        return _day(int(day[3]), int(day[2]), int(day[1]))
    if month := _MONTH.fullmatch(plain):
        return f"{month[2]}-{int(month[1]):02d}" if 1 <= int(month[1]) <= 12 else ""
    if span := _SPAN.fullmatch(plain):
        last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        # "1988-11" is November in EDTF; two figures that cannot be a month end a span of years.
        if len(span[2]) == 4 or int(span[2]) > 12:
            return f"{span[1]}/{last}" if last > span[1] else ""
    if _EDTF.fullmatch(plain := plain.upper()) and not plain.isdecimal():
        return plain if re.search(r"\d{3}", plain) else ""
    return plain if re.fullmatch(r"[0-9]{4}", plain) else None


def _day(year: int, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"


def _hear(plain: str, words: Mapping[str, Any]) -> _Heard:
    numbers, flags = [], set()
    named = {"months": 0, "seasons": 0, "decades": 0}
    feast = ""
    for token in _TOKEN.findall(plain):
        if token.isdecimal():
            numbers.append(token)
            continue
        group, value = _meaning(token, words)
        if group in named:
            named[group] = named[group] or value
        elif group == "feasts":
            feast = value
        elif group:
            flags.add(group)
    return _Heard(
        tuple(numbers), named["months"], named["seasons"], feast, named["decades"], frozenset(flags)
    )


def _meaning(token: str, words: Mapping[str, Any]) -> tuple[str, Any]:
    """The group and value of the longest word of the table that a word of the text begins with."""
    best: tuple[int, str, Any] = (0, "", None)
    for group, table in words.items():
        if group in ("source", "reviewed", "decade", "age", "old_style", "hijri"):
            continue
        for value, forms in table.items() if isinstance(table, Mapping) else ((None, table),):
            for form in forms:
                fits = token == form if len(form) <= _SHORT else token.startswith(form)
                if fits and len(form) > best[0]:
                    best = (len(form), group, value)
    return best[1], best[2]


def _composed(plain: str, heard: _Heard, year: int, words: Mapping[str, Any]) -> str:
    """The words around the figures put together."""
    years = [each for each in heard.numbers if len(each) == 4]
    if len(years) == 2 and ("between" in heard.flags or _SPAN.search(plain)):
        return f"{min(years)}/{max(years)}"
    said = _decade(plain, heard, words) or _point(heard, years, year)
    if not said:
        return ""
    return _around(said, heard.flags)


def _around(said: str, flags: frozenset[str]) -> str:
    if "/" not in said:
        if "before" in flags and "after" not in flags:
            return f"../{said}"
        if "after" in flags and "before" not in flags:
            return f"{said}/.."
    about, perhaps = "about" in flags, "perhaps" in flags
    mark = "%" if about and perhaps else "~" if about else "?" if perhaps else ""
    if not mark or "X" in said:
        return said
    return "/".join(f"{end}{mark}" for end in said.split("/"))


def _decade(plain: str, heard: _Heard, words: Mapping[str, Any]) -> str:
    """The forties, 40s, 1940s, 40-cı illər: always of the last century where two figures are said."""
    if heard.decade and not heard.numbers:
        return f"19{heard.decade // 10}X"
    said = plain.split()
    for word, figures in pairwise(said):  # the word first, as in Persian
        if word in words["decade"] and re.fullmatch(r"\d{3}0", figures):
            return f"{figures[:3]}X"
    for found in _DECADE.finditer(plain):
        figures, ending = found[1], found[2] or ""
        rest = plain[found.end() :].strip(" -")
        tens = figures.endswith("0") and any(
            ending.startswith(form.strip("-")) if len(form.strip("-")) > 1 else ending == form
            for form in words["decade"]
        )
        plural = any(rest.startswith(form) for form in words["decade"] if len(form) > 3)
        if tens or (figures.endswith("0") and plural):
            return f"{figures[:3]}X" if len(figures) == 4 else f"19{figures[0]}X"
    return ""


def _point(heard: _Heard, years: list[str], year: int) -> str:
    """One year with what was said of its month, season, feast or day."""
    short = [each for each in heard.numbers if len(each) == 2 and each not in years]
    days = [int(each) for each in heard.numbers if len(each) <= 2]
    if years:
        told = years[0]
    elif short and (full := _full_year(short[-1], year)):
        told = full
        days = days[:-1]
    else:
        return ""
    if heard.feast:
        return f"{told}-03-22/{told}-05-08" if heard.feast == "easter" else f"{told}{heard.feast}"
    if heard.month:
        return _in_month(told, heard, days)
    return f"{told}-{heard.season}" if heard.season else told


def _in_month(told: str, heard: _Heard, days: list[int]) -> str:
    if len(days) == 1 and 1 <= days[0] <= 31:
        return f"{told}-{heard.month:02d}-{days[0]:02d}"
    for part, (first, last) in _PARTS.items():
        if part in heard.flags:
            end = last or _LENGTHS[heard.month - 1]
            return f"{told}-{heard.month:02d}-{first:02d}/{told}-{heard.month:02d}-{end:02d}"
    return f"{told}-{heard.month:02d}"


def _full_year(two: str, year: int) -> str:
    """The year two figures mean; "" where both centuries would do. `year` 0: another era may be meant, so none."""
    return "" if not year or int(two) <= year % 100 else f"19{two}"
