"""What the diary refuses.

Refused
|-- NobodyNamed         an appointment for nobody: neither a name nor a register number
|-- DayHasPassed        an appointment on a day that is over
|-- DayTooFar           an appointment more than a year away
|-- NameTooLong         something else was pasted into a name
`-- NoWindow            calling somebody without saying to which window
NotFound
|-- NoSuchAppointment   none under this id at an office of this viewer
|-- NoSuchTicket        likewise
`-- NoSuchScreen        no screen has this link
Conflict
|-- CameAlready         an appointment whose visitor came is neither moved nor cancelled
`-- EndedAlready        the ticket was ended meanwhile
"""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound, Refused


class NobodyNamed(Refused):
    """Neither a name nor a register number."""

    code = "nobody-named"
    sentence = "An appointment needs a name or a register number. What you typed is still there."


class DayHasPassed(Refused):
    """The day is over."""

    code = "day-has-passed"
    sentence = "That day has passed. Nothing was written; choose another day."


class DayTooFar(Refused):
    """More than a year away."""

    code = "day-too-far"
    sentence = "That day is more than a year away. Nothing was written; is the year right?"


class NameTooLong(Refused):
    """A name of more than 200 letters."""

    code = "name-too-long"
    sentence = "The name is longer than 200 letters. Was something else pasted? Nothing was written."


class NoWindow(Refused):
    """No window was said."""

    code = "no-window"
    sentence = "Say first at which window you sit. Nobody was called."


class NoSuchAppointment(NotFound):
    """No appointment under this id at an office of this viewer."""

    code = "no-such-appointment"
    sentence = "There is no such appointment in the diary of your office."


class NoSuchTicket(NotFound):
    """No ticket under this id at an office of this viewer."""

    code = "no-such-ticket"
    sentence = "There is no such ticket at your office."


class NoSuchScreen(NotFound):
    """No screen has this link, or it was taken down."""

    code = "no-such-screen"
    sentence = "No screen hangs here."


class CameAlready(Conflict):
    """The visitor came, or the appointment was cancelled."""

    code = "came-already"
    sentence = "Somebody changed this appointment meanwhile: the visitor came, or it was cancelled. Nothing was changed by you."


class EndedAlready(Conflict):
    """The ticket was ended meanwhile."""

    code = "ended-already"
    sentence = "This ticket was ended meanwhile. Nothing was changed by you."
