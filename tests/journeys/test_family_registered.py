"""A family of six is registered by keyboard: from the line at the counter to the receipt. Keystrokes and seconds are counted."""

from __future__ import annotations

import json
import re
from time import perf_counter

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Watched
from journeys.serving import Served
from journeys.walking import HERE, answer_consent, arrived, log_in, picture, say, sound

pytestmark = pytest.mark.journey
PAUSE = 0.28  # seconds a practised typist takes for one key


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def type(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)
        self.count += len(text)

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
        self.count += 1


def begin(watched: Watched, served: Served, line: str) -> Keys:
    """From the counter to the form, as a new family."""
    page, keys = watched.page, Keys(watched.page)
    log_in(page, served, "/counter")
    expect(page.locator("#q")).to_be_focused()
    keys.type(line)
    expect(page.locator("#answer [data-new]")).to_be_visible()
    keys.press("Enter")
    expect(page.locator("#answer h2")).to_be_focused()
    keys.press("n")
    expect(page.locator("#n")).to_be_focused()
    arrived(page)
    return keys


def relative(keys: Keys, letter: str, said: str) -> None:
    """One relative: a letter, a line, Enter."""
    page = keys.page
    expect(page.locator("#next")).to_be_focused()
    keys.press(letter)
    expect(page.locator("#n")).to_be_focused()
    keys.type(said)
    keys.press("Enter")


def test_a_family_of_six_by_keyboard(watched: Watched, served: Served, width: str) -> None:
    page, begun = watched.page, perf_counter()
    village = served.sought.village
    keys = begin(watched, served, f"Vəliyeva Gülnarə Əli qızı, 1957, {village}")
    expect(page.locator("#n")).to_have_value(re.compile("Gülnarə"))
    sound(page)
    keys.press("Enter")
    relative(keys, "f", " 1931-1994")
    relative(keys, "m", "Fatma 1934")
    relative(keys, "h", "Rasim Vəli oğlu Quliyev 1950")
    relative(keys, "s", "Elçin 1979")
    relative(keys, "d", "Aytən 1983")
    expect(page.locator("#next")).to_be_focused()
    expect(page.locator(".oj-people-strip li")).to_have_count(6)
    expect(page.locator("#heard-name")).to_contain_text("Quliyeva")
    keys.press("Enter")
    expect(page.locator("#when0")).to_be_focused()
    keys.type("88-in payızı")
    page.keyboard.press("Tab")
    expect(page.locator("#when0-read")).to_contain_text("utumn of 1988")
    page.locator("#described0").focus()
    keys.type("Dörd otaqlı daş ev")
    page.locator("#phone").focus()
    keys.type("000 000 00 00")
    answer_consent(page, "yyyn")
    keys.count += 4
    expect(page.locator("#send")).to_be_focused()
    expect(page.locator("#summary")).to_contain_text("6 people, 1 house or plot, 1 leaving")
    sound(page)
    picture(page, f"family-{width}")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/receipts/[0-9A-Z]{12}\?new$"))
    seconds = perf_counter() - begun
    expect(page.locator(".oj-receipt tbody tr")).to_have_count(6)
    expect(page.locator(".oj-rc-number")).to_have_text(re.compile(r"^\d{3} \d{3} \d{3}$"))
    sound(page)
    picture(page, f"receipt-{width}")
    told = {
        "keystrokes": keys.count,
        "seconds of the machine": round(seconds, 1),
        "seconds typed": round(keys.count * PAUSE),
    }
    (HERE / "screens" / f"family-of-six-{width}.json").write_text(json.dumps(told))


