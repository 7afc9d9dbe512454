"""The counter asks by POST, answers with masked cards and reasons, and says it in plain words when it cannot."""

from __future__ import annotations

import pytest
from django.test import Client

from ojaq.registry.desk.question import Understood
from ojaq.registry.desk.selectors import CounterAnswer
from ojaq.registry.identity.cards import MaskedCard, Reason, Said
from ojaq.registry.identity.errors import NotAQuestion
from ojaq.web.views import counter

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
CARD = MaskedCard(
    number=482139075,
    name=Said("Гюльнара Али кызы Мамедова", "ru"),
    parents=(Said("Али", "ru"),),
    birth_decade=None,
    village=Said("Tutluca", "az"),
    place="",
    probability=0.97,
    millibits=5000,
    verdict="same",
    reasons=(
        Reason("given.agrees", "Their given names sound the same.", 6.2),
        Reason("year.far", "Far apart.", -1.2),
    ),
    registered=True,
    testimonies=3,
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the page asked of the registry, which answers with one card."""
    questions: list[dict[str, object]] = []

    def answer(**question: object) -> CounterAnswer:
        questions.append(question)
        understood = Understood("", name="Gülnarə", given="Gülnarə", born="1957", place="Tutluca")
        return CounterAnswer(understood, (CARD,), 3, 41.2)

    monkeypatch.setattr(counter, "counter_answer", answer)
    return questions


def test_the_answer_alone_comes_while_typing(clerk_client: Client, asked: list[dict[str, object]]) -> None:
    page = clerk_client.post(
        "/counter", {"q": "Gülnarə, 1957", "mother": "Fatma"}, headers=HTMX
    ).content.decode()
    assert "<html" not in page
    assert '<bdi class="oj-voice" lang="ru">Гюльнара Али кызы Мамедова</bdi>' in page
    assert "Very likely the same person" in page
    assert "about 97 in 100" in page
    assert "No year of birth was told there" in page
    assert "in 3 testimonies" in page
    assert 'href="/people/482139075"' in page
    assert (asked[0]["question"], asked[0]["mother"]) == ("Gülnarə, 1957", "Fatma")


def test_without_script_the_whole_page_answers(clerk_client: Client, asked: list[dict[str, object]]) -> None:
    answer = clerk_client.post("/counter", {"q": "Gülnarə"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" in page
    assert "1 person may fit" in page
    assert "3 places bear this name" in page


def test_the_reckoning_adds_up_to_the_whole(clerk_client: Client, asked: list[dict[str, object]]) -> None:
    page = clerk_client.post("/counter", {"q": "Gülnarə"}, headers=HTMX).content.decode()
    for figure in ("+0.0", "+6.2", "−1.2", "+5.0"):
        assert figure in page


def test_a_name_in_an_address_asks_nothing(clerk_client: Client, asked: list[dict[str, object]]) -> None:
    assert b"Gulnare" not in clerk_client.get("/counter?q=Gulnare").content
    assert asked == []


def test_an_empty_line_asks_nothing_and_a_long_one_is_cut(
    clerk_client: Client, asked: list[dict[str, object]]
) -> None:
    clerk_client.post("/counter", {"q": "   "}, headers=HTMX)
    assert asked == []
    clerk_client.post("/counter", {"q": "ə" * 100_000}, headers=HTMX)
    assert len(str(asked[0]["question"])) == counter.LONGEST


def test_a_refusal_is_said_where_the_answer_would_stand(
    clerk_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> CounterAnswer:
        raise NotAQuestion

    monkeypatch.setattr(counter, "counter_answer", refuse)
    answer = clerk_client.post("/counter", {"q": "???"}, headers=HTMX)
    assert answer.status_code == 200
    assert b"Type at least one name" in answer.content


def test_a_register_number_leads_to_its_page(clerk_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told = CounterAnswer(Understood("482 139 075", number=482139075), (), 0, 1.0)
    monkeypatch.setattr(counter, "counter_answer", lambda **_: told)
    page = clerk_client.post("/counter", {"q": "482 139 075"}, headers=HTMX).content.decode()
    assert 'href="/people/482139075"' in page
