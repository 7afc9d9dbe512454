"""Administration and imports by their pages: what a form sends is done once, and told."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from api.telling import family
from ojaq.registry.access.models import Account, Office
from ojaq.registry.registration.models import Registration, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client, office: object, registry: object) -> Client:
    from registry_fixtures import _account

    client.force_login(_account("administrator", office, "administrator", scope="all"))  # type: ignore[arg-type]
    return client


@pytest.fixture
def steward_page(client: Client, office: object, registry: object) -> Client:
    from registry_fixtures import _account

    client.force_login(_account("steward", office, "steward", scope="all"))  # type: ignore[arg-type]
    return client


def test_an_office_an_account_and_a_role_are_given_and_taken(administrator: Client) -> None:
    administrator.post("/administration/offices", {"code": "hill-3", "name": "Hill", "parent": "centre"})
    assert Office.objects.get(code="hill-3").parent.code == "centre"  # type: ignore[union-attr]
    page = administrator.post(
        "/administration/accounts", {"username": "sona", "name": "Sona T.", "office": "hill-3"}
    )
    password = re.search(r"password is ([\w-]+):", page.content.decode())
    sona = Account.objects.get(username="sona")
    assert password
    assert sona.check_password(password[1])
    assert password[1] not in administrator.get("/administration").content.decode()
    role = {"username": "sona", "role": "clerk", "office": "hill-3", "scope": "own"}
    administrator.post("/administration/roles", role)
    assert list(sona.grants.values_list("role", "scope")) == [("clerk", "own")]
    administrator.post("/administration/roles/take", role)
    assert not sona.grants.exists()
    administrator.post("/administration/close", {"username": "sona"})
    assert not Account.objects.get(username="sona").is_active


def test_what_cannot_be_is_told_in_a_sentence(administrator: Client) -> None:
    assert administrator.post("/administration/offices", {"code": "Not A Code"}).status_code == 400
    assert administrator.post("/administration/offices", {"code": "centre"}).status_code == 409
    assert administrator.post("/administration/roles", {"username": "nobody"}).status_code in {400, 404}


def file_of(*lines: object) -> SimpleUploadedFile:
    told = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return SimpleUploadedFile("../families of the hill.jsonl", told.encode())


def test_a_file_is_looked_at_taken_in_shown_with_its_refusals_and_taken_back(steward_page: Client) -> None:
    lines = (
        family(71),
        family(72),
        "not json at all",
        family(73, consent=[{"purpose": "register", "given": False}]),
    )
    looked = steward_page.post("/imports", {"file": file_of(*lines), "do": "look"})
    assert b"Nothing was written" in looked.content
    assert b"This line is not JSON." in looked.content
    assert not Registration.objects.exists()
    taken = steward_page.post("/imports", {"file": file_of(*lines), "do": "take"}, follow=True)
    page = taken.content.decode()
    assert "families of the hill.jsonl" in page
    assert "did not agree" in page
    assert Registration.objects.filter(state=State.CURRENT).count() == 2
    address = taken.request["PATH_INFO"]
    steward_page.post(f"{address}/take-back")
    assert not Registration.objects.filter(state=State.CURRENT).exists()
    assert b"taken back" in steward_page.get("/imports").content
    assert steward_page.post(f"{address}/take-back").status_code == 404


def test_no_file_and_too_large_a_file_are_told_and_leave_nothing(
    steward_page: Client, settings: object
) -> None:
    assert b"No file arrived" in steward_page.post("/imports", {"do": "take"}).content
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100  # type: ignore[attr-defined]
    answer = steward_page.post("/imports", {"file": file_of(family(74)), "do": "take"})
    assert b"No file arrived" in answer.content
    assert not Registration.objects.exists()


def test_a_name_is_added_to_a_place_with_its_source_and_nothing_is_overwritten(steward_page: Client) -> None:
    from ojaq.registry.places.models import Gazetteer, Place, PlaceName

    gazetteer = Gazetteer.objects.create(code="made-up", title="Made up")
    place = Place.objects.create(source=gazetteer, gazetteer_id="made:1", name="Hillside")
    address = "/villages/made:1/names/add"
    told = {"name": "Old Hillside", "lang": "en", "begins": "1905", "ends": "1936", "source": "A map of 1910"}
    assert steward_page.post(address, told).status_code == 302
    assert steward_page.post(address, told).status_code == 302
    kept = PlaceName.objects.get(place=place)
    assert (kept.name, kept.begins, kept.ends, kept.source) == (
        "Old Hillside",
        "1905",
        "1936",
        "A map of 1910",
    )
    assert Place.objects.get(pk=place.pk).name == "Hillside"
    refused = steward_page.post(address, told | {"source": ""})
    assert refused.status_code == 400
    assert b"Old Hillside" in refused.content
