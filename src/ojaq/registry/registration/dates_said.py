"""A date as somebody said it becomes a date of registration/1: the words stay, with what they were understood as beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ojaq.core.dates import Calendar, Spoken, read_spoken
from ojaq.resources import dates

ReadDate = Callable[[str], Spoken | None]


def reader(year: int) -> ReadDate:
    """Reads dates as they are said in the year `year`: "63 years old" means nothing without one."""

    def read(text: str) -> Spoken | None:
        return read_spoken(text, year=year, words=dates.spoken())

    return read


def said_date(text: str, read_date: ReadDate) -> Any:
    """A date of registration/1: the words, with what they were understood as where they were."""
    understood = read_date(text)
    if understood is None:
        return {"as_said": text}
    if understood.edtf == text and understood.calendar is Calendar.GREGORIAN:
        return text
    said = {"edtf": understood.edtf, "as_said": text}
    return (
        said if understood.calendar is Calendar.GREGORIAN else {**said, "calendar": understood.calendar.value}
    )
