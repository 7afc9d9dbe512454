"""One registry and one Chromium for all journeys; every page is watched for strangers and for faults."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from journeys import serving
from journeys.serving import Served

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SCREENS = Path(__file__).parent / "screens"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The registry, served."""
    home, password, sought = serving.make(tmp_path_factory.mktemp("journeys"))
    process, address = serving.serve(home)
    yield Served(address, "lilit", password, sought, home)
    process.terminate()
    process.wait(timeout=serving.PATIENCE)


# A busy machine is slow, not wrong: how fast pages are is measured by the bench.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. That it is missing is a failure, never a skip."""
    assert Path(CHROMIUM).exists(), "Chromium is missing: apt-get install -y chromium fonts-noto-core"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


class Watched:
    """A page whose every request and complaint is noted."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("request", lambda request: self._look(request.url, address))
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("requestfailed", lambda request: self._miss(str(request.failure)))
        page.on("response", lambda response: self._weigh(response.status))

    def _look(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:", "about:")):
            self.faults.append(f"asked elsewhere: {url}")

    def _miss(self, failure: str) -> None:
        # A page that is left while an answer is on its way drops that answer; nothing else may fail.
        if "ERR_ABORTED" not in failure:
            self.faults.append(f"request failed: {failure}")

    def _weigh(self, status: int) -> None:
        if status >= 500:
            self.faults.append(f"the server broke: {status}")

    def _hear(self, kind: str, text: str) -> None:
        # A page of trouble is an answer; Chromium and htmx note its status on the console all the same. What htmx says of a
        # request is said of dropped ones too: `_miss` and `_weigh` tell those apart.
        answered = ("the server responded with a status of 4", "Response Status Error Code 4")
        # A picture of a map makes the machine's drawing of it wait; Chromium says so.
        drawing = "GL Driver Message" in text
        ignored = drawing or any(words in text for words in answered) or text.startswith("htmx:")
        if kind in {"error", "warning"} and not ignored:
            self.faults.append(f"{kind}: {text}")


WIDTHS = {"desktop": (1366, 768), "phone": (390, 844)}


@pytest.fixture(params=sorted(WIDTHS))
def width(request: pytest.FixtureRequest) -> str:
    """Each journey is walked on a laptop and on a phone."""
    return str(request.param)


@pytest.fixture
def watched(browser: Browser, served: Served, width: str) -> Iterator[Watched]:
    """A fresh browser of one width; whatever it complained of fails the journey at its end."""
    size = WIDTHS[width]
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="en-GB", has_touch=width == "phone"
    )
    context.set_default_timeout(45_000)
    watching = Watched(context.new_page(), served.address)
    yield watching
    context.close()
    assert watching.faults == []
