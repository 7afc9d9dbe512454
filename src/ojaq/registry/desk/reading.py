"""What the desk reads with: today's date, the words of dates, the knowledge of names."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from ojaq.core.dates import Spoken, read_spoken
from ojaq.registry.desk.writing_down import Reading, Words
from ojaq.registry.identity.services.engine import knowledge
from ojaq.resources import dates


def reading_of(*, office: str, words: Words, today: date | None = None) -> Reading:
    """The readers of today."""
    day = today or timezone.localdate()

    def read(text: str) -> Spoken | None:
        return read_spoken(text, year=day.year, words=dates.spoken())

    return Reading(today=day, office=office, read_date=read, knowledge=knowledge(), words=words)
