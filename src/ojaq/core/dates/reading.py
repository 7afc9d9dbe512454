"""Reading the date fields of registration/1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from ojaq.core.dates.calendars import Calendar
from ojaq.core.dates.errors import NotADate
from ojaq.core.dates.expressions import read_expression
from ojaq.core.dates.moments import Kind, Moment


def read_date(value: str | Mapping[str, object]) -> Moment:
    """A date field: an EDTF text, or `{"edtf": ..., "as_said": ..., "calendar": ...}` with either of the
    first two.

    The numbers of `edtf` are counted in `calendar` (Gregorian if not said); the bounds are Gregorian days.
    Raises NotADate.
    """
    if isinstance(value, str):
        return _understood(value, Calendar.GREGORIAN)
    if not isinstance(value, Mapping):
        raise NotADate
    edtf, as_said = _optional(value, "edtf"), _optional(value, "as_said")
    calendar = _calendar(value.get("calendar"))
    if edtf is None and as_said is None:
        raise NotADate
    if edtf is None:
        return Moment(None, None, Kind.SAID, as_said=as_said, calendar=calendar)
    return replace(_understood(edtf, calendar), as_said=as_said)


@lru_cache(maxsize=20_000)
def _understood(edtf: str, calendar: Calendar) -> Moment:
    span = read_expression(edtf, calendar)
    return Moment(
        earliest=span.earliest,
        latest=span.latest,
        kind=span.kind,
        approximate=span.approximate,
        uncertain=span.uncertain,
        edtf=edtf,
        calendar=calendar,
    )


def _optional(value: Mapping[str, object], part: str) -> str | None:
    text = value.get(part)
    if text is not None and not isinstance(text, str):
        raise NotADate
    return text


def _calendar(value: object) -> Calendar:
    if value is None:
        return Calendar.GREGORIAN
    try:
        return Calendar(str(value))
    except ValueError:
        raise NotADate from None
