"""A person by the register number."""

from __future__ import annotations

from ojaq.api.door import Question
from ojaq.registry.families.pages import PersonPage
from ojaq.registry.families.selectors import person_page
from ojaq.registry.identity.errors import NoSuchPerson, NotANumber
from ojaq.registry.identity.number import read_number


def show(request: Question, number: str) -> PersonPage:
    """What the register holds of the person a number answers with; old numbers answer too. The reading is in the ledger."""
    return person_page(number=number_of(number), viewer=request.viewer)


def number_of(text: str) -> int:
    """A register number from an address. One that was misread answers as one that nobody has."""
    try:
        return read_number(text)
    except NotANumber as fault:
        raise NoSuchPerson from fault
