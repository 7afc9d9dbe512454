"""Names in other scripts: the usual ones as people write them, and every script in its own letters."""

from __future__ import annotations

import unicodedata

import pytest

from core.rehearsal.settings_at_hand import setting, speller
from ojaq.core.rehearsal import writing_of

SCRIPT_WORDS = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Armn": "ARMENIAN", "Geor": "GEORGIAN", "Arab": "ARABIC", "Grek": "GREEK",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "to", "written"),
    [
        ("Əliyev", "az", "ru-Cyrl", "Алиев"),
        ("Cəfərov", "az", "ru-Cyrl", "Джафаров"),
        ("Սարգսյան", "hy", "ru-Cyrl", "Саргсян"),
        ("Սարգսյան", "hy", "en-Latn", "Sargsyan"),
        ("Սարգսյան", "hy", "ka-Geor", "სარგსიან"),
        ("Qasım", "az", "az-Cyrl", "Гасым"),
        ("Γεώργιος", "el", "en-Latn", "Georyios"),
        ("Edward VII", "en", "ru-Cyrl", "Эдвард VII"),
        ("Əli", "az", "az-Latn", "Əli"),
    ],
)
def test_names_are_respelt(text: str, language: str, to: str, written: str) -> None:
    assert speller().respell(text, language, writing_of(to), 0) == written


def test_patronymics_follow_the_language_of_the_office() -> None:
    ru, az = writing_of("ru-Cyrl"), writing_of("az-Latn")
    assert speller().patronymic("Сергей", "male", ru, 0) == "Сергеевич"
    assert speller().patronymic("Карапет", "female", ru, 0) == "Карапетовна"
    assert speller().patronymic("Али", "female", ru, 2) == "Али кызы"
    assert speller().patronymic("Əli", "female", az, 0) == "Əli qızı"


@pytest.mark.parametrize("to", speller().writings)
def test_a_script_is_written_in_its_own_letters(to: str) -> None:
    writing = writing_of(to)
    for names in (
        setting().names,
        setting("displaced-from-azerbaijan").names,
        setting("rehearsal-greek-names").names,
    ):
        for name in (*names.male, *names.family):
            written = speller().respell(name, names.language, writing, 1)
            letters = [letter for letter in written if letter.isalpha()]
            assert letters, name
            assert all(
                unicodedata.name(letter).startswith(SCRIPT_WORDS[writing.script]) for letter in letters
            ), written
