"""What cannot be read as a date."""

from __future__ import annotations

from ojaq.errors import Refused


class NotADate(Refused):
    """The text is no EDTF date, or names a day that no calendar has.

    What was written is never in the message.
    """

    code = "not-a-date"
    sentence = (
        "This is not a date that can be read. Write 1957, 1957-03, 1957-03-21, 195X, 1957~ or 1988/1990."
    )
