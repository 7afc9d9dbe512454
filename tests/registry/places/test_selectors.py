"""What is shown of a place: all its names in the reader's order, its namesakes, and what nobody knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ojaq.core.places import NameRow, PlaceRow
from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.ledger.models import Entry
from ojaq.registry.places import selectors, services
from ojaq.registry.places.errors import NameRefused, NoSuchPlace
from ojaq.registry.places.models import PlaceName

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(operator: Viewer) -> Viewer:
    rows = [
        PlaceRow("85668103", "Gegharkunik", 40.35, 45.2, "AM", placetype="region"),
        PlaceRow("1", "Tazakend", 40.2, 45.6, "AM", "85668103", placetype="locality"),
        PlaceRow("2", "Tazakend", 40.9, 45.1, "AM", placetype="locality"),
        NameRow("1", "Təzəkənd", "aze", "preferred"),
        NameRow("1", "Արեւաշեն", "hye", "preferred"),
        NameRow("1", "Тазакенд", "rus", "historical"),
        NameRow("2", "Təzəkənd", "aze", "preferred"),
        NameRow("85668103", "Գեղարքունիք", "hye", "preferred"),
    ]
    services.load_gazetteer(rows=rows, code="t", title="Test", attribution="Data from a test", by=operator)
    return operator


def names(viewer: Viewer, *languages: str) -> list[str]:
    return [shown.name for shown in selectors.place_names(place="1", viewer=viewer, languages=languages)]


def test_names_stand_in_the_reader_s_order(loaded: Viewer) -> None:
    assert names(loaded, "hy", "az")[:2] == ["Արեւաշեն", "Təzəkənd"]
    assert names(loaded, "az", "hy")[:2] == ["Təzəkənd", "Արեւաշեն"]
    assert names(replace(loaded, language="ru"))[0] == "Тазакенд"
    assert sorted(names(loaded, "hy")) == sorted(names(loaded, "az"))


def test_the_title_is_in_the_reader_s_language_for_both_communities_alike(loaded: Viewer) -> None:
    page = selectors.place_page(place="wof:1", viewer=loaded, languages=("az",))
    assert (page.brief.name.name, page.brief.districts) == ("Təzəkənd", ("Gegharkunik",))
    page = selectors.place_page(place="1", viewer=loaded, languages=("hy",))
    assert (page.brief.name.name, page.brief.districts) == ("Արեւաշեն", ("Գեղարքունիք",))


def test_a_page_says_what_nobody_knows_and_whose_data_it_is(loaded: Viewer) -> None:
    page = selectors.place_page(place="1", viewer=loaded)
    assert not any(shown.dates_known for shown in page.names)
    assert page.attribution == "Data from a test"
    assert selectors.attributions() == ("Data from a test",)
    assert [sake.place for sake in page.namesakes] == ["2"]
    assert {shown.script for shown in page.names} == {"Latn", "Armn", "Cyrl"}


def test_a_name_is_added_beside_the_others_once_and_written_down(loaded: Viewer) -> None:
    before = set(PlaceName.objects.values_list("name", flat=True))
    for _ in range(2):
        services.add_place_name(
            place="1", name="Նորագյուղ", lang="hye", begins="1978", source="a decree", by=loaded
        )
    assert set(PlaceName.objects.values_list("name", flat=True)) == before | {"Նորագյուղ"}
    shown = next(n for n in selectors.place_names(place="1", viewer=loaded) if n.name == "Նորագյուղ")
    assert (shown.begins, shown.ends, shown.dates_known, shown.source) == ("1978", "", True, "a decree")
    assert Entry.objects.filter(act="add-place-name").count() == 1


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"name": " "}, "letters"),
        ({"name": "a\u202eb"}, "letters"),
        ({"source": ""}, "source"),
        ({"begins": "soon"}, "date"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_and_says_why(loaded: Viewer, given: dict, part: str) -> None:
    with pytest.raises(NameRefused) as refusal:
        services.add_place_name(**{"place": "1", "name": "X", "source": "told", "by": loaded} | given)
    assert refusal.value.parameters["part"] == part


def test_a_naming_act_links_two_names_of_one_place(loaded: Viewer) -> None:
    old, new = (PlaceName.objects.get(place__gazetteer_id="1", lang=lang).pk for lang in ("aze", "hye"))
    services.write_naming_act(old_name=old, new_name=new, source="a gazette", signed_on="1978", by=loaded)
    acts = selectors.place_page(place="1", viewer=loaded).acts
    assert [(act.old_name, act.new_name, act.signed_on) for act in acts] == [("Təzəkənd", "Արեւաշեն", "1978")]
    other = PlaceName.objects.get(place__gazetteer_id="2").pk
    with pytest.raises(NoSuchPlace):
        services.write_naming_act(old_name=other, new_name=new, source="a gazette", by=loaded)


def test_places_are_found_by_texts_with_and_without_a_district(loaded: Viewer) -> None:
    found = selectors.search(text="Тазакент", viewer=loaded)
    assert {brief.place for brief, _ in found} == {"1", "2"}
    assert selectors.search(text="Тазакент", district="Gegharkunik", viewer=loaded)[0][0].place == "1"


def test_an_unknown_place_and_a_viewer_without_a_role_are_refused(loaded: Viewer) -> None:
    with pytest.raises(NoSuchPlace):
        selectors.place_page(place="nowhere", viewer=loaded)
    nobody = Viewer(account=None, name="", roles=frozenset(), offices=frozenset())
    with pytest.raises(NotPermitted):
        selectors.place_page(place="1", viewer=nobody)
    with pytest.raises(NotPermitted):
        services.add_place_name(place="1", name="X", source="told", by=nobody)
