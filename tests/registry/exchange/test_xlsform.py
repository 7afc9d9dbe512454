"""The intake form for ODK and Kobo: valid XLSForm, in every language, with the register's own codes and words of consent."""

from __future__ import annotations

import openpyxl
import pytest
from django.conf import settings
from pyxform.xls2xform import convert

from ojaq.registry.access.errors import UnknownOffice
from ojaq.registry.exchange.services import export_xlsform
from ojaq.registry.exchange.submissions import KNOWN
from ojaq.registry.registration import codes
from ojaq.registry.registration.consent_words import SENTENCES, read_aloud

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(registry, operator, tmp_path):
    """The form as a workbook on disk."""
    return export_xlsform(path=tmp_path / "form.xlsx", by=operator).path


def sheet(path, name):
    """The rows of one sheet by their headers; empty cells are empty texts."""
    header, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [
        dict(zip(header, ("" if cell is None else str(cell) for cell in row), strict=True)) for row in rows
    ]


def columns():
    """The languages as a form names them."""
    return {code: f"label::{name} ({code})" for code, name in settings.LANGUAGES}


def test_pyxform_takes_the_form_without_a_doubt(form):
    made = convert(str(form), validate=False)
    assert made.warnings == []
    for code, name in settings.LANGUAGES:
        assert f'<translation lang="{name} ({code})"' in made.xform


def test_relatives_repeat_and_are_counted(form):
    made = convert(str(form), validate=False).xform
    assert '<repeat nodeset="/data/told/relatives">' in made
    assert 'calculate="count( /data/told/relatives )"' in made


def test_every_purpose_is_asked_in_the_words_that_are_read_at_the_desk(form):
    asked = {row["name"]: row for row in sheet(form, "survey") if not row["type"].startswith("end")}
    for code, column in columns().items():
        words = read_aloud(code)
        for purpose in SENTENCES:
            assert asked[f"consent_{purpose}"][column] == words[purpose]
    assert asked["consent_register"]["required"] == "yes"
    assert asked["told"]["relevant"] == "${consent_register} = 'yes'"


def test_nothing_is_demanded_but_consent_language_and_one_name(form):
    demanded = {row["name"] for row in sheet(form, "survey") if row["required"] == "yes"}
    assert demanded == {"consent_register", "language", "name", "r_relation"}


def test_choices_are_the_codes_of_the_register(form):
    listed: dict[str, list[str]] = {}
    for row in sheet(form, "choices"):
        listed.setdefault(row["list_name"], []).append(row["name"])
    for name, ours in (
        ("loss_kinds", codes.loss_kinds), ("tenures", codes.tenures), ("wishes", codes.wishes),
        ("destinations", codes.destinations), ("conditions", codes.conditions),
    ):  # fmt: skip
        assert listed[name] == [code for code, _ in ours()]


def test_every_text_stands_in_every_language(form):
    for name in ("survey", "choices"):
        for row in sheet(form, name):
            if row[columns()["en"]]:
                assert all(row[column] for column in columns().values()), row


def test_every_question_is_read_back(form):
    asked = {
        row["name"] for row in sheet(form, "survey")
        if not row["type"].startswith(("begin", "end"))
    }  # fmt: skip
    assert asked <= KNOWN


def test_a_form_of_an_office_says_so_and_an_unknown_office_is_refused(registry, operator, office, tmp_path):
    path = export_xlsform(path=tmp_path / "form.xlsx", by=operator, office=office.code).path
    told = next(row for row in sheet(path, "survey") if row["name"] == "office")
    assert told["calculation"] == f"'{office.code}'"
    with pytest.raises(UnknownOffice):
        export_xlsform(path=tmp_path / "other.xlsx", by=operator, office="nowhere")
    assert not (tmp_path / "other.xlsx").exists()


def test_the_same_form_has_the_same_version_and_a_changed_one_another(registry, operator, office, tmp_path):
    versions = [
        sheet(export_xlsform(path=tmp_path / f"{n}.xlsx", by=operator, office=code).path, "settings")[0][
            "version"
        ]
        for n, code in enumerate(("", "", office.code))
    ]
    assert versions[0] == versions[1] != versions[2]
