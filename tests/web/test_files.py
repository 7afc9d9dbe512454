"""Shipped files may be kept for a year, come packed where the browser takes it, and are what their README says."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from ojaq.web.tags import asset

STATIC = Path(settings.STATIC_ROOT)
VENDOR = STATIC / "vendor"


@pytest.mark.parametrize("path", ["ojaq/ojaq.css", "vendor/tabler/tabler.min.css", "vendor/htmx/htmx.min.js"])
def test_a_file_may_be_kept_for_a_year(client: Client, path: str) -> None:
    answer = client.get(asset(path))
    assert answer.status_code == 200
    assert "max-age=31536000" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_the_large_ones_come_packed(client: Client) -> None:
    answer = client.get(asset("vendor/tabler/tabler.min.css"), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    packed = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert gzip.decompress(packed) == (VENDOR / "tabler/tabler.min.css").read_bytes()


@pytest.mark.parametrize("packed", sorted(STATIC.rglob("*.gz")), ids=lambda path: path.name)
def test_packed_and_plain_say_the_same(packed: Path) -> None:
    assert gzip.decompress(packed.read_bytes()) == packed.with_suffix("").read_bytes()


def test_others_files_are_what_the_readme_says() -> None:
    rows = dict(
        re.findall(
            r"^\| (\S+) \| \d+ \| ([0-9a-f]{64}) \|$", (VENDOR / "README.md").read_text(), re.MULTILINE
        )
    )
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.suffix in {".css", ".js", ".mjs", ".woff2"}
    }
    assert rows == found


def test_every_font_named_is_there_and_every_font_there_is_named() -> None:
    named = set(re.findall(r"url\(([^)]+)\)", (VENDOR / "fonts/fonts.css").read_text()))
    assert named == {path.name for path in (VENDOR / "fonts").glob("*.woff2")}


@pytest.mark.parametrize(
    "letter", list("əƏğşıİçöü") + list("ԱաՖֆ") + list("აჰ") + list("ЁёҒҹӘ") + list("اپچی") + list("Αω")
)
def test_every_letter_of_our_names_has_a_serif_and_a_sans(letter: str) -> None:
    faces = re.findall(
        r"font-family: '([^']+)'.*?unicode-range: ([^;]+);", (VENDOR / "fonts/fonts.css").read_text()
    )
    families = {
        family for family, ranges in faces if any(_inside(ord(letter), part) for part in ranges.split(","))
    }
    assert families & {
        "Noto Sans Variable",
        "Noto Sans Armenian Variable",
        "Noto Sans Georgian Variable",
        "Vazirmatn Variable",
    }
    assert families & {
        "Noto Serif Variable", "Noto Serif Armenian", "Noto Serif Georgian Variable", "Noto Naskh Arabic Variable"
    }  # fmt: skip


def _inside(point: int, part: str) -> bool:
    low, _, high = part.strip().removeprefix("U+").partition("-")
    return int(low, 16) <= point <= int(high or low, 16)