def test_a_receipt_in_the_visitors_language_on_a_roll(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    begin(watched, served, "Əhmədova Səkinə, 1940")
    page.locator("label[lang='az'] input[name='language']").check(force=True)
    expect(page.locator("#consent q").first).to_have_attribute("lang", "az")
    expect(page.locator("#consent q").first).to_contain_text("saxlayaq")
    answer_consent(page, "ynnn")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/receipts/"))
    expect(page.locator(".oj-receipt h1")).to_have_text("Qeydiyyat qəbzi")
    number = page.url.split("/")[-1].split("?")[0]
    page.goto(f"{served.address}/receipts/{number}?size=roll&language=hy")
    expect(page.locator(".oj-receipt.is-roll h1")).to_have_text("Գրանցման ստացական")
    sound(page)
    picture(page, f"receipt-roll-{width}")
    page.goto(f"{served.address}/counter")
    say(page, f"R {number[:4]} {number[4:8]} {number[8:]}")
    expect(page.locator(f"#answer a[href='/receipts/{number}']")).to_be_visible()


def test_what_goes_wrong_loses_nothing_and_doubles_nothing(
    watched: Watched, served: Served, width: str
) -> None:
    page = watched.page
    begin(watched, served, "Abbasova Leyla Kərim qızı")
    draft = page.url
    # Pasted by mistake, with a picture in it: said in words, kept, never half a name.
    page.locator("#n").fill("ə" * 100_000)
    expect(page.locator("#advice")).to_contain_text("longer than 200 letters")
    answer_consent(page, "y")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#trouble")).to_contain_text("nothing was stored")
    page.locator("#n").fill("Leyla 🙂 Kərim qızı")
    page.locator("#b").fill("2091")
    expect(page.locator("#advice")).to_contain_text("future")
    # The line breaks while something is typed; it is sent when the line is back.
    page.context.set_offline(True)
    page.locator("#statement").fill("Bağımız vardı.")
    expect(page.locator("#lost")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#lost")).to_be_hidden()
    watched.faults[:] = [fault for fault in watched.faults if "INTERNET_DISCONNECTED" not in fault]
    # The page is loaded anew, as after a power cut: everything stands there.
    page.goto(draft)
    expect(page.locator("#statement")).to_have_value("Bağımız vardı.")
    expect(page.locator("#n")).to_have_value("Leyla 🙂 Kərim qızı")
    sound(page)
    # A second page of the same family goes on; the first is told so, and keeps what stands in its fields.
    other = page.context.new_page()
    other.goto(draft)
    other.locator("#b").fill("about 1950")
    expect(other.locator("#b-read")).to_contain_text("About 1950")
    page.locator("#phone").fill("000")
    expect(page.locator("#trouble")).to_contain_text("another page")
    expect(page.locator("#phone")).to_have_value("000")
    # Registered there; here it leads to the same receipt, and so does the way back.
    other.keyboard.press("Control+Enter")
    other.wait_for_url(re.compile(r"/receipts/"))
    number = other.url.split("/")[-1].split("?")[0]
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(rf"/receipts/{number}\?again$"))
    expect(page.locator(".oj-note.is-done")).to_contain_text("Nothing was doubled")
    page.goto(draft)
    page.wait_for_url(re.compile(rf"/receipts/{number}\?again$"))
    other.close()


def test_corrected_told_and_objected(watched: Watched, served: Served, width: str) -> None:
    page = watched.page
    begin(watched, served, "Məlikova Nigar Tofiq qızı, 1948")
    answer_consent(page, "yyyn")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/receipts/"))
    page.get_by_role("button", name="Correct").click()
    expect(page.locator("#n")).to_be_focused()
    arrived(page)
    page.locator("#b").fill("1949")
    expect(page.locator("#b-read")).to_contain_text("1949")
    sound(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/receipts/.*new$"))
    expect(page.locator(".oj-receipt tbody")).to_contain_text("1949")
    page.get_by_role("link", name="Everything held").click()
    page.wait_for_url(re.compile(r"/held$"))
    expect(page.locator("main")).to_contain_text("Told by this person")
    sound(page)
    picture(page, f"held-{width}")
    page.goto(f"{served.address}/register")
    sound(page)
    picture(page, f"register-{width}")


def test_a_log_in_that_ended_keeps_the_family_on_the_page(
    watched: Watched, served: Served, width: str
) -> None:
    page = watched.page
    begin(watched, served, "Həsənov Vaqif, 1936")
    page.context.clear_cookies(name="ojaq_session")
    page.locator("#statement").fill("Dağ kəndi idi.")
    expect(page.locator("#ended")).to_be_visible()
    expect(page.locator("#statement")).to_have_value("Dağ kəndi idi.")
    sound(page)
