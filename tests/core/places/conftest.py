"""Small gazetteers of three corners of the world that were built for none of them."""

from __future__ import annotations

import pytest

from ojaq.core.names import NameKnowledge, build_knowledge
from ojaq.core.places import NameRow, PlaceBook, PlaceRow
from ojaq.resources import gazetteer
from ojaq.resources import names as name_tables

CYPRUS = (
    [
        PlaceRow("n", "Nicosia", 35.17, 33.36, "CY", placetype="region"),
        PlaceRow("f", "Famagusta District", 35.12, 33.94, "CY", placetype="region"),
        PlaceRow("1", "Kythrea", 35.25, 33.48, "CY", "n", placetype="locality"),
        PlaceRow("2", "Pano Zodia", 35.16, 33.02, "CY", "n", placetype="locality"),
        PlaceRow("3", "Kato Zodia", 35.17, 33.01, "CY", "n", placetype="locality"),
        PlaceRow("4", "Lysi", 35.10, 33.68, "CY", "f", placetype="locality"),
        PlaceRow("5", "Agios Georgios", 35.06, 33.30, "CY", "n", placetype="locality"),
        PlaceRow("6", "Agios Georgios", 35.15, 33.86, "CY", "f", placetype="locality"),
        PlaceRow("7", "Prastio", 35.17, 33.75, "CY", "f", placetype="locality"),
    ],
    [
        NameRow("n", "Λευκωσία", "ell"),
        NameRow("n", "Lefkoşa", "tur"),
        NameRow("f", "Αμμόχωστος", "ell"),
        NameRow("f", "Gazimağusa", "tur"),
        NameRow("1", "Κυθρέα", "ell"),
        NameRow("1", "Değirmenlik", "tur"),
        NameRow("2", "Πάνω Ζώδεια", "ell"),
        NameRow("2", "Yukarı Bostancı", "tur"),
        NameRow("3", "Κάτω Ζώδεια", "ell"),
        NameRow("3", "Aşağı Bostancı", "tur"),
        NameRow("4", "Λύση", "ell"),
        NameRow("4", "Akdoğan", "tur"),
        NameRow("7", "Dörtyol", "tur"),
    ],
)
KOSOVO = (
    [
        PlaceRow("p", "Peć", 42.66, 20.29, "XK", placetype="county"),
        PlaceRow("g", "Gnjilane", 42.46, 21.47, "XK", placetype="county"),
        PlaceRow("1", "Gornje Selo", 42.20, 20.90, "XK", "", "p", placetype="locality"),
        PlaceRow("2", "Gjakova", 42.38, 20.43, "XK", "", "p", placetype="locality"),
        PlaceRow("3", "Donja Budriga", 42.37, 21.45, "XK", "", "g", placetype="locality"),
        PlaceRow("4", "Gornja Budriga", 42.38, 21.46, "XK", "", "g", placetype="locality"),
        PlaceRow("5", "Koretište", 42.49, 21.52, "XK", "", "g", placetype="locality"),
    ],
    [
        NameRow("p", "Peja", "sqi"),
        NameRow("g", "Gjilan", "sqi"),
        NameRow("2", "Ђаковица", "srp"),
        NameRow("2", "Đakovica", "srp"),
        NameRow("5", "Koretishtë", "sqi"),
    ],
)
CAUCASUS = (
    [
        PlaceRow("85668103", "Gegharkunik", 40.35, 45.20, "AM", "85668103", placetype="region"),
        PlaceRow("85668095", "Tavush", 40.88, 45.14, "AM", "85668095", placetype="region"),
        PlaceRow("1", "Vardenis", 40.18, 45.73, "AM", "85668103", placetype="locality", population=12000),
        PlaceRow("2", "Verin Getashen", 40.13, 45.25, "AM", "85668103", placetype="locality"),
        PlaceRow("3", "Nerk'in Getashen", 40.14, 45.27, "AM", "85668103", placetype="locality"),
        PlaceRow("4", "Nor Gyugh", 40.27, 44.67, "AM", "85668095", placetype="locality"),
        PlaceRow("5", "Tazakend", 40.90, 45.10, "AM", "85668095", placetype="locality"),
        PlaceRow("6", "Tazakend", 40.20, 45.60, "AM", "85668103", placetype="locality"),
        PlaceRow("7", "Navur", 40.87, 45.34, "AM", "85668095", placetype="locality"),
    ],
    [
        NameRow("85668103", "Գեղարքունիք", "hye"),
        NameRow("1", "Վարդենիս", "hye"),
        NameRow("1", "Basarkeçər", "aze", "historical"),
        NameRow("2", "Վերին Գետաշեն", "hye"),
        NameRow("3", "Ներքին Գետաշեն", "hye"),
        NameRow("3", "Aşağı Adyaman", "aze"),
    ],
)


@pytest.fixture(scope="session")
def knowledge() -> NameKnowledge:
    return build_knowledge(name_tables.tables())


def book_of(rows: tuple[list[PlaceRow], list[NameRow]], knowledge: NameKnowledge) -> PlaceBook:
    return PlaceBook.of(rows[0], rows[1], gazetteer.words(), knowledge)


@pytest.fixture(scope="session")
def cyprus(knowledge: NameKnowledge) -> PlaceBook:
    return book_of(CYPRUS, knowledge)


@pytest.fixture(scope="session")
def kosovo(knowledge: NameKnowledge) -> PlaceBook:
    return book_of(KOSOVO, knowledge)


@pytest.fixture(scope="session")
def caucasus(knowledge: NameKnowledge) -> PlaceBook:
    return book_of(CAUCASUS, knowledge)
