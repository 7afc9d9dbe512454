"""The steward's pages: what rings, what waits for a second person, who read whom, and what a breach touched."""

from __future__ import annotations

import pytest
from django.test import Client

from ojaq.registry.access import Act, Viewer
from ojaq.registry.access.models import Account, Alarm, Approval, Office, Registry
from ojaq.registry.access.selectors import consented
from ojaq.registry.access.services.approving import Proposal, ask_second
from ojaq.registry.identity.models import Belonging
from ojaq.registry.ledger import record
from ojaq.registry.registration.services import register
from ojaq.registry.review.services import resolve
from registry.access.live_registry import somebody
from registry_fixtures import PASSWORD

pytestmark = pytest.mark.django_db
EXPORT = Proposal(act=Act.EXPORT, subjects=(("export", "roll"),), payload={})


@pytest.fixture
def browser(client: Client, steward: Viewer, registry: Registry) -> Client:
    """A browser in which the steward of all offices is logged in."""
    client.post("/login", {"name": "steward", "password": PASSWORD})
    return client


def test_an_alarm_rings_until_somebody_looked(browser: Client, clerk: Viewer, other_office: Office) -> None:
    own = Client()
    own.force_login(Account.objects.get(username="clerk"))
    why = {"office": "avan-1", "reason": "Her brother is in danger, his papers lie there."}
    assert own.post("/glass", {**why, "reason": "so"}).status_code == 400
    assert b"until" in own.post("/glass", why).content
    page = browser.get("/watch").content.decode()
    assert "in an emergency" in page
    assert "Her brother is in danger" in page
    browser.post(f"/watch/alarms/{Alarm.objects.get().pk}/seen")
    assert "No alarm rings" in browser.get("/watch").content.decode()
    assert own.get("/watch").status_code == 403


def test_a_second_person_answers_on_a_page(browser: Client, registry: Registry) -> None:
    Registry.objects.update(state="live")
    asked = ask_second(proposal=EXPORT, by=somebody("asker", "steward"))
    assert "took a file out" in browser.get("/watch/two-people").content.decode()
    browser.post(f"/watch/two-people/{asked.pk}", {"answer": "yes"})
    assert Approval.objects.get().granted is True


def test_a_grave_act_asks_once_more_who_it_is(browser: Client, registry: Registry) -> None:
    """A browser left open for an hour agrees to nothing until the password is typed again."""
    Registry.objects.update(state="live")
    asked = ask_second(proposal=EXPORT, by=somebody("asker", "steward"))
    session = browser.session
    session["sure"] = 0
    session.save()
    address = f"/watch/two-people/{asked.pk}"
    answer = browser.post(
        address, {"answer": "yes"}, headers={"referer": "http://testserver/watch/two-people"}
    )
    assert answer["Location"] == "/sure?next=%2Fwatch%2Ftwo-people"
    assert Approval.objects.get().granted is None
    assert browser.post("/sure", {"password": "not this one", "next": "/"}).status_code == 401
    assert browser.post("/sure", {"password": PASSWORD, "next": "/watch/two-people"}).status_code == 302
    browser.post(address, {"answer": "no"})
    assert Approval.objects.get().granted is False


def test_one_s_own_wish_is_shown_without_an_answer(
    browser: Client, steward: Viewer, registry: Registry
) -> None:
    Registry.objects.update(state="live")
    asked = ask_second(proposal=EXPORT, by=steward)
    assert "somebody else answers" in browser.get("/watch/two-people").content.decode()
    refused = browser.post(f"/watch/two-people/{asked.pk}", {"answer": "yes"})
    assert refused.status_code == 400
    assert "Somebody else has to agree" in refused.content.decode()


def test_who_read_a_person_is_told_and_asking_is_noted(browser: Client, clerk: Viewer) -> None:
    record(act=Act.OPEN_PERSON, by=clerk, subjects=[("person", "482139075")], office="nasimi-2")
    page = browser.post("/watch/readers", {"number": "482 139 075"}).content.decode()
    assert "opened a person" in page
    assert "Clerk" in page
    page = browser.post("/watch/readers", {"number": "482139075"}).content.decode()
    assert "read the ledger" in page
    assert "neither" in browser.post("/watch/readers", {"number": "somebody"}).content.decode()


