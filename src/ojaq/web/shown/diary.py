"""The diary in words: a day by its hours, a week in numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import ngettext

from ojaq.registry.diary.hours import offered, read_hour
from ojaq.registry.diary.selectors import Expected, WeekDay
from ojaq.web.shown.queue import Visitor, visitor_shown
from ojaq.web.shown.words import counted
from ojaq.web.words.dates import day_in_words


@dataclass(frozen=True, slots=True)
class HourShown:
    """One hour of a day: as written, whom it has. `past`: it is over, so nothing new is offered there."""

    hour: str
    visitors: tuple[Visitor, ...]
    past: bool


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of the diary: as written and as addresses write it, its hours, the days beside it."""

    day: str
    written: str
    count: str
    hours: tuple[HourShown, ...]
    before: str
    after: str
    open: bool


@dataclass(frozen=True, slots=True)
class WeekDayShown:
    """A day of a week: how many, at which hours."""

    day: str
    written: str
    weekday: str
    count: str
    hours: tuple[tuple[str, str], ...]
    today: bool


def day_shown(day: dt.date, expected: Sequence[Expected]) -> DayShown:
    """A day by its hours: those offered and those taken, in order."""
    now, by_hour = timezone.localtime(), _by_hour(expected)
    hours = sorted({*offered(), *by_hour})
    return DayShown(
        day=day_in_words(day),
        written=day.isoformat(),
        count=_appointments(len(expected)),
        hours=tuple(
            HourShown(
                hour=f"{hour:%H:%M}",
                visitors=tuple(visitor_shown(one) for one in by_hour.get(hour, ())),
                past=(day, hour) < (now.date(), now.time()),
            )
            for hour in hours
        ),
        before=(day - dt.timedelta(days=1)).isoformat(),
        after=(day + dt.timedelta(days=1)).isoformat(),
        open=day >= now.date(),
    )


def week_shown(days: Sequence[WeekDay], weekdays: Mapping[int, str]) -> tuple[WeekDayShown, ...]:
    """A week in numbers. `weekdays`: Monday is 0."""
    today = timezone.localdate()
    return tuple(
        WeekDayShown(
            day=day_in_words(each.day),
            written=each.day.isoformat(),
            weekday=str(weekdays[each.day.weekday()]),
            count=_appointments(each.appointments),
            hours=tuple((f"{hour:02d}", str(many)) for hour, many in each.hours),
            today=each.day == today,
        )
        for each in days
    )


def day_asked(asked: Mapping[str, str]) -> dt.date:
    """The day a page is about; today where none is asked for, or none that is one."""
    try:
        return dt.date.fromisoformat(asked.get("day", ""))
    except ValueError:
        return timezone.localdate()


def hour_asked(asked: Mapping[str, str]) -> dt.time | None:
    """The hour that was typed, None where it is none."""
    return read_hour(asked.get("at", ""))


def _by_hour(expected: Sequence[Expected]) -> dict[dt.time, list[Expected]]:
    found: dict[dt.time, list[Expected]] = {}
    for one in expected:
        found.setdefault(one.at, []).append(one)
    return found


def _appointments(count: int) -> str:
    return counted(ngettext, "%(count)s appointment", "%(count)s appointments", count)
