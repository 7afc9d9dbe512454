"""Dates as they are said: EDTF, four calendars, bounds, ages. See README.md."""

from ojaq.core.dates.births import BirthYear, birth_year
from ojaq.core.dates.calendars import Calendar
from ojaq.core.dates.errors import NotADate
from ojaq.core.dates.moments import Kind, Moment
from ojaq.core.dates.reading import read_date
from ojaq.core.dates.spoken import Spoken, read_spoken

__all__ = [
    "BirthYear",
    "Calendar",
    "Kind",
    "Moment",
    "NotADate",
    "Spoken",
    "birth_year",
    "read_date",
    "read_spoken",
]
