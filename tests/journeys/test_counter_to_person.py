"""Somebody stands at the desk, typed in another script; found, opened, a judgement undone and put back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Watched
from journeys.serving import Served
from journeys.walking import log_in, picture, say, sound

pytestmark = pytest.mark.journey


def test_found_in_another_script_opened_undone_and_put_back(
    watched: Watched, served: Served, width: str
) -> None:
    page = watched.page
    log_in(page, served, "/counter")
    ask(page, served)
    cards = page.locator("#answer article")
    expect(cards.first).to_be_visible()
    expect(cards.first.locator(".oj-likely")).not_to_be_empty()
    expect(cards.first.locator(".oj-reasons li").first).to_be_visible()
    assert served.sought.typed.split(",")[0] not in page.url
    sound(page)
    picture(page, f"counter-{width}")

    page.keyboard.press("w")
    expect(page.locator("#answer details[open] table").first).to_be_visible()
    sound(page)
    picture(page, f"counter-reckoning-{width}")

    wanted = cards.filter(has=page.locator(f"a[data-open][href$='/{served.sought.number}']"))
    expect(wanted).to_have_count(1)
    page.keyboard.press(
        str(1 + cards.evaluate_all("(all, one) => all.indexOf(one)", wanted.element_handle()))
    )
    page.wait_for_url(re.compile(r"/people/\d+$"))
    expect(page.locator("h1")).not_to_be_empty()
    sound(page)
    picture(page, f"person-{width}")

    judged = page.locator(".oj-judge").count()
    undo = page.locator(".oj-judge form[action$='/undo'] button").first
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".oj-note.is-done")).to_be_visible()
    redo = page.locator(".oj-judge form[action$='/redo'] button").first
    expect(redo).to_be_visible()
    sound(page)
    picture(page, f"person-undone-{width}")
    redo.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".oj-judge form[action$='/undo'] button").first).to_be_visible()
    expect(page.locator(".oj-judge")).to_have_count(judged)


def ask(page: Page, served: Served) -> None:
    """Type the line; the answer comes while typing, and Enter goes to it."""
    line = page.locator("#q")
    expect(line).to_be_focused()
    page.keyboard.type(served.sought.typed, delay=5)
    expect(page.locator("#answer article").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#answer h2")).to_be_focused()


def test_nobody_fits_is_an_answer(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    log_in(page, served, "/counter")
    say(page, "Xyzgrb Qwvtkl, 1801")
    expect(page.locator("#answer .oj-nobody")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#answer h2")).to_be_focused()
    sound(page)
    picture(page, f"nobody-{width}")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()


def test_the_other_pages_are_sound(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    page.goto(f"{served.address}/login")
    sound(page)
    picture(page, f"login-{width}")
    log_in(page, served)
    sound(page)
    picture(page, f"home-{width}")
    page.goto(f"{served.address}/help")
    sound(page)
    picture(page, f"help-{width}")
    page.goto(f"{served.address}/no/such/page")
    sound(page)
    picture(page, f"nothing-{width}")
    page.goto(f"{served.address}/villages")
    say(page, served.sought.village)
    page.keyboard.press("Enter")
    village = page.locator("a[href^='/villages/']").first
    expect(village).to_be_visible()
    sound(page)
    picture(page, f"villages-{width}")
    village.click()
    expect(page.locator("h1")).not_to_be_empty()
    sound(page)
    picture(page, f"village-{width}")


def test_keys_help_and_theme(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    log_in(page, served)
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    sound(page)
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("/")
    page.wait_for_url(f"{served.address}/counter")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    say(page, served.sought.typed)
    expect(page.locator("#answer article").first).to_be_visible()
    sound(page)
    picture(page, f"counter-dark-{width}")


@pytest.mark.parametrize("language", ["az", "hy", "ru"])
def test_every_language_on_the_counter(watched: Watched, served: Served, width: str, language: str) -> None:
    page = watched.page
    log_in(page, served, "/counter")
    page.locator(".oj-menu:not(.oj-tab-more) summary").click()
    page.locator(f".oj-menu button[value='{language}']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator("#q").fill(served.sought.typed)
    expect(page.locator("#answer article").first).to_be_visible()
    sound(page)
    picture(page, f"counter-{language}-{width}")


def test_mirrored_and_narrow_the_page_still_folds(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    log_in(page, served, "/counter")
    page.locator("#q").fill(served.sought.typed)
    expect(page.locator("#answer article").first).to_be_visible()
    mirror(page)
    sound(page)
    picture(page, f"counter-mirrored-{width}")
    page.goto(f"{served.address}/people/{served.sought.number}")
    mirror(page)
    sound(page)
    picture(page, f"person-mirrored-{width}")
    page.set_viewport_size({"width": 320, "height": 640})
    sound(page)


def mirror(page: Page) -> None:
    """Turn the page as a right-to-left language turns it: direction and the mirrored sheet."""
    page.evaluate(
        "() => new Promise(done => { document.documentElement.dir = 'rtl';"
        "const sheet = document.querySelector(\"link[href*='tabler.min.css']\");"
        "sheet.onload = done; sheet.href = sheet.href.replace('tabler.min.css', 'tabler.rtl.min.css'); })"
    )


def test_a_session_that_ended_leads_to_the_log_in(watched: Watched, served: Served) -> None:
    page = watched.page
    log_in(page, served, "/counter")
    page.context.clear_cookies(name="ojaq_session")
    say(page, "Gülnarə")
    page.wait_for_url(re.compile(r"/login\?next=%2Fcounter$"))


def test_a_second_visit_carries_little(watched: Watched, served: Served) -> None:
    page = watched.page
    log_in(page, served, "/counter")
    page.goto(f"{served.address}/people/{served.sought.number}")
    # Letters come when they are first drawn, perhaps after everything else.
    page.evaluate("document.fonts.ready.then(() => null)")
    page.goto(f"{served.address}/people/{served.sought.number}")
    page.evaluate("document.fonts.ready.then(() => null)")
    carried = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, one) => sum + one.transferSize, 0)"
    )
    assert carried <= 150_000
