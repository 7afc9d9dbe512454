"""The form over HTTP: every step by POST, nothing of anybody in an address, a lost answer and a second page told in words."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ojaq.registry.access import limits
from ojaq.registry.registration.models import Registration
from registry.access.live_registry import go_live

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def form(clerk_client: Client) -> str:
    answer = clerk_client.post(
        "/register", {"name": "Məmmədova Gülnarə", "born": "1957", "origin": "Tutluca"}
    )
    assert answer.status_code == 302
    return str(answer["Location"])


def test_what_the_counter_heard_stands_in_the_form(clerk_client: Client, form: str) -> None:
    page = clerk_client.get(form).content.decode()
    assert 'value="Məmmədova Gülnarə"' in page
    assert re.fullmatch(r"/register/[0-9a-f-]{36}", form)
    assert "Gülnarə" in clerk_client.get("/register").content.decode()


def test_a_date_is_read_back_while_typing(clerk_client: Client, form: str) -> None:
    said = {"who": "p1", "shown": "1", "name": "Gülnarə", "born": "50-ci ilə yaxın", "hand": "a"}
    page = clerk_client.post(form, said, headers=HTMX)
    assert "<html" not in page.content.decode()
    assert "About 1950. Kept as said." in page.content.decode()
    assert page["HX-Trigger"] == "near"
    assert (
        "lies in the future"
        in clerk_client.post(form, {**said, "born": "2091"}, headers=HTMX).content.decode()
    )


def test_a_relative_by_one_step_and_registered_with_a_receipt(clerk_client: Client, form: str) -> None:
    clerk_client.post(form, {"act": "add:son", "who": "p1", "of": "p1", "hand": "a"})
    said = {"who": "p2", "name": "Elçin 1979", "consent.register": "yes", "act": "send", "hand": "a"}
    answer = clerk_client.post(form, said)
    assert re.fullmatch(r"/receipts/[0-9A-Z]{12}\?new", answer["Location"])
    page = clerk_client.get(answer["Location"]).content.decode()
    assert "Elçin" in page
    assert "1979" in page
    assert "What it does not prove" in page
    again = clerk_client.post(form, said)
    assert again["Location"] == answer["Location"].replace("new", "again")
    assert clerk_client.get(form)["Location"] == again["Location"]
    assert Registration.objects.count() == 1


def test_whoever_asked_too_often_who_a_relative_is_goes_on_telling(
    clerk_client: Client, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_live()
    monkeypatch.setattr(limits, "RELATIVES", ((1, 1),))
    assert clerk_client.post(f"{form}/near").content.decode().strip() == ""
    silent = clerk_client.post(f"{form}/near")
    assert (silent.status_code, "Speak with your steward" in silent.content.decode()) == (200, True)
    kept = clerk_client.post(form, {"who": "p1", "statement": "Bağ.", "hand": "a"}, headers=HTMX)
    assert "Kept at" in kept.content.decode()


def test_a_button_that_only_has_the_focus_is_not_pressed(clerk_client: Client, form: str) -> None:
    said = {"who": "p1", "consent.register": "yes", "act": "send", "hand": "a"}
    assert clerk_client.post(form, said, headers=HTMX).status_code == 200
    assert not Registration.objects.exists()
    pressed = clerk_client.post(form, {**said, "pressed": "1"}, headers=HTMX)
    assert pressed["HX-Redirect"].startswith("/receipts/")


def test_who_is_near_is_asked_too_late_of_a_family_that_is_registered(
    clerk_client: Client, form: str
) -> None:
    asked = {"who": "p1", "name": "Gülnarə", "hand": "a"}
    assert clerk_client.post(f"{form}/near", asked, headers=HTMX).status_code == 200
    clerk_client.post(form, {"act": "send", "who": "p1", "consent.register": "yes", "hand": "a"})
    late = clerk_client.post(f"{form}/near", asked, headers=HTMX)
    assert late.status_code == 204
    assert late.content == b""


def test_a_refusal_leaves_everything_in_the_fields(clerk_client: Client, form: str) -> None:
    answer = clerk_client.post(
        form, {"who": "p1", "name": "Gülnarə", "act": "send", "statement": "Bağ vardı"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing is stored without" in page
    assert "Bağ vardı" in page


def test_another_page_is_told_so(clerk_client: Client, form: str) -> None:
    clerk_client.post(form, {"who": "p1", "name": "Bir", "hand": "one", "seen": "0"}, headers=HTMX)
    late = clerk_client.post(form, {"who": "p1", "name": "İki", "hand": "two", "seen": "0"}, headers=HTMX)
    assert "changed on another page" in late.content.decode()
    assert late["HX-Retarget"] == "#trouble"
    assert 'value="Bir"' in clerk_client.get(form).content.decode()


def test_a_form_of_somebody_else_is_not_there(client: Client, form: str, other_clerk_account: object) -> None:
    client.force_login(other_clerk_account)  # type: ignore[arg-type]
    assert client.get(form).status_code == 404
    assert client.post(form, {"act": "send"}).status_code == 404


def test_a_receipt_of_another_office_is_not_there(
    clerk_client: Client, form: str, other_clerk_account: object
) -> None:
    sent = clerk_client.post(form, {"who": "p1", "consent.register": "yes", "act": "send"})
    clerk_client.force_login(other_clerk_account)  # type: ignore[arg-type]
    assert clerk_client.get(sent["Location"]).status_code == 404
    assert clerk_client.get("/receipts/000000000001").status_code == 404


def test_corrected_told_as_a_paper_and_withdrawn(
    clerk_client: Client, form: str, steward: object, client: Client
) -> None:
    sent = clerk_client.post(form, {"who": "p1", "consent.register": "yes", "act": "send"})
    page = clerk_client.get(sent["Location"]).content.decode()
    registration = re.search(r"/registrations/([0-9a-f-]{36})/correct", page)
    assert registration
    corrected = clerk_client.post(f"/registrations/{registration[1]}/correct")
    assert 'value="Məmmədova Gülnarə"' in clerk_client.get(corrected["Location"]).content.decode()
    receipt = clerk_client.get(sent["Location"].partition("?")[0] + "/paper?language=az&size=a4")
    assert receipt.content.startswith(b"%PDF")
    held = re.search(r"/people/\d{9}/held", page)
    assert held, re.findall(r"href=.([^\"]*)", page)[-14:]
    paper = clerk_client.get(f"{held[0]}?paper")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert clerk_client.get(f"/registrations/{registration[1]}/withdraw").status_code == 403
