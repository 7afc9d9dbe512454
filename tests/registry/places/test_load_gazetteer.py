"""Loading a gazetteer: twice is once, broken rows are told, nothing is overwritten."""

from __future__ import annotations

import pytest

from ojaq.core.places import NameRow, PlaceRow
from ojaq.registry.access import Viewer
from ojaq.registry.ledger.models import Entry
from ojaq.registry.places import selectors, services
from ojaq.registry.places.models import Place, PlaceName
from ojaq.registry.places.refusals import RowRefusal

pytestmark = pytest.mark.django_db

ROWS = [
    PlaceRow("d1", "Lefkosia", 35.17, 33.36, "CY", placetype="county"),
    PlaceRow("1", "Agios Sozomenos", 35.06, 33.44, "CY", county_id="d1", placetype="locality"),
    PlaceRow("2", "Potamia", 35.04, 33.44, "CY", county_id="d1", placetype="locality", population=450),
    NameRow("1", "Αρπαλίκι", "ell", "variant"),
    NameRow("1", "Arpalık", "tur", "preferred"),
    NameRow("2", "Bodamya", "tur", "preferred"),
    NameRow("2", "Ποταμιά", "ell", "preferred"),
]


def load(operator: Viewer, rows: list, own: bool = True) -> services.GazetteerFigures:
    return services.load_gazetteer(
        rows=rows, code="cy", title="Cyprus", attribution="CC0", own=own, by=operator
    )


def test_the_same_rows_twice_are_stored_once(operator: Viewer) -> None:
    first, second = load(operator, ROWS), load(operator, ROWS)
    assert (first.places_new, first.names_new, first.refused) == (3, 4, 0)
    assert (second.places_new, second.places_there, second.names_new, second.names_there) == (0, 3, 0, 4)
    assert Place.objects.count() == 3
    assert PlaceName.objects.count() == 4


def test_names_of_unknown_places_and_broken_rows_are_told_and_the_rest_goes_in(operator: Viewer) -> None:
    figures = load(operator, [*ROWS, NameRow("9", "Nowhere"), RowRefusal(7, "lat", "not-a-number-there")])
    assert figures.refused == 2
    assert {refusal.code for refusal in figures.refusals} == {"unknown-place", "not-a-number-there"}
    assert figures.names_new == 4


def test_a_load_is_one_entry_in_the_ledger(operator: Viewer) -> None:
    load(operator, ROWS)
    assert Entry.objects.filter(act="load-gazetteer").count() == 1


def test_a_place_that_the_community_brings_too_becomes_its_own(operator: Viewer) -> None:
    load(operator, ROWS[:3], own=False)
    assert not Place.objects.filter(own=True).exists()
    load(operator, ROWS[1:2])
    assert list(Place.objects.filter(own=True).values_list("gazetteer_id", flat=True)) == ["1"]


def test_scripts_are_read_from_the_letters(operator: Viewer) -> None:
    load(operator, ROWS)
    assert dict(PlaceName.objects.values_list("name", "script")) == {
        "Αρπαλίκι": "Grek",
        "Arpalık": "Latn",
        "Bodamya": "Latn",
        "Ποταμιά": "Grek",
    }


def test_the_book_follows_the_tables(operator: Viewer) -> None:
    load(operator, ROWS)
    assert selectors.book().resolve("Bodamya").best.place_id == "2"
    assert selectors.book() is selectors.book()
    services.add_place_name(place="2", name="Potamos tou Kampou", source="told", by=operator)
    assert selectors.book().resolve("Potamos tou Kampou").best.place_id == "2"