def test_a_breach_is_told_whole(browser: Client, clerk: Viewer) -> None:
    record(act=Act.OPEN_PERSON, by=clerk, subjects=[("person", "482139075")], office="nasimi-2")
    record(act=Act.ASK_COUNTER, by=clerk, subjects=[("person", "118402661"), ("person", "482139075")])
    asked = {"account": "clerk"}
    page = browser.post("/watch/breach", asked).content.decode()
    assert "1 person or testimony was opened in full." in page
    assert "1 more was shown masked." in page
    table = browser.post("/watch/breach", {**asked, "as": "table"})
    assert table.content.decode().splitlines() == [
        "shown,kind,number",
        "opened,person,482139075",
        "masked,person,118402661",
    ]
    assert browser.post("/watch/breach", {"account": "nobody"}).status_code == 400


def test_what_takes_two_is_asked_for_by_itself(client: Client, steward: Viewer, registry: Registry) -> None:
    """Whoever tries alone finds the second person asked already: the page says so, and the steward's page shows it."""
    from django.http import HttpRequest, HttpResponse

    from ojaq.registry.access.errors import NeedsSecondPerson
    from ojaq.web.door import behind

    def alone(_: HttpRequest) -> HttpResponse:
        raise NeedsSecondPerson(EXPORT)

    client.post("/login", {"name": "steward", "password": PASSWORD})
    request = client.get("/help").wsgi_request
    request.user = Account.objects.get(username="steward")
    answer = behind(Act.EXPORT, alone)(request)
    assert answer.status_code == 409
    assert Approval.objects.get().act == "export"


def test_a_consent_is_taken_back_on_a_page(browser: Client, operator: Viewer) -> None:
    words = {"given": True, "on": "2023-01-23", "words": "Yes.", "version": "1", "language": "en", "by": "p1"}
    told = {
        "ojaq": "registration/1",
        "id": "0b1f7d1e-6a51-4f0e-8d8b-6f3f2f1c9a02",
        "people": [{"ref": "p1", "name": {"given": "Maro", "family": "Arevuni"}}],
        "consent": [{**words, "purpose": each} for each in ("register", "publish")],
    }
    uuid = register(testimony=told, by=operator).uuid
    assert consented(registrations=[uuid], purpose="publish") == {uuid}, "the control: before, it leaves"
    page = browser.post("/watch/consents", {"number": str(uuid)}).content.decode()
    assert "Print the name in the village book" in page
    assert page.count("Take it back") == 1, "what is registered is taken back by withdrawing it"
    done = browser.post("/watch/consents/take-back", {"number": str(uuid), "purpose": "publish"})
    assert "From now on nothing leaves" in done.content.decode()
    assert consented(registrations=[uuid], purpose="publish") == frozenset()
    assert browser.post("/watch/consents", {"number": "nothing"}).status_code == 200
    assert Client().post("/watch/consents", {"number": str(uuid)}).status_code == 302


def test_somebody_in_danger_is_protected_on_a_page(browser: Client, operator: Viewer, clerk: Viewer) -> None:
    told = {
        "ojaq": "registration/1",
        "id": "0b1f7d1e-6a51-4f0e-8d8b-6f3f2f1c9a03",
        "people": [{"ref": "p1", "name": {"given": "Maro", "family": "Arevuni"}}],
        "consent": [],
    }
    register(testimony=told, channel="archive", by=operator)
    resolve(by=operator)
    number = Belonging.objects.get().person_id
    own = Client()
    own.force_login(Account.objects.get(username="clerk"))
    assert own.get(f"/people/{number}").status_code == 200, "the control: before, it opens"
    assert browser.post("/watch/protected/protect", {"number": "1"}).status_code == 400
    browser.post("/watch/protected/protect", {"number": str(number), "note": "She was followed."})
    assert "End the protection" in browser.get("/watch/protected").content.decode()
    assert own.get(f"/people/{number}").status_code == own.get("/people/100000000").status_code == 404
    assert own.get("/watch/protected").status_code == 403
    assert browser.get(f"/people/{number}").status_code == 200
    browser.post("/watch/protected/lift", {"number": str(number)})
    assert own.get(f"/people/{number}").status_code == 200
