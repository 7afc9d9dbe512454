"""A testimony sent by a program is kept before it is answered, once, and found again."""

from __future__ import annotations

import pytest

from api.conftest import Asks
from api.telling import family
from ojaq.registry.registration.models import Quarantined, Registration

pytestmark = pytest.mark.django_db


def test_a_testimony_is_kept_and_every_person_has_a_number(clerk_asks: Asks) -> None:
    answer = clerk_asks("POST", "/registrations", family())
    told = answer.json()
    assert answer.status_code == 201
    assert Registration.objects.filter(uuid=told["registration"]).count() == 1
    assert set(told["numbers"]) == {"p1", "p2", "p3"}
    assert told["number"] == told["numbers"]["p1"]
    assert told["office"] == "nasimi-2"
    person = clerk_asks("GET", f"/persons/{told['number']}").json()
    assert person["name"]["text"] == "Gülnarə Tutayeva"
    assert {each["number"] for each in person["relatives"]} >= {told["numbers"]["p2"], told["numbers"]["p3"]}


def test_sent_twice_it_is_kept_once_and_answered_alike(clerk_asks: Asks) -> None:
    first, second = (clerk_asks("POST", "/registrations", family()) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["kept_before"] is True
    assert {**first.json(), "kept_before": True} == second.json()
    assert Registration.objects.count() == 1


def test_other_words_under_the_same_id_overwrite_nothing(clerk_asks: Asks) -> None:
    clerk_asks("POST", "/registrations", family())
    answer = clerk_asks("POST", "/registrations", family(language="hy"))
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert Registration.objects.get().language == "az"
    assert Quarantined.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 422, "not-json"),
        (b"\xff\xfe", 422, "not-utf8"),
        (b'{"ojaq": "registration/1", "ojaq": "registration/1"}', 422, "repeated-key"),
        (b" " * (4 * 1024 * 1024 + 1), 422, "too-long"),
        (b" " * (9 * 1024 * 1024), 413, "too-long"),
    ],
)
def test_what_cannot_be_taken_is_a_problem(clerk_asks: Asks, body: bytes, status: int, code: str) -> None:
    answer = clerk_asks("POST", "/registrations", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_refusal_names_the_field_and_never_what_stood_there(clerk_asks: Asks) -> None:
    told = family()
    told["people"][0]["born"] = "the year of the great snow"
    answer = clerk_asks("POST", "/registrations", told)
    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["field"]) == ("date", "people[0].born")
    assert b"snow" not in answer.content
    assert not Registration.objects.exists()


def test_a_clerk_registers_for_no_other_office(clerk_asks: Asks, other_office: object) -> None:
    answer = clerk_asks("POST", "/registrations", family(office="avan-1"))
    assert answer.status_code == 403
    assert not Registration.objects.exists()


def test_a_problem_speaks_the_language_asked_for(clerk_asks: Asks) -> None:
    said = {
        language: clerk_asks("GET", "/persons/100000000", **{"Accept-Language": language}).json()["detail"]
        for language in ("en", "hy", "ru")
    }
    assert len(set(said.values())) == 3
