"""Printed documents: every script is set, equal values give equal bytes, text is never an instruction."""

from __future__ import annotations

from datetime import date
from typing import Any

import pypdfium2
import pytest

from ojaq.web.documents import NotSet, Sheet, set_document

DAY = date(2026, 11, 22)
LINES = [
    ("Gülnarə Əli qızı Məmmədova", "az"),
    ("Սարգիս Պետրոսյան", "hy"),
    ("ნინო გელაშვილი", "ka"),
    ("Гүлнарә Әли гызы", "ru"),
    ("محمد رضا", "fa"),
    ("Ξένια", "el"),
]


def specimen(lines: list[tuple[str, str]], **sheet: Any) -> bytes:
    values = {
        "title": "Specimen",
        "lines": [{"text": text, "language": language} for text, language in lines],
    }
    return set_document(
        "specimen", values, sheet=Sheet(**{"title": "Specimen", "language": "en", "on": DAY, **sheet})
    )


def text_of(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded())


def test_every_script_of_ours_can_be_set_and_copied_out_again() -> None:
    found = text_of(specimen(LINES))
    for text, language in LINES:
        if language != "fa":
            assert text in found
    # A reader of files may hand out right-to-left words in the order in which they stand on paper.
    assert {"د", "ر", "ض"} <= set(found)
    assert "�" not in found


def test_equal_values_give_equal_bytes_and_the_file_is_an_archive_file() -> None:
    first, second = specimen(LINES), specimen(LINES)
    assert first == second
    assert b"pdfaid:part" in first
    assert first != specimen(LINES[:1])


@pytest.mark.parametrize("line", ["ծն․ 1948", "დაბ. 1948 – 1994", "زادهٔ ۱۹۴۸، «می‌رود»", "1948’ler · köy № 3"])
def test_signs_of_our_languages_do_not_cost_a_paper_its_archive_form(line: str) -> None:
    assert b"pdfaid:part" in specimen([(line, "")])


def test_text_is_set_as_text_whatever_signs_it_holds() -> None:
    wild = '#panic("no") $x^2$ *strong* [open #read("/etc/passwd")'
    assert '#panic("no")' in text_of(specimen([(wild, "")]))


def test_the_stamp_of_a_demonstration_stands_on_the_page_only_when_asked_for() -> None:
    assert "FICTIONAL" in text_of(specimen(LINES, stamp=("UYDURMA", "FICTIONAL")))
    assert "FICTIONAL" not in text_of(specimen(LINES))


def test_a_right_to_left_reader_gets_a_right_to_left_page() -> None:
    page = pypdfium2.PdfDocument(specimen([("Anna", "en")], language="fa"))[0].get_textpage()
    left, _, _, _ = page.get_charbox(page.get_text_range().index("Anna"))
    other = pypdfium2.PdfDocument(specimen([("Anna", "en")]))[0].get_textpage()
    assert left > other.get_charbox(other.get_text_range().index("Anna"))[0]


def test_a_sign_that_no_font_has_refuses_nobody() -> None:
    found = specimen([("Anna \U00012000", "en")])
    assert found.startswith(b"%PDF")
    assert "Anna" in text_of(found)


@pytest.mark.parametrize("name", ["../frame", "nothing_there", ""])
def test_a_template_that_is_not_ours_is_refused(name: str) -> None:
    with pytest.raises(NotSet):
        set_document(name, {}, sheet=Sheet("Specimen", "en", DAY))
