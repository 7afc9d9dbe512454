"""A packed book answers as the book did; a book with added names answers as one written anew."""

from __future__ import annotations

import pytest

from core.places.conftest import CAUCASUS, book_of
from ojaq.core.names import NameKnowledge
from ojaq.core.places import NameRow, PlaceBook
from ojaq.core.places.packing import pack, unpack
from ojaq.resources import gazetteer

ASKED = ("Basarkeçər", "Վերին Գետաշեն", "Getashen", "Тазакенд", "Nowhere at all")


def test_a_packed_book_answers_the_same(caucasus: PlaceBook, knowledge: NameKnowledge) -> None:
    packed = pack(caucasus)
    again = unpack(packed, gazetteer.words(), knowledge)
    assert [again.resolve(text) for text in ASKED] == [caucasus.resolve(text) for text in ASKED]
    assert pack(again) == packed


def test_bytes_of_another_format_are_refused(caucasus: PlaceBook, knowledge: NameKnowledge) -> None:
    with pytest.raises(ValueError):
        unpack(b"nothing of ours", gazetteer.words(), knowledge)


def test_names_added_later_count_as_if_they_had_been_there(
    caucasus: PlaceBook, knowledge: NameKnowledge
) -> None:
    added = [NameRow("7", "Göyərçin", "aze"), NameRow("nobody", "X")]
    later = caucasus.with_names(added)
    anew = book_of((CAUCASUS[0], [*CAUCASUS[1], *added]), knowledge)
    for text in (*ASKED, "Гёярчин", "Goyerchin"):
        assert later.resolve(text) == anew.resolve(text)
    assert later.resolve("Göyərçin").best.place_id == "7"
    assert caucasus.resolve("Göyərçin").best is None
