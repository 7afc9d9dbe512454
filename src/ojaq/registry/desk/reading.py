"""What the desk reads with: today's date, the words of dates, the knowledge of names."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from ojaq.registry.desk.writing_down import Reading, Words
from ojaq.registry.identity.services.engine import knowledge
from ojaq.registry.registration.dates_said import reader


def reading_of(*, office: str, words: Words, today: date | None = None) -> Reading:
    """The readers of today."""
    day = today or timezone.localdate()
    return Reading(today=day, office=office, read_date=reader(day.year), knowledge=knowledge(), words=words)
