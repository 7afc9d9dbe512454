"""A steward takes in a file with a bad line, sees what was refused, settles what came twice, and takes the import back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Watched
from journeys.serving import Served, ojaq
from journeys.walking import log_in, picture, sound

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def stewarded(served: Served) -> Served:
    """The same registry, seen by a steward over all offices."""
    words = ("--office", "journey-1", "--role", "steward", "--scope", "all", "--name", "Nina S.", "--json")
    made = json.loads(ojaq(served.home, "user", "add", "nina", *words))
    return replace(served, username="nina", password=made["password"])


def telling(number: str, **more: str) -> str:
    """One fictional testimony as a line."""
    told = {
        "ojaq": "registration/1",
        "id": number,
        "office": "journey-1",
        "language": "en",
        "registrant": "p1",
        "people": [{"ref": "p1", "name": {"given": "Vireo", "family": "Quillmarten"}, "born": "1951"}],
        "consent": [{"purpose": "register", "given": True, "on": "2024-05-06"}],
    }
    return json.dumps(told | more)


def choose(page: Page, file: Path, *lines: str) -> None:
    """Choose a file with these lines."""
    file.write_text("\n".join(lines) + "\n")
    page.locator("#file").set_input_files(str(file))


def test_an_import_is_looked_at_taken_in_settled_and_taken_back(
    watched: Watched, stewarded: Served, width: str, tmp_path: Path
) -> None:
    page, number = watched.page, str(uuid4())
    log_in(page, stewarded, "/imports")
    choose(page, tmp_path / "hills.jsonl", telling(number), "not a line of JSON")
    page.locator("button[value=look]").click()
    expect(page.locator("[role=status] h3").first).to_be_visible()
    expect(page.get_by_text("This line is not JSON.")).to_be_visible()
    sound(page)
    picture(page, f"import-looked-at-{width}")

    choose(page, tmp_path / "hills.jsonl", telling(number), "not a line of JSON")
    page.locator("button[value=take]").click()
    page.wait_for_url(re.compile(r"/imports/\d+"))
    expect(page.get_by_text("This line is not JSON.")).to_be_visible()
    taken = page.url
    sound(page)
    picture(page, f"import-{width}")

    page.goto(f"{stewarded.address}/imports")
    choose(page, tmp_path / "again.jsonl", telling(number, statement="Told otherwise."))
    page.locator("button[value=take]").click()
    page.wait_for_url(re.compile(r"/imports/\d+"))
    page.goto(f"{stewarded.address}/waiting/quarantine")
    page.get_by_role("link", name="Compare").first.click()
    expect(page.get_by_text("otherwise.")).to_be_visible()
    sound(page)
    picture(page, f"two-wordings-{width}")
    page.locator("button[value=no]").click()
    expect(page.locator(".oj-note.is-done")).to_be_visible()

    page.goto(taken)
    page.locator("form[action$='take-back'] button").click()
    page.wait_for_url(re.compile(r"/imports/\d+$"))
    expect(page.locator("form[action$='take-back']")).to_have_count(0)
