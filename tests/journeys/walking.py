"""Steps that journeys share: log in, take a picture, ask axe, look for sideways scrolling."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from journeys.serving import Served

HERE = Path(__file__).parent
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
    assert found == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} pixels wider than the window"
