"""Laws of the templates: nothing inline, names isolated, files named with their digest, marks never without words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from web import samples

TEMPLATES = sorted((Path(settings.BASE_DIR) / "web" / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_inline(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert "hx-on" not in text
    assert "js:" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_files_carry_their_digest_and_nothing_comes_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert "{% static" not in text
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_directions_are_logical(path: Path) -> None:
    assert not re.search(
        r"\b(?:m[lr]|p[lr]|text-left|text-right|float-left|float-right)-\d", path.read_text()
    )


def test_the_sheet_knows_no_left_and_right() -> None:
    sheet = (Path(settings.STATIC_ROOT) / "ojaq/ojaq.css").read_text()
    assert not re.search(r"(?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right):", sheet)


def test_a_name_stands_isolated_with_its_language() -> None:
    page = Template("{% load page %}{% said name 'fa' %}").render(Context({"name": "گلناره <b>"}))
    assert page == '<bdi class="oj-voice" lang="fa">گلناره &lt;b&gt;</bdi>'


def test_a_mark_never_stands_without_words() -> None:
    page = Template("{% load page %}{% evidence 'told' '' %}").render(Context())
    assert "told once" in page
    with pytest.raises(KeyError):
        Template("{% load page %}{% evidence 'unheard' '' %}").render(Context())


def test_a_fact_that_is_contradicted_shows_both_sides() -> None:
    fact = samples.person().facts[0]
    page = render_to_string("ojaq/parts/fact.html", {"fact": fact})
    assert "12 March 1948" in page
    assert "spring of 1946" in page
    assert "contradicted" in page


def test_nobody_fits_is_an_answer() -> None:
    page = render_to_string("ojaq/parts/answer.html", {"answer": samples.nobody()})
    assert "Nobody fits" in page
    assert "usual answer" in page
