"""What families refuse.

Refused
|-- NoEstate        nobody's estate can be chosen for this person
|-- NoDeathTold     the day or year of the death is not told
|-- NoPlaceOfLaw    it is not known which law the home lay under
`-- BrokenFamily    somebody would be their own forebear
"""

from __future__ import annotations

from ojaq.errors import Refused


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
