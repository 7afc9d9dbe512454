"""Written places are found by any name, script and era; what is ambiguous is said to be."""

from __future__ import annotations

import pytest

from ojaq.core.places import PlaceBook, PlaceQuestion


def best(book: PlaceBook, text: str, **hints: object) -> str | None:
    answer = book.resolve(text, **hints)  # type: ignore[arg-type]
    return answer.best.place_id if answer.best else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Basarkeçər", "1"),
        ("BASARKEÇƏR", "1"),
        ("Басаркечар", "1"),
        ("باسارکچر", "1"),
        ("ვარდენისი", "1"),
        ("Варденис", "1"),
        ("Βαρδενίς", "1"),
        ("Vardenis şəhəri", "1"),
        ("Нижний Гетташен", "3"),
        ("Verin Getaşen", "2"),
        ("Yuxarı Getaşen", "2"),
        ("Ашагы Адыяман", "3"),
        ("Նավուր գյուղ", "7"),
    ],
)
def test_a_place_is_found_in_other_scripts_and_under_older_names(
    caucasus: PlaceBook, text: str, place: str
) -> None:
    assert best(caucasus, text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Deyirmenlik", "1"),
        ("Дегирменлик", "1"),
        ("Kythraia", "1"),
        ("Κυθραία", "1"),
        ("Епано Зодиа", "2"),
        ("Ano Zodhia", "2"),
        ("Aşağı Bostancı köyü", "3"),
        ("χωριό Λύσι", "4"),
        ("Akdogan", "4"),
        ("Ακντογάν", "4"),
    ],
)
def test_greek_and_turkish_names_of_cyprus(cyprus: PlaceBook, text: str, place: str) -> None:
    assert best(cyprus, text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Djakovica", "2"),
        ("Gjakovë", "2"),
        ("Ђаковица", "2"),
        ("Доња Будрига", "3"),
        ("Budrika e Poshtme", "3"),
        ("Budrigë e Epërme", "4"),
        ("fshati Koretishte", "5"),
        ("Кореtиште", "5"),
    ],
)
def test_serbian_and_albanian_names_of_kosovo(kosovo: PlaceBook, text: str, place: str) -> None:
    assert best(kosovo, text) == place


def test_upper_and_lower_are_different_places(caucasus: PlaceBook) -> None:
    upper, lower = caucasus.resolve("Verin Getashen"), caucasus.resolve("Nerkin Getashen")
    assert upper.best.place_id == "2"
    assert lower.best.place_id == "3"
    assert not upper.ambiguous
    assert not lower.ambiguous


def test_what_is_left_out_makes_it_ambiguous(caucasus: PlaceBook) -> None:
    answer = caucasus.resolve("Getashen")
    assert answer.ambiguous
    assert {candidate.place_id for candidate in answer.candidates[:2]} == {"2", "3"}
    assert answer.certain is None


def test_a_shared_name_is_ambiguous_until_a_district_is_told(caucasus: PlaceBook, cyprus: PlaceBook) -> None:
    assert caucasus.resolve("Təzəkənd").ambiguous
    for district in (
        "Gegharkunik",
        "Գեղարքունիքի մարզ",
        "Гегаркуникская область",
        "85668103",
        "wof:85668103",
    ):
        answer = caucasus.resolve("Təzəkənd", district=district)
        assert answer.best.place_id == "6", district
        assert not answer.ambiguous, district
    assert cyprus.resolve("Άγιος Γεώργιος").ambiguous
    assert best(cyprus, "Aghios Georghios", district="Gazimağusa") == "6"
    assert best(cyprus, "Άγιος Γεώργιος", district="Λευκωσίας") == "5"


def test_the_district_may_stand_in_the_text(caucasus: PlaceBook, cyprus: PlaceBook) -> None:
    for text in (
        "Tazakend, Tavush",
        "Təzəkənd (Tavuş)",
        "Tavuş rayonu Təzəkənd kəndi",
        "Тазакенд Тавушского района",
    ):
        assert best(caucasus, text) == "5", text
    assert best(cyprus, "Άγιος Γεώργιος, επαρχία Αμμοχώστου") == "6"


def test_a_point_and_company_decide_between_namesakes(caucasus: PlaceBook) -> None:
    assert best(caucasus, "Tazakend", near=(40.21, 45.61)) == "6"
    assert best(caucasus, "Tazakend", near=(40.89, 45.11)) == "5"
    assert best(caucasus, "Tazakend", co_mentioned=("Vardenis",)) == "6"
    assert best(caucasus, "Tazakend", co_mentioned=("Navur", "Tazakend")) == "5"


def test_nobody_is_an_answer(caucasus: PlaceBook) -> None:
    for text in ("", "   ", "😀😀", "?!", "Qwertzuiopü", "Reykjavík", "()"):
        answer = caucasus.resolve(text)
        assert not answer.candidates or answer.candidates[0].probability < 0.5, text


def test_probabilities_leave_room_for_none_of_these(caucasus: PlaceBook) -> None:
    answer = caucasus.resolve("Getashen")
    assert 0.0 < sum(candidate.probability for candidate in answer.candidates) <= 1.0
    assert [c.probability for c in answer.candidates] == sorted(
        (c.probability for c in answer.candidates), reverse=True
    )


def test_long_and_strange_texts_are_bounded(caucasus: PlaceBook) -> None:
    assert not caucasus.resolve("ա" * 5000).candidates
    caucasus.resolve("Vardenis " * 600)
    caucasus.resolve("\ud800 lone")
    assert best(caucasus, "Vardenis 😀\u200d") == "1"
    assert best(caucasus, "Vаrdenis") == "1"  # the second letter is Cyrillic


def test_the_community_s_own_place_comes_before_the_background(knowledge: object) -> None:
    from ojaq.core.places import PlaceRow
    from ojaq.resources import gazetteer

    rows = [
        PlaceRow("1", "Yeniköy", 40.0, 45.0, "AZ", placetype="locality", population=5000, own=False),
        PlaceRow("2", "Yeniköy", 35.0, 33.0, "CY", placetype="locality", own=True),
    ]
    answer = PlaceBook.of(rows, [], gazetteer.words(), knowledge).resolve("Yenikoy")  # type: ignore[arg-type]
    assert answer.best.place_id == "2"
    assert not answer.ambiguous


def test_a_question_asked_again_is_remembered(caucasus: PlaceBook) -> None:
    assert caucasus.answer(PlaceQuestion("Vardenis")) is caucasus.answer(PlaceQuestion("Vardenis"))


def test_ids_are_known_with_and_without_their_prefix(caucasus: PlaceBook) -> None:
    assert caucasus.knows("wof:85668103") == caucasus.knows("85668103") == "85668103"
    assert caucasus.knows("wof:0") is None
