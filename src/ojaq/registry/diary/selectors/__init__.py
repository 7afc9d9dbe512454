"""Reading the diary."""

from ojaq.registry.diary.selectors.appointments import (
    Expected,
    WeekDay,
    due_today,
    office_day,
    office_week,
)
from ojaq.registry.diary.selectors.queue import (
    Queue,
    QueueLine,
    day_figures_of,
    queue,
    ticket_of,
    waiting_now,
)
from ojaq.registry.diary.selectors.screens import (
    ScreenLine,
    ScreenNow,
    screen_now,
    screens,
)

__all__ = [
    "Expected",
    "Queue",
    "QueueLine",
    "ScreenLine",
    "ScreenNow",
    "WeekDay",
    "day_figures_of",
    "due_today",
    "office_day",
    "office_week",
    "queue",
    "screen_now",
    "screens",
    "ticket_of",
    "waiting_now",
]
