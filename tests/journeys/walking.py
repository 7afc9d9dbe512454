"""Steps that journeys share: log in, take a picture, ask axe, look for sideways scrolling."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from journeys.serving import Served

HERE = Path(__file__).parent
FOCUS = (HERE / "focus.js").read_text().partition("\n")[2].strip().removesuffix(";")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def log_in(page: Page, served: Served, following: str = "/") -> None:
    """Log in by keyboard alone: the field has the focus already."""
    page.goto(f"{served.address}/login?next={following}")
    # What is typed before the field has the focus goes nowhere.
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type(served.username)
    page.keyboard.press("Tab")
    page.keyboard.type(served.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.address}{following}")


def say(page: Page, words: str) -> None:
    """Type into the line of the counter or of the villages, once it has the focus: what is typed before goes nowhere."""
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(words)


def arrived(page: Page) -> None:
    """The page that was gone to is there with its scripts: keys pressed before go nowhere."""
    page.wait_for_load_state("load")


def answer_consent(page: Page, answers: str) -> None:
    """Yes or no, by one key each, to the questions that are read aloud."""
    page.locator("[data-yn] input").first.focus()
    for key in answers:
        page.keyboard.press(key)


def by_keyboard(page: Page, most: int = 30) -> None:
    """Whatever Tab reaches can be seen to have the focus, and Tab leads on from it; `most` steps are walked."""
    reached = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found["here"]:  # else Tab left the page at its end, and comes in again at its beginning
            assert found["seen"], f"the focus cannot be seen on {found['what']}"
            reached.add(found["what"])
    assert len(reached) > 2, f"Tab reaches only {reached}"


def enlarged(page: Page) -> None:
    """At 200 % the page folds: half the window, nothing wider than it."""
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"] // 2, "height": size["height"] // 2})
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size(size)
    assert wide <= 0, f"at 200 % the page is {wide} pixels wider than the window"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page, for people to look at."""
    folder = HERE / "screens"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=str(folder / f"{name}.png"), full_page=True)


def sound(page: Page) -> None:
    """No fault of WCAG A or AA, nothing wider than the window."""
    # Half-way from one colour to another there is no contrast to judge.
    page.evaluate(
        "Promise.allSettled(document.getAnimations().filter(one => one.effect.getComputedTiming().endTime < Infinity)"
        ".map(one => one.finished)).then(() => null)"
    )
    if not page.evaluate("typeof window.axe !== 'undefined'"):
        # Evaluated by the debugger, so the page's own policy is neither asked nor weakened.
        page.evaluate((HERE / "vendor" / "axe.min.js").read_text())
    found = page.evaluate(
        "tags => window.axe.run(document, {runOnly: {type: 'tag', values: tags}})"
        ".then(told => told.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(', ')))",
        TAGS,
    )
    assert not found, "; ".join(found)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} pixels wider than the window"
