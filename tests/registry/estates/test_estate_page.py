"""The page of an heir: shares sum to one, the line has its proof, living relatives are kept from one another."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.estates.selectors import estate_page
from ojaq.registry.families.errors import NoEstate
from ojaq.registry.identity.components import Verdict
from ojaq.registry.identity.models import Protection
from ojaq.registry.identity.services import judge
from ojaq.registry.ledger.selectors import entries_about
from ojaq.registry.registration.models import Mention

from .conftest import cousin, granddaughter

pytestmark = pytest.mark.django_db
AGREED = {"purpose": "trace_family", "given": True, "on": "2023-01-23"}
REGISTER = {"purpose": "register", "given": True, "on": "2023-01-23"}


def everything(value: Any) -> str:
    """All texts and numbers that a page holds, but for the body that services keep."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return " ".join(
            everything(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name != "body"
        )
    if isinstance(value, dict):
        return " ".join(f"{key} {everything(part)}" for key, part in value.items())
    if isinstance(value, (tuple, list)):
        return " ".join(everything(part) for part in value)
    return str(value)


def test_the_line_leads_from_the_displaced_forebear_to_who_asks(family, reviewer):
    page = estate_page(person=family["me"], viewer=reviewer)
    assert (page.asking, page.dead, page.law) == (str(family["me"]), str(family["g"]), "AZ")
    assert [(link.one, link.other, link.proof) for link in page.line] == [
        (str(family["g"]), str(family["f"]), "told"),
        (str(family["f"]), str(family["me"]), "told"),
    ]
    assert {(one.code, one.who) for one in page.missing} >= {("another_telling", str(family["f"]))}


def test_every_reading_sums_to_one_or_names_the_residue(family, tells, reviewer):
    tells(cousin(), g=family["g"])
    page = estate_page(person=family["me"], viewer=reviewer)
    for reading in page.readings:
        assert sum(reading.shares.values()) + sum(reading.residue.values()) == 1
        for passing in reading.passings:
            assert sum(passing.shares.values()) + sum(passing.residue.values()) == passing.held


def test_a_living_relative_of_another_testimony_is_masked_until_they_agree(family, tells, reviewer):
    told = tells(cousin(), g=family["g"])
    page = estate_page(person=family["me"], viewer=reviewer)
    said = everything(page)
    assert "Zoğal" not in said
    assert str(told["h"]) not in said
    (masked,) = [one for one in page.people.values() if one.masked]
    assert page.readings[0].shares[masked.key] == Fraction(1, 2)
    # The one asked about stands on the page of the other the same way.
    mirrored = everything(estate_page(person=told["h"], viewer=reviewer))
    assert "Sona" not in mirrored
    assert str(family["me"]) not in mirrored


def test_a_relative_who_agreed_is_named(family, tells, reviewer):
    told = tells(cousin(consent=[REGISTER, AGREED]), g=family["g"])
    page = estate_page(person=family["me"], viewer=reviewer)
    assert page.people[str(told["h"])].name.text == "Zoğal"


def test_whom_i_named_myself_is_no_news_to_me_but_i_am_to_them(family, tells, reviewer):
    page = estate_page(person=family["me"], viewer=reviewer)
    assert page.people[str(family["b"])].name.text == "Nar"
    brother = estate_page(person=family["b"], viewer=reviewer)
    assert "Sona" not in everything(brother)


def test_the_protected_are_masked_whatever_they_agreed_to(family, tells, reviewer):
    told = tells(cousin(consent=[REGISTER, AGREED]), g=family["g"])
    mention = Mention.objects.filter(belonging__person=told["h"]).first()
    Protection.objects.create(mention=mention, since="2024-01-01T00:00:00Z")
    assert "Zoğal" not in everything(estate_page(person=family["me"], viewer=reviewer))


def test_a_paper_of_an_archive_documents_a_link(family, tells, reviewer):
    document = granddaughter(channel="archive", consent=[], source={"title": "Book of births"})
    document |= {"id": "5c3f3f0a-47a5-4b5c-9f2e-6b8f5d1b7c22"}
    document.pop("registrant")
    tells(document, g=family["g"])
    page = estate_page(person=family["me"], viewer=reviewer)
    assert page.line[0].proof in ("documented", "told")
    assert any(link.proof == "documented" for link in page.links)


def test_two_dates_of_a_death_make_two_readings_where_they_change_the_shares(
    family, tells, operator, reviewer
):
    document = cousin()
    # The cousin tells that the son died before his father: then his widow has nothing of this house.
    document["people"] += [
        {"ref": "f", "name": {"given": "Heyva"}, "sex": "male", "born": "1915", "died": "1950"},
        {"ref": "w", "name": {"given": "Gül"}, "sex": "female", "living": True},
    ]
    document["ties"] += [{"parent": "g", "child": "f"}, {"couple": ["f", "w"]}]
    told = tells(document, g=family["g"])
    if told["f"] != family["f"]:
        judge(pair=pair_of(family["f"], told["f"]), verdict=Verdict.SAME, reason="told", by=operator)
    page = estate_page(person=family["me"], viewer=reviewer)
    assert [{one.died for one in reading.supposed} for reading in page.readings] == [{"1980-05-01"}, {"1950"}]
    outlived, before = (reading.shares for reading in page.readings)
    assert (outlived[str(family["me"])], before[str(family["me"])]) == (Fraction(1, 6), Fraction(1, 4))
    assert len(outlived) == len(before) + 1
    for reading in page.readings:
        assert sum(reading.shares.values()) + sum(reading.residue.values()) == 1
    assert ("which_death", str(family["f"])) in {(one.code, one.who) for one in page.missing}


def pair_of(one: int, other: int) -> tuple[int, int]:
    """The oldest mention of each of two persons."""
    oldest = [Mention.objects.filter(belonging__person=who).order_by("pk").first().pk for who in (one, other)]
    return min(oldest), max(oldest)


def test_everybody_shown_is_in_the_ledger_and_nobody_who_is_masked(family, tells, reviewer):
    told = tells(cousin(), g=family["g"])
    estate_page(person=family["me"], viewer=reviewer)
    for who in (family["me"], family["g"], family["f"]):
        assert entries_about(kind="person", number=str(who)).filter(act="open-estate").count() == 1
    assert entries_about(kind="person", number=str(told["h"])).filter(act="open-estate").count() == 0


def test_whoever_may_not_look_does_not_see_and_who_has_no_forebear_is_told_so(family, analyst, reviewer):
    with pytest.raises(NotPermitted):
        estate_page(person=family["me"], viewer=analyst)
    with pytest.raises(NoEstate):
        estate_page(person=family["g"], viewer=reviewer)
