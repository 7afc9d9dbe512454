"""A day of an office: an appointment, two tickets, the number on the second screen, the counter, the report. Keys are counted."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.conftest import CHROMIUM, WIDTHS, Watched
from journeys.serving import Served
from journeys.walking import HERE, arrived, log_in, picture, sound

pytestmark = pytest.mark.journey
# What a browser with a printer does: the paper comes out, and the page is told.
PRINTS = "window.print = () => window.dispatchEvent(new Event('afterprint'))"
SOFTWARE = ["--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--ignore-gpu-blocklist"]
NAMES = {"desktop": "Արամ Սարգսի Պետրոսյան", "phone": "گلناره محمدوا"}


def write_in(page: Page, served: Served, name: str) -> int:
    """An appointment for the last hour of today; answers with the keys it took from the open diary."""
    page.goto(f"{served.address}/diary")
    arrived(page)
    expect(page.locator("#at")).to_be_focused()
    page.keyboard.type("2359")
    page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("done=made"))
    expect(page.locator(".oj-hours")).to_contain_text(name)
    return 4 + 1 + len(name) + 1


def queue(page: Page, served: Served) -> None:
    """The queue, ready for keys."""
    page.goto(f"{served.address}/queue")
    arrived(page)


def press(page: Page, key: str) -> None:
    """One key, and the page it leads back to."""
    with page.expect_navigation(url=re.compile(r"/queue$")):
        page.keyboard.press(key)
    arrived(page)


def test_a_day_at_a_window(watched: Watched, served: Served, browser: Browser, width: str) -> None:
    page, name = watched.page, NAMES[width]
    page.add_init_script(PRINTS)
    log_in(page, served, "/diary")
    keys = {"appointment": write_in(page, served, name)}
    sound(page)
    picture(page, f"diary-{width}")
    queue(page, served)
    expect(page.locator("#window")).to_be_focused()
    page.keyboard.type("3")
    press(page, "Enter")
    # A ticket is one key: it prints itself, and the queue is back.
    before = page.locator("#line .oj-line .oj-number").count()
    press(page, "t")
    expect(page.locator("#line .oj-line .oj-number")).to_have_count(before + 1)
    paper = page.locator("#line ol .oj-number").last.get_attribute("href")
    with page.expect_navigation(url=re.compile(r"/queue$")):
        page.locator(".oj-due", has_text=name).get_by_role("button").click()
    arrived(page)
    expect(page.locator(".oj-due", has_text=name)).to_have_count(0)
    sound(page)
    picture(page, f"queue-{width}")
    press(page, "n")
    number = page.locator(".oj-called-number").inner_text()
    assert re.fullmatch(r"\d{3}", number)
    on_the_screen(watched, served, browser, number, width)
    # Whoever came for an appointment before the hour is called when nobody else waits, by name.
    while not page.locator("#here", has_text=name).count():
        press(page, "n")
    expect(page.locator("[data-key='KeyC']")).to_be_focused()
    sound(page)
    picture(page, f"window-{width}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.address}/counter")
    expect(page.locator("#q")).to_have_value(name)
    page.goto(f"{served.address}{paper}")
    sound(page)
    picture(page, f"ticket-{width}")
    the_day(page, served, width)
    keys |= {"ticket": 1, "next": 1, "to the counter with the name": 1}
    (HERE / "screens" / f"office-day-{width}.json").write_text(json.dumps(keys))


def on_the_screen(watched: Watched, served: Served, browser: Browser, number: str, width: str) -> None:
    """A screen is hung; its link shows the number in a browser that never logged in, and nothing else."""
    page = watched.page
    page.goto(f"{served.address}/screens")
    page.locator("#name").fill("Hall")
    page.locator("main .btn-primary").click()
    link = page.locator(".oj-link").get_attribute("href") or ""
    sound(page)
    picture(page, f"screens-{width}")
    wide, high = {"desktop": (1920, 1080)}.get(width, WIDTHS[width])
    context = browser.new_context(viewport={"width": wide, "height": high})
    hall = Watched(context.new_page(), served.address)
    hall.page.goto(link)
    expect(hall.page.locator(".latest b").first).to_have_text(number)
    # Read from five metres: a number is a quarter as high as the screen is narrow.
    size = hall.page.locator(".latest b").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size > min(wide, high) / 4
    assert context.cookies() == []
    sound(hall.page)
    picture(hall.page, f"screen-{width}")
    # The languages take turns by themselves.
    expect(hall.page.locator("#called:not([lang='en'])")).to_be_visible()
    context.close()
    assert hall.faults == []
    queue(page, served)


def the_day(page: Page, served: Served, width: str) -> None:
    """The report for whoever heads the office, on the page and as a file; the week; the first page with its map or list."""
    page.goto(f"{served.address}/day")
    expect(page.locator("main")).to_contain_text("Tickets given")
    sound(page)
    picture(page, f"day-{width}")
    made = page.request.get(f"{served.address}/day.pdf")
    assert made.body().startswith(b"%PDF")
    page.goto(f"{served.address}/diary/week")
    sound(page)
    picture(page, f"week-{width}")


def the_map_or_its_list(page: Page, served: Served, name: str) -> None:
    """The villages of the first page: drawn where the browser can, and listed all the same."""
    log_in(page, served, "/")
    arrived(page)
    rows = page.locator("#spots li")
    expect(rows.first).to_be_attached()
    if page.evaluate("Boolean(document.createElement('canvas').getContext('webgl2'))"):
        expect(page.locator("[data-map][data-drawn]")).to_be_visible()
        expect(page.locator(".oj-dot")).to_have_count(rows.count())
        page.locator("[data-zoom]").first.click()
        page.locator("#spots summary").click()
    else:
        expect(page.locator("[data-map]")).to_be_hidden()
    expect(rows.first).to_be_visible()
    sound(page)
    picture(page, name)


def test_without_webgl_the_list_of_villages_stays(watched: Watched, served: Served, width: str) -> None:
    watched.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    the_map_or_its_list(watched.page, served, f"home-list-{width}")


def test_the_villages_are_drawn_of_files_of_this_registry_alone(
    browser: Browser, served: Served, width: str
) -> None:
    """With WebGL reckoned in software, which only this journey asks for: it is slow."""
    drawing = browser.browser_type.launch(executable_path=CHROMIUM, args=["--no-sandbox", *SOFTWARE])
    wide, high = WIDTHS[width]
    context = drawing.new_context(viewport={"width": wide, "height": high}, locale="en-GB")
    context.set_default_timeout(90_000)
    drawn = Watched(context.new_page(), served.address)
    the_map_or_its_list(drawn.page, served, f"home-map-{width}")
    assert drawn.page.locator("[data-drawn]").count() == 1
    drawing.close()
    # The driver complains of itself while a picture is taken; nothing else may.
    assert [fault for fault in drawn.faults if "GL Driver Message" not in fault] == []
