"""What programs are answered: masked cards, persons, places, figures; and the contract, word by word."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.test import Client

from api.conftest import Asks
from api.telling import family
from ojaq.registry.ledger.models import Entry

pytestmark = pytest.mark.django_db
CONTRACT = Path(__file__).with_name("contract.json")


@pytest.fixture
def known(clerk_asks: Asks) -> str:
    """A register of a few families; answers with the number of Gülnarə."""
    told = clerk_asks("POST", "/registrations", family()).json()
    return str(told["number"])


def test_the_counter_shows_masked_cards_and_writes_who_was_shown(clerk_asks: Asks, known: str) -> None:
    answer = clerk_asks("POST", "/counter", {"line": "Gülnarə Tutayeva 1957"})
    cards = answer.json()["cards"]
    assert [card["number"] for card in cards][:1] == [known]
    assert set(cards[0]) == {
        "number", "name", "parents", "birth_decade", "village", "place", "probability", "verdict", "reasons",
        "registered", "testimonies",
    }  # fmt: skip
    entry = Entry.objects.filter(act="ask-counter").latest("id")
    assert ("person", known) in set(entry.subjects.values_list("kind", "number"))


def test_a_described_person_is_found_like_a_typed_line(clerk_asks: Asks, known: str) -> None:
    asked = {
        "person": {"name": {"given": "Gülnarə", "family": "Tutayeva"}, "born": "1957"},
        "father": {"given": "Əli"},
    }
    cards = clerk_asks("POST", "/counter", asked).json()["cards"]
    assert cards[0]["number"] == known


@pytest.mark.parametrize("question", [{}, {"line": "1957"}, {"person": {"name": {}}}])
def test_a_question_that_names_nobody_is_refused(clerk_asks: Asks, known: str, question: object) -> None:
    answer = clerk_asks("POST", "/counter", question)
    assert (answer.status_code, answer.json()["code"]) == (422, "not-a-question")


def test_a_wrong_shape_is_told_by_its_place_and_not_by_what_stood_there(clerk_asks: Asks) -> None:
    answer = clerk_asks("POST", "/counter", {"line": ["Gülnarə"]})
    assert answer.status_code == 422
    assert "Gülnarə" not in answer.content.decode()
    assert answer.json()["faults"][0]["field"].endswith("line")


def test_nobody_and_a_misread_number_are_answered_alike(clerk_asks: Asks, known: str) -> None:
    answers = [clerk_asks("GET", f"/persons/{number}") for number in ("100000000", "1", "abc")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_figures_name_nobody(clerk_asks: Asks, known: str) -> None:
    told = clerk_asks("GET", "/figures").json()
    assert (told["registrations"], told["mentions"], told["persons"]) == (1, 3, 3)
    assert all(isinstance(figure, int) for figure in told.values())


def test_the_contract_is_open_and_names_no_other_address(client: Client, registry: object) -> None:
    told = client.get("/api/v1/openapi.json")
    assert told.status_code == 200
    page = client.get("/api/v1/").content.decode()
    assert "POST /api/v1/registrations" in page
    assert "FICTIONAL" in page
    assert client.get("/api/v1/registration-1.schema.json").json()["$schema"]


def test_the_contract_is_as_it_was_agreed(client: Client, registry: object) -> None:
    """When it changes on purpose: run this with OJAQ_WRITE_CONTRACT=1, and look at the difference."""
    told = client.get("/api/v1/openapi.json").json()
    if os.environ.get("OJAQ_WRITE_CONTRACT"):
        CONTRACT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert told == json.loads(CONTRACT.read_text(encoding="utf-8"))
