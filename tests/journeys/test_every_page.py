"""Every page that no other journey walks: no fault, walked by Tab with the focus in sight, and folding at 200 %."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Watched
from journeys.serving import Served, ojaq
from journeys.walking import by_keyboard, enlarged, log_in, picture, say, sound

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def chief(served: Served) -> Served:
    """The same registry, seen by somebody who may open every page."""
    where = ("--office", "journey-1", "--scope", "all")
    made = json.loads(
        ojaq(served.home, "user", "add", "ayla", *where, "--role", "steward", "--name", "Ayla C.", "--json")
    )
    for role in ("administrator", "archivist", "legal_officer", "reviewer"):
        ojaq(served.home, "user", "role", "ayla", *where, "--role", role)
    return replace(served, username="ayla", password=made["password"])


def looked_at(page: Page, name: str, width: str) -> None:
    """Sound, walked by Tab, enlarged; a picture is kept."""
    expect(page.locator("main h1, main h2").first).to_be_visible()
    sound(page)
    picture(page, f"{name}-{width}")
    if width == "desktop":
        by_keyboard(page)
        enlarged(page)


def test_the_pages_of_those_who_answer_for_a_register(watched: Watched, chief: Served, width: str) -> None:
    page = watched.page
    log_in(page, chief, "/watch")
    for address, name in (
        ("/watch", "watch"),
        ("/watch/two-people", "two-people"),
        ("/watch/readers", "readers"),
        ("/watch/breach", "breach"),
        ("/administration", "administration"),
        ("/families/impossible", "impossible"),
        ("/imports", "imports"),
        ("/estates", "estates-empty"),
        ("/no-such-page", "nothing"),
        ("/sure?next=/account", "sure"),
    ):
        page.goto(f"{chief.address}{address}")
        looked_at(page, name, width)
    page.locator("input[type=password]").fill(chief.password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/account$"))
    looked_at(page, "account", width)
    page.goto(f"{chief.address}/glass")
    looked_at(page, "glass", width)


def test_the_pages_of_a_person_and_a_village(watched: Watched, chief: Served, width: str) -> None:
    page, person = watched.page, f"{chief.address}/people/{chief.sought.number}"
    log_in(page, chief, "/villages")
    say(page, chief.sought.village)
    page.keyboard.press("Enter")
    page.locator("a[href^='/villages/']").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    village = page.url
    for address, name in (
        (f"{person}/tree", "tree"),
        (f"{person}/heirs", "heirs-open"),
        (f"{village}/households?year=1985", "households"),
        (f"{village}/households/state", "household"),
        (f"{village}/names/add", "place-name"),
    ):
        page.goto(address)
        looked_at(page, name, width)
    page.goto(person)
    joining = page.locator("a[href*='/joining']").first
    joining.click()
    page.wait_for_url(re.compile("/joining"))
    looked_at(page, "joining", width)
    page.goto(f"{person}/held")
    page.locator("a[href*='/held/']").first.click()
    page.wait_for_url(re.compile(r"/held/\d+"))
    looked_at(page, "objection", width)


def test_the_first_key_leads_past_the_navigation(watched: Watched, served: Served) -> None:
    page = watched.page
    log_in(page, served, "/help")
    page.keyboard.press("Tab")
    expect(page.locator(".oj-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
