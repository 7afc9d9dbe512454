"""The page of the heirs and its paper, through the door: what is said, what is kept from whom, what is decided by whom."""

from __future__ import annotations

import pypdfium2
import pytest
from django.utils import translation

from ojaq.registry.estates.models import EstateVersion
from ojaq.registry.estates.services import look_again
from registry.estates.conftest import cousin, family, tells, told, village

__all__ = ["family", "tells", "told", "village"]
pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_way_of_an_estate_from_keeping_to_deciding(family, tells, reviewer_client, clerk):
    page = f"/people/{family['me']}/heirs"
    assert "Keep as version 1" in reviewer_client.get(page).content.decode()
    kept = reviewer_client.post(f"{page}/keep", {"estate-of": family["g"]}, follow=True).content.decode()
    assert "It stands as version 1" in kept
    tells(cousin(), g=family["g"])
    look_again(by=clerk)
    assert "version 2 is proposed" in reviewer_client.get("/estates").content.decode()
    shown = reviewer_client.get(page).content.decode()
    assert "The family changed since the shares were kept" in shown
    assert "1/4 instead of 1/2" in shown
    assert "Zoğal" not in shown
    proposed = EstateVersion.objects.get(stands=None)
    done = reviewer_client.post(
        f"{page}/{proposed.pk}", {"answer": "take", "estate-of": family["g"]}, follow=True
    )
    assert "The new version stands" in done.content.decode()


def test_the_paper_says_what_it_is_in_the_reader_s_language(family, tells, reviewer_client, registry):
    tells(cousin(), g=family["g"])
    for language, notice, stamp in (
        ("en", "not a ruling", "FICTIONAL"),
        ("az", "qərar deyil", "UYDURMA"),
        ("hy", "ոչ թե վճիռ", "ՀՈՐԻՆՎԱԾ"),
    ):
        reviewer_client.cookies["ojaq_language"] = language
        answer = reviewer_client.get(f"/people/{family['me']}/heirs.pdf")
        translation.activate("en")
        assert answer["Content-Type"] == "application/pdf"
        said = text_of(answer.content)
        assert notice in said
        assert stamp in said
        assert "Zoğal" not in said


def test_a_clerk_reads_and_does_not_decide(family, clerk_client):
    page = f"/people/{family['me']}/heirs"
    assert "Keep as version 1" not in clerk_client.get(page).content.decode()
    assert clerk_client.post(f"{page}/keep", {"estate-of": family["g"]}).status_code == 403


def test_a_number_nobody_has_and_an_estate_that_is_no_number_are_not_there(family, reviewer_client):
    assert reviewer_client.get("/people/1/heirs").status_code == 404
    assert reviewer_client.get(f"/people/{family['me']}/heirs?estate-of=x").status_code == 404


def test_who_has_no_forebear_is_told_so_in_words(family, reviewer_client):
    answer = reviewer_client.get(f"/people/{family['g']}/heirs")
    assert answer.status_code == 400
    assert "Of no forebear of this person is it told when they died" in answer.content.decode()
