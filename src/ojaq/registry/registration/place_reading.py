"""Reads said places against the register's own book of places, each distinct text once."""

from __future__ import annotations

from ojaq.core.places import PlaceBook
from ojaq.registry.places import selectors
from ojaq.registry.registration.places_said import PlaceRead, PlaceReader, SaidPlace

_NOT_SAID = PlaceRead(None, known=True)
# Distinct texts are few beside mentions; beyond this many the memory starts anew.
_REMEMBERED = 200_000


def place_reader() -> PlaceReader:
    """A reader that remembers what it read. Make a new one for each act: the book may change between acts.

    The book is fetched with the first place that was said: a testimony without places needs none. While the register has no
    gazetteer at all, no place is called unknown.
    """
    memory: dict[SaidPlace, PlaceRead] = {}
    books: list[PlaceBook] = []

    def read_place(said: SaidPlace) -> PlaceRead:
        found = memory.get(said)
        if found is None:
            if len(memory) >= _REMEMBERED:
                memory.clear()
            found = memory[said] = _read(said, books)
        return found

    return read_place


def _read(said: SaidPlace, books: list[PlaceBook]) -> PlaceRead:
    if not (said.text.strip() or said.chosen):
        return _NOT_SAID
    if not books:
        books.append(selectors.book())
    book = books[0]
    if said.chosen and (chosen := book.knows(said.chosen)):
        return PlaceRead(selectors.rows_of([chosen])[chosen], known=True)
    if not book.size:
        return _NOT_SAID
    answer = book.resolve(said.text, district=said.district or None)
    sure = answer.certain
    row = selectors.rows_of([sure.place_id])[sure.place_id] if sure and not said.chosen else None
    return PlaceRead(row, known=bool(answer.candidates) and not said.chosen)
