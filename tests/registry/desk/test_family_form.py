"""The family form becomes a testimony, and a testimony a form to correct: what was said stays as said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ojaq.registry.desk.advice import advice
from ojaq.registry.desk.form import Form, fresh, merged, next_family, person, with_relative, without
from ojaq.registry.desk.names_said import fitting, split_years
from ojaq.registry.desk.reading import reading_of
from ojaq.registry.desk.steps import changed
from ojaq.registry.desk.writing_down import form_of, written_down
from ojaq.registry.identity.services.engine import knowledge
from ojaq.registry.registration.reading import Document, read_content

TODAY = date(2026, 11, 22)
ID = "7b0d5c1e-0000-4000-8000-000000000001"


def told(form: Form) -> dict[str, Any]:
    reading = reading_of(office="nasimi-2", words={"register": "May we?"}, today=TODAY)
    return written_down(form, registration=ID, reading=reading)


def posted(**fields: str) -> dict[str, list[str]]:
    return {name.replace("__", "."): [value] for name, value in fields.items()}


def family() -> Form:
    form = fresh(language="az", name="Məmmədova Gülnarə Əli qızı", born="1957", origin="Tutluca")
    for relation, name in (
        ("father", "Əli 1931-1994"), ("mother", "Fatma 1934"), ("spouse", "Rasim Vəli oğlu Quliyev 50-ci ilə yaxın"),
        ("son", "Elçin 1979"), ("daughter", "Aytən 1983"),
    ):  # fmt: skip
        form = changed(form, f"add:{relation}", of="p1")
        form = changed(merged(form, posted(who=form["now"], name=name)), "next", of="p1")
    form["consent"]["register"] = "yes"
    return form


def test_a_family_of_six_is_a_testimony_that_is_taken() -> None:
    testimony = told(family())
    document = read_content(testimony, channel="counter")
    assert isinstance(document, Document)
    assert [each["ref"] for each in testimony["people"]] == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert testimony["ties"] == [
        {"parent": "p2", "child": "p1"}, {"parent": "p3", "child": "p1"}, {"couple": ["p1", "p4"]},
        {"parent": "p1", "child": "p5"}, {"parent": "p4", "child": "p5"},
        {"parent": "p1", "child": "p6"}, {"parent": "p4", "child": "p6"},
    ]  # fmt: skip
    father = testimony["people"][1]
    assert (father["born"], father["died"], father["living"]) == ("1931", "1994", False)
    daughter = testimony["people"][5]
    assert daughter["name"]["as_written"] == "Aytən"
    assert (daughter["name"]["family"], daughter["sex"], daughter["origin"]) == (
        "Quliyeva",
        "female",
        "Tutluca",
    )


def test_words_stand_beside_what_they_were_understood_as() -> None:
    form = merged(family(), posted(who="p1", born="Novruz 1957"))
    assert told(form)["people"][0]["born"] == {"edtf": "1957-03", "as_said": "Novruz 1957"}
    form = merged(form, posted(who="p1", born="when the snow fell"))
    assert told(form)["people"][0]["born"] == {"as_said": "when the snow fell"}
    form = merged(form, posted(who="p1", born="May 1917 old style"))
    assert told(form)["people"][0]["born"]["calendar"] == "julian"


def test_what_was_not_answered_is_not_said() -> None:
    testimony = told(merged(fresh(language="az", name="Leyla"), posted(who="p1", shown="1")))
    assert set(testimony["people"][0]) == {"ref", "name", "living"}
    assert not {"departures", "losses", "wishes", "contacts", "statement", "ties"} & set(testimony)
    assert testimony["consent"] == []


def test_a_correction_carries_over_what_the_form_does_not_show() -> None:
    before = told(family())
    before["people"][0] |= {"columns": {"street": "4"}, "born": {"edtf": "1957-05-03", "calendar": "julian"}}
    before["source"] = {"title": "a book"}
    before["departures"] = [{"people": ["p1"], "when": "1988", "wave": "1988-1991", "from": "Tutluca"}]
    again = told(form_of(before, language="en"))
    assert again["people"] == before["people"]
    assert again["departures"] == before["departures"]
    assert (again["source"], again["ties"], again["supersedes"]) == (before["source"], before["ties"], ID)


def test_a_place_that_was_chosen_goes_with_its_text() -> None:
    form = merged(fresh(language="az", name="Leyla", origin="Tutluca"), posted(who="p1", origin_id="wof:1"))
    assert told(form)["people"][0]["origin"] == {"text": "Tutluca", "id": "wof:1"}
    form = merged(form, posted(who="p1", origin="Başqa kənd", origin_id="wof:1"))
    assert told(form)["people"][0]["origin"] == "Başqa kənd"


def test_odd_things_are_said_and_stop_nothing() -> None:
    form = merged(family(), posted(who="p2", born="1990"))
    form = merged(form, posted(who="p5", born="2091"))
    form = changed(form, "add:son", of="p1")
    form = changed(merged(form, posted(who="p7", name="Elçin", born="2091")), "next", of="p1")
    testimony = told(form)
    found = {each.code for each in advice(form, testimony, today=TODAY, sure_place=lambda _: True)}
    assert {"child-older", "future", "twice"} <= found
    assert isinstance(read_content(testimony, channel="counter"), Document)


@pytest.mark.parametrize("name", ["ə" * 100_000, "🙂", "a\0b", "\u202eabc", "<b>", "'; DROP TABLE draft; --"])
def test_whatever_is_pasted_is_kept_or_cleaned_never_broken(name: str) -> None:
    form = changed(merged(fresh(language="az"), posted(who="p1", name=name)), "next", of="p1")
    testimony = told(form)
    assert "\0" not in str(testimony)
    assert "\u202e" not in str(testimony)
    assert person(form, "p1")["name"] == name.replace("\0", "").replace("\u202e", "")


def test_the_next_family_carries_the_village_and_nobody() -> None:
    form = next_family(family())
    assert form["people"] == [
        {"ref": "p1", "name": "", "born": "", "origin": "Tutluca", "origin_id": "", "today": "living", "carried": ["origin"]}
    ]  # fmt: skip
    assert form["consent"] == {}


def test_somebody_added_by_mistake_goes_with_every_tie() -> None:
    form = without(family(), "p4")
    assert all("p4" not in str(tie) for tie in form["ties"])
    assert without(form, "p1") == form
    assert with_relative(form, "nonsense", "p1") == form


def test_names_and_years_of_one_line() -> None:
    assert split_years("Elçin 1979") == ("Elçin", "1979", "")
    assert split_years("Əli, 1931–1994") == ("Əli", "1931", "1994")
    assert split_years("Əli") == ("Əli", "", "")
    assert fitting("Quliyev", "female", knowledge()) == "Quliyeva"
    assert fitting("Мамедова", "male", knowledge()) == "Мамедов"
    assert fitting("Sarkisyan", "female", knowledge()) == "Sarkisyan"
