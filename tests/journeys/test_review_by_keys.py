"""A reviewer's hour: pairs by keys, undo from the keyboard, lists that wait, what came in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Watched
from journeys.serving import Served
from journeys.walking import arrived, log_in, picture, sound

pytestmark = pytest.mark.journey


def open_pair(page: Page) -> str:
    """The address of the pair that is open, from its form."""
    action = page.locator("#decide").get_attribute("action")
    assert action
    return action


def test_judged_by_one_key_and_undone_by_another(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    log_in(page, served, "/review")
    expect(page.locator("#pair h1")).to_be_visible()
    first = open_pair(page)
    assert page.locator("table.oj-pair tbody tr").count() >= 4
    sound(page)
    picture(page, f"review-{width}")

    page.keyboard.press("d")
    expect(page.locator("#undo")).to_be_visible()
    expect(page.locator("#decide")).not_to_have_attribute("action", first)
    arrived(page)
    sound(page)

    page.keyboard.press("z")
    expect(page.locator(".oj-note.is-done")).to_be_visible()
    expect(page.locator("#decide")).to_have_attribute("action", first)
    picture(page, f"review-undone-{width}")


def test_a_letter_typed_as_a_reason_judges_nothing(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    log_in(page, served, "/review")
    first = open_pair(page)
    page.keyboard.press("r")
    expect(page.locator("#note")).to_be_focused()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.keyboard.type("seen side by side, dsuz")
    expect(page.locator("#note")).to_have_value("seen side by side, dsuz")
    # What a key sends it sends at once; nothing was sent, so nothing can still come.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))")
    assert sent == []
    expect(page.locator("#decide")).to_have_attribute("action", first)


def test_lists_and_figures_lead_to_one_another(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    log_in(page, served)
    page.locator("main a[href='/review']").click()
    page.wait_for_url(re.compile("/review$"))
    for address, name in (
        ("/waiting/flagged", "waiting"),
        ("/waiting/quarantine", "quarantine"),
        ("/registrations", "registrations"),
        ("/review/open", "review-open"),
        ("/review/disagreements", "review-disagreements"),
        ("/api/v1/", "for-programs"),
    ):
        page.goto(f"{served.address}{address}")
        expect(page.locator("h1")).to_be_visible()
        sound(page)
        picture(page, f"{name}-{width}")
