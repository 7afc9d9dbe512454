"""What families refuse.

Refused
|-- NoEstate        nobody's estate can be chosen for this person
|-- NoDeathTold     the day or year of the death is not told
|-- NoPlaceOfLaw    it is not known which law the home lay under
|-- BrokenFamily    somebody would be their own forebear
|-- NoTimeGiven     a household without a time
|-- NoPeopleGiven   a household of nobody, or of too many
`-- NoSourceGiven   a household nobody says anything about
NotFound
`-- NoSuchHousehold no stated household has this number
Conflict
`-- StandsAlready   somebody was faster
"""

from __future__ import annotations

from ojaq.errors import Conflict, NotFound, Refused


class NoEstate(Refused):
    """No forebear has a told death: whoever asks must say whose estate it is."""

    code = "no-estate"
    sentence = "Of no forebear of this person is it told when they died. Say whose estate it is."


class NoDeathTold(Refused):
    """The law follows from the day of death, and nothing is told of it."""

    code = "no-death-told"
    sentence = (
        "It is not told when this person died. Without that, no law can be named and nothing is reckoned."
    )


class NoPlaceOfLaw(Refused):
    """The law follows from the place, and the place is not in the gazetteer or its country has no law recorded."""

    code = "no-place-of-law"
    sentence = "It is not known under which law this person's home lay. Find its place in the gazetteer, or choose the law."


class BrokenFamily(Refused):
    """The testimonies, joined, make a ring."""

    code = "broken-family"
    sentence = "This family cannot be as it is told: somebody would be their own forebear. Let a reviewer look first."


class NoTimeGiven(Refused):
    """A household is of one time."""

    code = "no-time-given"
    sentence = "Say in which year they lived there, such as 1988, or from when to when, such as 1970/1988."


class NoPeopleGiven(Refused):
    """A household is of somebody."""

    code = "no-people-given"
    sentence = "Say who lived there: at least one person, and at most %(most)s."


class NoSourceGiven(Refused):
    """Nothing is stated without a source."""

    code = "no-source-given"
    sentence = "Say where this is known from: who told it, or which document."


class NoSuchHousehold(NotFound):
    """No stated household has this number."""

    code = "no-such-household"


class StandsAlready(Conflict):
    """The statement stands, or was taken back, already."""

    code = "household-stands-already"
