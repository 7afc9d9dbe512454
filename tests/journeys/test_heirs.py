"""An heir's way: the line is proved, the shares are kept, a cousin nobody had named appears, the shares change with a notice.

On the laptop with one fictional community, on the phone with its mirror: the page must read the same.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Watched
from journeys.serving import Served, ojaq
from journeys.walking import log_in, picture, sound
from ojaq.cli.demo_line import documents
from ojaq.core.rehearsal import child_of

pytestmark = pytest.mark.journey
COMMUNITY = {"desktop": "displaced-from-armenia", "phone": "displaced-from-azerbaijan"}
LAWS = {
    "desktop": (
        "USSR, decree of 14 March 1945",
        "Armenian SSR, Civil Code of 1964",
        "Armenia, Civil Code of 1998",
    ),
    "phone": (
        "USSR, decree of 14 March 1945",
        "Azerbaijan SSR, Civil Code of 1964",
        "Azerbaijan, Civil Code of 1999",
    ),
}


def come_in(served: Served, told: list[dict[str, Any]], folder: Path) -> None:
    """Testimonies are imported and put together, while the registry is served."""
    path = folder / "told.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told), encoding="utf-8")
    ojaq(served.home, "import", str(path))
    ojaq(served.home, "resolve")


def number_of(served: Served, registration: str, ref: str, folder: Path) -> str:
    """The register number of one person of a testimony."""
    path = folder / "identities.csv"
    ojaq(served.home, "export", "identities", "--to", str(path))
    with path.open(newline="") as file:
        return next(
            row["person"]
            for row in csv.DictReader(file)
            if (row["registration"], row["ref"]) == (registration, ref)
        )


def share_of(page: Page, who: str) -> str:
    """The share of one heir in the table."""
    return page.locator("table.oj-table tr", has_text=who).locator(".oj-frac").first.inner_text()


def test_a_cousin_appears_and_the_shares_change_with_a_notice(
    watched: Watched, served: Served, width: str, tmp_path: Path
) -> None:
    page, told = watched.page, documents(COMMUNITY[width])
    child_name = told[0]["people"][1]["name"]["given"]
    cousins_name = told[-1]["people"][0]["name"]["given"]
    come_in(served, told[:-1], tmp_path)
    child = number_of(served, *child_of(told), tmp_path)

    log_in(page, served, f"/people/{child}")
    page.get_by_role("link", name="Heirs and shares").click()
    # The line is proved: a paper for one link, two tellings for another, one for the last.
    line = page.locator("section", has=page.get_by_role("heading", name="Line of descent")).locator("ul")
    for words in ("documented", "testimonies", "told once"):
        expect(line.get_by_text(words).first).to_be_visible()
    for law in LAWS[width]:
        expect(page.get_by_text(law).first).to_be_visible()
    assert share_of(page, child_name) == "1/4"
    page.get_by_role("button", name="Keep as version 1").click()
    expect(page.get_by_text("Kept. It stands as version 1")).to_be_visible()
    sound(page)

    come_in(served, told[-1:], tmp_path)
    page.goto(f"{served.address}/estates")
    picture(page, f"estates-{width}")
    notices = page.locator("section", has=page.get_by_role("heading", name="Notices"))
    expect(notices.get_by_text("version 2 is proposed").first).to_be_visible()
    sound(page)

    page.goto(f"{served.address}/people/{child}/heirs")
    expect(page.get_by_role("heading", name="The family changed since the shares were kept")).to_be_visible()
    expect(page.get_by_text("1/8 instead of 1/4").first).to_be_visible()
    assert share_of(page, child_name) == "1/8"
    # The cousin never agreed to be found by family: a share, and no name.
    expect(page.get_by_text("relative 1 (name kept)").first).to_be_visible()
    assert cousins_name not in page.content()
    picture(page, f"heirs-{width}")
    sound(page)

    page.get_by_role("button", name="Let it stand").click()
    expect(page.get_by_text("The new version stands.")).to_be_visible()
    versions = page.locator("section", has=page.get_by_role("heading", name="Versions")).locator("ul").first
    expect(versions.get_by_text("stood before")).to_be_visible()
    with page.expect_download() as paper:
        page.get_by_role("link", name="Print the proof").click()
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF")
