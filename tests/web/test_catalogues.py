"""Every sentence is said in every language, and what ships is what was written."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "scripts" / "catalogues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogues"] = module
    spec.loader.exec_module(module)
    return module


catalogues = _tool()


@pytest.mark.parametrize("language", sorted(catalogues.PLURALS))
def test_nothing_is_missing_stale_untranslated_or_fuzzy(language: str) -> None:
    assert catalogues.faults(language, catalogues.sentences()) == []


@pytest.mark.parametrize("language", sorted(catalogues.PLURALS))
def test_what_ships_is_what_was_written(language: str) -> None:
    folder = catalogues.LOCALE / language / "LC_MESSAGES"
    assert (folder / "django.mo").read_bytes() == polib.pofile(str(folder / "django.po")).to_binary()


def test_sentences_are_found_where_they_stand() -> None:
    found = catalogues.sentences()
    assert ("Who is here?", None) in found
    assert ("Your role does not allow this here. Nothing was changed.", None) in found
    assert ("%(count)s person may fit", "%(count)s people may fit") in found


def test_a_sentence_that_nobody_translated_is_noticed(tmp_path: Path) -> None:
    wanted = {("A sentence of this test.", None): ["here.py"]}
    assert any("missing" in fault for fault in catalogues.faults("az", wanted))


def test_what_is_put_into_a_right_to_left_sentence_keeps_its_own_order() -> None:
    once = catalogues.isolated("%(office)s، %(date)s")
    assert once == "\u2068%(office)s\u2069، \u2068%(date)s\u2069" == catalogues.isolated(once)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "человек может"), (2, "человека могут"), (5, "человек могут"), (21, "человек может")],
)
def test_russian_counts_as_russian_counts(count: int, said: str) -> None:
    with translation.override("ru"):
        assert said in translation.ngettext("%(count)s person may fit", "%(count)s people may fit", count)


WORDS = {
    "az": {"Register number": "Reyestr", "There is no registration under this id.": "qeydiyyat"},
    "hy": {"Register number": "համար", "There is no registration under this id.": "գրանցում"},
    "ru": {"Register number": "реестр", "There is no registration under this id.": "регистрации"},
    "tr": {"Register number": "Sicil", "There is no registration under this id.": "kayıt"},
    "ka": {"Register number": "რეესტრის", "There is no registration under this id.": "რეგისტრაცია"},
    "fa": {"Register number": "شمارهٔ ثبت", "There is no registration under this id.": "ثبت"},
}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_one_word_is_used_for_one_thing(language: str) -> None:
    with translation.override(language):
        for sentence, word in WORDS[language].items():
            assert word in translation.gettext(sentence)
