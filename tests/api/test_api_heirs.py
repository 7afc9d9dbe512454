"""The heirs of an estate as programs get them: exact shares as texts, refusals with their code."""

from __future__ import annotations

from fractions import Fraction

import pytest

from api.conftest import Asks
from api.telling import family

pytestmark = pytest.mark.django_db


def test_shares_are_exact_and_sum_to_one(clerk_asks: Asks) -> None:
    told = family(
        people=[
            {
                "ref": "p1",
                "name": {"given": "Gülnarə", "family": "Tutayeva"},
                "sex": "female",
                "born": "1957",
            },
            {"ref": "p2", "name": {"given": "Əli", "family": "Tutayev"}, "sex": "male", "died": "2003-05-01"},
            {"ref": "p3", "name": {"given": "Sona", "family": "Tutayeva"}, "sex": "female", "born": "1930"},
        ],
        ties=[{"parent": "p2", "child": "p1"}, {"parent": "p3", "child": "p1"}, {"couple": ["p2", "p3"]}],
    )
    numbers = clerk_asks("POST", "/registrations", told).json()["numbers"]
    answer = clerk_asks("GET", f"/persons/{numbers['p1']}/heirs?estate_of={numbers['p2']}&regime=az-1999")
    heirs = answer.json()
    assert answer.status_code == 200, heirs
    for reading in heirs["readings"]:
        assert sum(map(Fraction, (*reading["shares"].values(), *reading["residue"].values()))) == 1
    assert {each["key"] for each in heirs["people"]} >= set(heirs["readings"][0]["shares"])


def test_an_estate_of_nobody_is_refused_with_its_code(clerk_asks: Asks) -> None:
    number = clerk_asks("POST", "/registrations", family()).json()["number"]
    answer = clerk_asks("GET", f"/persons/{number}/heirs")
    assert answer.status_code == 422
    assert answer.json()["code"] == "no-estate"
    assert clerk_asks("GET", "/persons/100000000/heirs").status_code == 404
