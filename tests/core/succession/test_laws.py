"""Laws that every regime keeps, on random families; and an independent reckoning that must agree."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.succession.random_families import DEATH, random_family, without
from ojaq.core.succession import Division, Estate, Family, Regime, divide, overlapping, read_regime
from ojaq.resources.succession import regimes

REGIMES = {str(body["id"]): read_regime(body) for body in regimes()}
CIVIL = sorted(name for name in REGIMES if name != "jafari")
SEEDS = st.integers(0, 10**6)


def divided(family: Family, regime: Regime) -> Division:
    return divide(family, Estate("D", DEATH), regime)


@pytest.mark.parametrize("name", sorted(REGIMES))
@settings(max_examples=120, deadline=None)
@given(seed=SEEDS)
def test_shares_sum_to_one_and_go_to_the_living(name: str, seed: int) -> None:
    family = random_family(seed)
    found = divided(family, REGIMES[name])
    assert sum(found.shares.values(), Fraction(0)) + sum(found.residue.values(), Fraction(0)) == 1
    assert all(family.people[who].died is None and share > 0 for who, share in found.shares.items())


@pytest.mark.parametrize("name", sorted(REGIMES))
@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_the_order_in_which_people_are_told_changes_nothing(name: str, seed: int) -> None:
    family = random_family(seed)
    names = list(family.people)
    random.Random(seed).shuffle(names)
    shuffled = Family({who: family.people[who] for who in names})
    assert divided(family, REGIMES[name]).shares == divided(shuffled, REGIMES[name]).shares


@pytest.mark.parametrize("name", CIVIL)
@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_sex_does_not_matter_in_civil_law(name: str, seed: int) -> None:
    family = random_family(seed)
    other = {"male": "female", "female": "male"}
    swapped = Family({w: replace(h, sex=other[h.sex]) for w, h in family.people.items()})  # type: ignore[arg-type]
    assert divided(family, REGIMES[name]).shares == divided(swapped, REGIMES[name]).shares


@pytest.mark.parametrize("name", CIVIL)
@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_taking_away_somebody_who_takes_nothing_changes_nothing(name: str, seed: int) -> None:
    """Only leaves of the family are taken away: a dead link still carries those below him."""
    family = random_family(seed)
    found = divided(family, REGIMES[name])
    idle = [
        w
        for w in family.people
        if w != "D" and not found.of(w) and not family.children(w) and family.people[w].died is None
    ]
    for who in idle[:4]:
        assert divided(without(family, who), REGIMES[name]).shares == found.shares


@settings(max_examples=120, deadline=None)
@given(seed=SEEDS)
def test_the_spouse_takes_a_fixed_fraction_under_jafari_rules(seed: int) -> None:
    family = random_family(seed)
    found = divided(family, REGIMES["jafari"])
    if not family.marriages("D") or family.people["W"].died is not None or set(found.shares) == {"W"}:
        return
    issue = any(who.startswith("D.") for who in found.shares)
    husband = family.people["W"].sex == "male"
    assert found.of("W") == Fraction(1, (4 if issue else 2) if husband else (8 if issue else 4))


def by_hand(family: Family, depth: int) -> dict[str, Fraction]:
    """Orders one and two of the codes of 1964 and their successors, reckoned anew without the engine: recursion on branches."""

    def alive(who: str) -> bool:
        return family.people[who].died is None

    def kids(who: str) -> list[str]:
        return [
            name for name, human in family.people.items() if who in [parent for parent, _ in human.parents]
        ]

    def pour(who: str, whole: Fraction, left: int, into: dict[str, Fraction]) -> bool:
        if alive(who):
            into[who] = into.get(who, Fraction(0)) + whole
            return True
        below = [kid for kid in kids(who) if left > 0 and pour(kid, Fraction(0), left - 1, {})]
        for kid in below:
            pour(kid, whole / len(below), left - 1, into)
        return bool(below)

    stems = [kid for kid in kids("D") if pour(kid, Fraction(0), depth, {})]
    others = [name for name in ("W", "F", "M") if name in family.people and alive(name)]
    found: dict[str, Fraction] = {}
    for stem in (*stems, *others):
        pour(stem, Fraction(1, len(stems) + len(others)), depth, found)
    return found


@pytest.mark.parametrize(
    ("name", "depth"), [("az-1999", 64), ("am-1998", 64), ("az-ssr-1964", 2), ("ge-1997", 2)]
)
def test_an_independent_reckoning_agrees_on_thousands_of_families(name: str, depth: int) -> None:
    compared = 0
    for seed in range(2500):
        family = random_family(seed)
        expected = by_hand(family, depth)
        if expected:
            assert divided(family, REGIMES[name]).shares == expected, seed
            compared += 1
    assert compared > 1500


def test_no_two_regimes_claim_the_same_place_on_the_same_day() -> None:
    assert overlapping(REGIMES.values()) == []


def test_overlapping_regimes_would_be_seen() -> None:
    double = replace(REGIMES["az-1999"], id="az-1999-again")
    assert overlapping([REGIMES["az-1999"], double]) == [("az-1999", "az-1999-again")]
