"""Pages of lists, of programs and of the register as a whole: what they show, what they change, and who may."""

from __future__ import annotations

import pytest
from django.test import Client

from ojaq.registry.access.selectors import languages_offered, the_registry
from ojaq.registry.access.services import add_account, grant
from ojaq.registry.clients.models import Announcement, Webhook
from ojaq.registry.clients.services import add_client
from ojaq.registry.exchange.models import KeptMapping
from ojaq.registry.exchange.services import import_roll
from ojaq.registry.identity.services import resolve
from ojaq.registry.registration.services import register
from registry.identity import community

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def runs_it(client: Client, registry, office, operator) -> Client:
    """A browser of somebody who runs the machine and keeps its lists."""
    add_account(username="boss", password=PASSWORD, office=office.code, by=operator)
    for role in ("administrator", "steward"):
        grant(username="boss", role=role, office=office.code, scope="all", by=operator)
    client.post("/login", {"name": "boss", "password": PASSWORD})
    return client


def test_an_address_is_set_shown_once_with_its_secret_woken_and_removed(
    runs_it, clerk_account, operator
) -> None:
    add_client(name="tablets", username=clerk_account.username, reaches=["read"], by=operator)
    assert "tablets" in runs_it.get("/administration/programs").content.decode()
    sent = {"client": "tablets", "address": "https://office.example/x", "event": ["person.changed"]}
    page = runs_it.post("/administration/programs/tell", sent).content.decode()
    assert "ojaqsec_" in page
    assert "ojaqsec_" not in runs_it.get("/administration/programs").content.decode()
    Webhook.objects.update(failures=3, fault="no-answer")
    assert "Try again now" in runs_it.get("/administration/programs").content.decode()
    runs_it.post("/administration/programs/wake", {"client": "tablets"})
    assert Webhook.objects.get().failures == 0
    runs_it.post("/administration/programs/remove", {"client": "tablets"})
    assert not Webhook.objects.exists()
    assert not Announcement.objects.exists()


def test_an_address_that_others_could_listen_to_is_refused_in_a_sentence(
    runs_it, clerk_account, operator
) -> None:
    add_client(name="tablets", username=clerk_account.username, reaches=["read"], by=operator)
    sent = {"client": "tablets", "address": "http://office.example/x", "event": ["person.changed"]}
    answer = runs_it.post("/administration/programs/tell", sent)
    assert "at an https address" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_languages_are_offered_and_at_least_one_stays(runs_it) -> None:
    assert len(languages_offered()) > 3
    runs_it.post("/administration/languages", {"language": ["az", "fa", "tlh"]})
    assert [code for code, _ in languages_offered()] == ["az", "fa"]
    page = runs_it.get("/administration/programme").content.decode()
    assert 'name="language" value="az" lang="az"' in page
    assert 'name="language" value="hy" lang="hy"' not in page
    answer = runs_it.post("/administration/languages", {})
    assert "at least one language" in answer.content.decode()
    assert the_registry().languages == ["az", "fa"]


def test_backups_are_told_as_they_stand(runs_it) -> None:
    page = runs_it.get("/administration/backups").content.decode()
    assert "No backup was made yet" in page
    assert "restored for trial" in page


def test_a_kept_mapping_is_shown_and_forgotten(runs_it, operator, tmp_path) -> None:
    rows, mapping = tmp_path / "list.csv", tmp_path / "m.yml"
    rows.write_text("no,surname\n1,Tutov\n")
    mapping.write_text("ojaq: mapping/1\nid: no\nroll: council-1987\ncolumns:\n  surname: {is: family}\n")
    import_roll(path=rows, by=operator, mapping=str(mapping))
    page = runs_it.get("/imports/mappings").content.decode()
    assert "council-1987" in page
    assert "surname: family" in page
    runs_it.post("/imports/mappings/forget", {"name": "council-1987"})
    assert not KeptMapping.objects.exists()
    assert runs_it.post("/imports/mappings/forget", {"name": "council-1987"}).status_code == 404


def test_the_list_of_people_goes_on_with_what_was_sought(clerk_client, office, operator) -> None:
    for number in range(9):
        told = community.testimony(
            f"family {number}", [community.person(f"p{at}", f"Nar{number}{at}") for at in range(3)], []
        )
        register(testimony=told | {"registrant": "p0"}, by=operator)
    resolve(by=operator)
    page = clerk_client.get(f"/people?office={office.code}&until=2999-01-01").content.decode()
    assert page.count('<tr><td><a href="/people/') == 25
    assert f"office={office.code}&amp;until=2999-01-01&amp;after=" in page
    assert "reviewers do not agree" not in page
    # What an address asks for that is no filter narrows nothing, and nothing of it is repeated.
    odd = clerk_client.get("/people?standing=disputed&since=%3Cscript%3E&office=elsewhere&after=%00")
    assert odd.status_code == 200
    assert "<script>" not in odd.content.decode().replace("<script src=", "").replace("<script>\n", "")
    assert clerk_client.get("/villages/all").status_code == 200


def test_the_first_page_of_an_empty_registry_says_what_comes_first(runs_it, clerk_account, operator) -> None:
    page = runs_it.get("/").content.decode()
    for address in ("/counter", "/administration", "/imports", "/administration/backups"):
        assert f'<li><a href="{address}">' in page
    told = community.testimony("family", [community.person("p0", "Nar")], [])
    register(testimony=told, by=operator)
    assert "The first ten minutes" not in runs_it.get("/").content.decode()
