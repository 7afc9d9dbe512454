"""The hours a day of an office offers. Pure. Any other hour can be typed; these are what is offered."""

from __future__ import annotations

import datetime as dt

OPENS, CLOSES, EVERY = 9, 17, 20
"""From nine to five, every twenty minutes."""

_TO_TYPE = (3, 4)


def offered() -> tuple[dt.time, ...]:
    """Every hour that is offered, in order."""
    return tuple(dt.time(minute // 60, minute % 60) for minute in range(OPENS * 60, CLOSES * 60, EVERY))


def read_hour(text: str) -> dt.time | None:
    """An hour as people type it: 10:20, 10.20, 1020, 920; None when it is none. Digits of any script."""
    digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())
    if len(digits) <= 2 and digits:
        digits += "00"
    if len(digits) not in _TO_TYPE:
        return None
    hour, minute = int(digits[:-2]), int(digits[-2:])
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def week_of(day: dt.date) -> tuple[dt.date, ...]:
    """The seven days of the week of a day, from Monday."""
    monday = day - dt.timedelta(days=day.weekday())
    return tuple(monday + dt.timedelta(days=n) for n in range(7))
