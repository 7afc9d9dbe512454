"""Names are read by their sound in any script, and their parts are found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.core.names import (
    ALPHABET,
    LONGEST_SOUND,
    NameKnowledge,
    build_knowledge,
    read_name,
    read_words,
    similarity,
)
from ojaq.resources.names import tables

KNOWN = build_knowledge(tables())

ONE_NAME = {
    "Əliyev": ["Алиев", "Әлијев", "Ալիև", "ალიევი", "Aliyev", "علی‌اف", "Алијев", "Αλίεφ"],
    "Hüseyn": ["Гусейн", "Һүсејн", "Hossein", "حسین", "Հուսեյն", "ჰუსეინ", "Χουσεΐν", "हुसैन"],
    "Gevorg": ["Գևորգ", "Գեւորգ", "Геворг", "Kevork", "გევორგ", "گورگ"],
    "Shevardnadze": ["შევარდნაძე", "Шеварднадзе", "Շևարդնաձե", "شواردنادزه", "Şevardnadze"],
    "Đorđević": ["Ђорђевић", "Djordjevic", "Джорджевич"],
    "Cabbarov": ["Джаббаров", "Ҹаббаров", "Jabbarov", "Ջաբբարով", "ჯაბაროვი"],
    "Papadopoulos": ["Παπαδόπουλος", "Пападопулос", "پاپادوپولوس"],
    "Xhafer": ["Cafer", "Џафер", "Джафер"],
}
LANGUAGE = {"Cabbarov": "az", "Xhafer": "sq", "Cafer": "tr"}


def token(text: str, known: NameKnowledge = KNOWN):
    return read_words(text, LANGUAGE.get(text), known)[0]


@pytest.mark.parametrize("name", ONE_NAME)
def test_one_name_sounds_alike_in_every_script(name: str) -> None:
    for other in ONE_NAME[name]:
        assert similarity(token(name), token(other), KNOWN) >= 0.7, other


def test_other_names_do_not_sound_alike() -> None:
    names = [*ONE_NAME, "Mariam", "Petros", "Zəhra"]
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            assert similarity(token(one), token(other), KNOWN) < 0.7, (one, other)


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from([None, "az", "ru", "hy", "ka", "fa", "el", "sr-Latn", "xx", ""]))
def test_any_text_can_be_read(text: str, language: str | None) -> None:
    for one in read_words(text, language, KNOWN):
        assert one.written in text
        assert 0 < len(one.sound) <= LONGEST_SOUND
        assert set(one.sound) <= set(ALPHABET)
        assert one.skeleton


parts = st.one_of(st.text(max_size=20), st.none(), st.integers(), st.lists(st.text(max_size=8), max_size=2))
PARTS = ("given", "patronymic", "family", "birth_family", "also", "as_written", "language")


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(PARTS), parts))
def test_any_name_can_be_read(name: dict[str, object]) -> None:
    read_name(name, KNOWN)


def test_what_is_written_is_kept_with_its_joiners() -> None:
    joined, plain = token("علی‌اف"), token("علیاف")
    assert joined.written == "علی‌اف"
    assert joined.sound == plain.sound


def test_a_dotless_capital_is_turkish_only() -> None:
    assert read_words("IŞIK", None, KNOWN)[0].sound == "iSik"
    assert read_words("İSMAYIL", "az", KNOWN)[0].sound == read_words("ismayıl", "az", KNOWN)[0].sound


@pytest.mark.parametrize(
    ("name", "given", "root", "father", "sex"),
    [
        (
            {"given": "Leyla", "patronymic": "Əli qızı", "family": "Məmmədova"},
            "Leyla",
            "Məmməd",
            "Əli",
            "female",
        ),
        ({"as_written": "Иванов Сергей Сергеевич"}, "Сергей", "Иван", "Серге", "male"),
        ({"as_written": "Həsən oğlu Əli Məmmədov"}, "Əli", "Məmməd", "Həsən", "male"),
        ({"as_written": "Məmmədov Əli Həsən oğlu"}, "Əli", "Məmməd", "Həsən", "male"),
        ({"given": "Գևորգ", "patronymic": "Սարգսի"}, "Գևորգ", None, "Սարգս", None),
        ({"as_written": "გიორგი დავითის ძე ბერიძე"}, "გიორგი", "ბერი", "დავით", "male"),
        ({"as_written": "علی ابن حسین"}, "علی", None, "حسین", "male"),
        ({"as_written": "Տեր-Պետրոսյան Լևոն"}, "Լևոն", "Պետրոս", None, None),
        ({"as_written": "Smith, John"}, "John", "Smith", None, None),
        ({"as_written": "Գրիգորյան Հակոբ Սարգսի"}, "Հակոբ", "Գրիգոր", "Սարգս", None),
        ({"as_written": "Անի Գրիգորյան"}, "Անի", "Գրիգոր", None, None),
        ({"as_written": "John Henry Jackson"}, "John", "Jackson", None, None),
        ({"as_written": "Heinrich Karl Müller"}, "Heinrich", "Müller", None, None),
        ({"as_written": "E. Smith"}, "E", "Smith", None, None),
        ({"as_written": "Cem Hasanoğlu"}, "Cem", "Hasan", None, None),
        ({"as_written": "Слободан Милошевић"}, "Слободан", "Милоше", None, None),
        ({"given": "Иван", "patronymic": "Гасанович"}, "Иван", None, "Гасан", "male"),
        ({"given": "Иван Петрович", "family": "Ли"}, "Иван", "Ли", "Петр", "male"),
        ({"given": "Leyla", "patronymic": "Əliqızı"}, "Leyla", None, "Əli", "female"),
    ],
)
def test_parts_are_found(
    name: dict[str, object], given: str, root: str | None, father: str | None, sex: str | None
) -> None:
    read = read_name(name, KNOWN)
    assert read.given[0].written == given
    assert (read.family_root.written if read.family_root else None) == root
    assert (read.father.written if read.father else None) == father
    assert read.sex_hint == sex


@pytest.mark.parametrize(
    "word", ["unknown", "Stillborn", "неизвестно", "uşaq", "անհայտ", "უცნობი", "نامعلوم"]
)
def test_a_stand_in_is_no_name(word: str) -> None:
    read = read_name({"given": word, "family": "Petrosyan"}, KNOWN)
    assert read.placeholder
    assert read.given == ()


def test_an_honorific_alone_is_a_name() -> None:
    assert [t.written for t in read_name({"given": "Hacı"}, KNOWN).given] == ["Hacı"]
    assert [t.written for t in read_name({"given": "Hacı Əli"}, KNOWN).given] == ["Əli"]


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("Charles VIII", "8"),
        ("Charles VI", "6"),
        ("Henry 2nd", "2"),
        ("John Jr.", "junior"),
        ("Карл ВИИИ", "8"),
        ("John V.", "5"),
        ("V", ""),
    ],
)
def test_numerals_are_no_part_of_the_sound(text: str, numeral: str) -> None:
    read = read_name({"given": text}, KNOWN)
    assert read.numeral == numeral
    assert len(read.given) == 1


def test_a_birth_name_is_found() -> None:
    read = read_name({"as_written": "Anna Petrova née Ivanova"}, KNOWN)
    assert read.birth_family_root is not None
    assert read.birth_family_root.written == "Ivan"
    assert read.sex_hint == "female"


def test_one_name_of_the_table_is_one_variant() -> None:
    forms = ["Məhəmməd", "Магомед", "Mehmet", "محمد", "მამედ", "Mamed"]
    numbers = {KNOWN.variant_of(token(form)) for form in forms}
    assert len(numbers) == 1
    assert None not in numbers
    assert KNOWN.variant_of(token("Gevorg")) not in numbers


def test_names_that_sound_alike_are_known_apart() -> None:
    assert KNOWN.are_apart(token("حسن"), token("Гусейн"))
    assert not KNOWN.are_apart(token("حسن"), token("Гасан"))
    assert not KNOWN.are_apart(token("Leyla"), token("Гасан"))


def test_five_thousand_letters_are_read_in_bounded_time() -> None:
    assert len(read_words("Ə" * 5_000, "az", KNOWN)[0].sound) <= LONGEST_SOUND
    assert len(read_words("Ali " * 5_000, None, KNOWN)) <= 32
