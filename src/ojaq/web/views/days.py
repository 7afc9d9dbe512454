"""Days in addresses."""

from __future__ import annotations

import datetime as dt


def day_of(text: str) -> dt.date | None:
    """The day a field of kind date sends; None where nothing, or nothing that is a day, was sent."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
