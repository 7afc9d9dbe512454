"""An office works from right to left: counter, family, receipt on sheet, roll and PDF, person, village, review, in Persian."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Watched
from journeys.serving import Served
from journeys.walking import answer_consent, arrived, log_in, picture, say, sound

pytestmark = pytest.mark.journey
PERSIAN = "[\u06f0-\u06f9]"


def in_persian(page: Page, served: Served) -> None:
    """Log in and choose the language from the menu; the page turns around."""
    log_in(page, served, "/counter")
    page.locator(".oj-menu:not(.oj-tab-more) summary").click()
    page.locator(".oj-menu button[value='fa']").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "fa")
    arrived(page)


def look(page: Page, name: str, width: str) -> None:
    """No fault in this direction of writing either; keep a picture."""
    sound(page)
    picture(page, f"{name}-fa-{width}")


def test_a_family_is_registered_from_right_to_left(watched: Watched, served: Served, width: str) -> None:
    page, keys = watched.page, watched.page.keyboard
    in_persian(page, served)
    say(page, "گلناره ممدوا، دختر علی، ۱۹۵۷")
    # Figures are understood as figures, and the page's own figures are Persian.
    expect(page.locator("#answer [data-new]")).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile(f"(?:{PERSIAN}){{4}}"))
    look(page, "counter-new", width)
    keys.press("Enter")
    expect(page.locator("#answer h2")).to_be_focused()
    keys.press("n")
    expect(page.locator("#n")).to_be_focused()
    arrived(page)
    keys.press("Enter")
    expect(page.locator("#next")).to_be_focused()
    keys.press("m")
    expect(page.locator("#n")).to_be_focused()
    keys.type("فاطمه ۱۳۱۳")
    keys.press("Enter")
    expect(page.locator("#next")).to_be_focused()
    expect(page.locator(".oj-people-strip li")).to_have_count(2)
    # A season of a Persian year is understood, and said in days of the other calendar.
    page.locator("#when0").fill("پاییز ۱۳۶۷")
    expect(page.locator("#when0-read")).to_contain_text("۱۹۸۸")
    answer_consent(page, "yynn")
    look(page, "family", width)
    keys.press("Control+Enter")
    page.wait_for_url(re.compile(r"/receipts/[0-9A-Z]{12}\?new$"))
    number = page.url.split("/")[-1].split("?")[0]
    # A number that is read aloud or typed elsewhere keeps its signs.
    expect(page.locator(".oj-rc-number")).to_have_text(re.compile(r"^[0-9]{3} [0-9]{3} [0-9]{3}$"))
    expect(page.locator(".oj-receipt tbody")).to_contain_text(re.compile(PERSIAN))
    look(page, "receipt", width)
    page.goto(f"{served.address}/receipts/{number}?size=roll")
    expect(page.locator(".oj-receipt.is-roll")).to_be_visible()
    look(page, "receipt-roll", width)
    paper = page.request.get(f"{served.address}/receipts/{number}/paper")
    assert paper.body().startswith(b"%PDF")
    assert b"pdfaid:part" in paper.body()


def test_what_is_kept_is_read_from_right_to_left(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    in_persian(page, served)
    say(page, served.sought.typed)
    expect(page.locator("#answer article").first).to_be_visible()
    look(page, "counter", width)
    for address, name in (
        ("/", "home"),
        (f"/people/{served.sought.number}", "person"),
        (f"/people/{served.sought.number}/held", "held"),
        ("/review", "review"),
        ("/register", "register"),
        ("/help", "help"),
    ):
        page.goto(f"{served.address}{address}")
        expect(page.locator("main h1, main h2").first).to_be_visible()
        look(page, name, width)
    page.goto(f"{served.address}/villages")
    say(page, served.sought.village)
    page.keyboard.press("Enter")
    page.locator("a[href^='/villages/']").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    look(page, "village", width)
