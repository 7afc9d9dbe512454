"""What succession refuses, and what it says it does not know."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from ojaq.core.succession import answer, read_case, read_regime
from ojaq.core.succession.errors import (
    BrokenCase,
    BrokenRegime,
    NoRegimeRecorded,
    RuleNotRecorded,
    TooUncertain,
)
from ojaq.resources.succession import regimes

REGIMES = [read_regime(body) for body in regimes()]


def reckoned(**body: Any) -> dict[str, Any]:
    return answer(read_case(body), REGIMES)


def death(day: str, law: str = "AZ") -> dict[str, str]:
    return {"of": "D", "date": day, "place_law": law}


def test_a_death_outside_every_regime_has_no_answer() -> None:
    with pytest.raises(NoRegimeRecorded):
        reckoned(death=death("1918-04-01"), people={"D": {}, "C": {"parents": ["D"]}})


def test_an_unknown_place_has_no_answer() -> None:
    with pytest.raises(NoRegimeRecorded):
        reckoned(death=death("2010-01-01", "XX"), people={"D": {}})


def test_a_will_is_not_reckoned_where_its_limits_are_not_read() -> None:
    with pytest.raises(RuleNotRecorded):
        reckoned(
            death=death("2010-01-01", "GE"), will={"X": 1}, people={"D": {}, "C": {"parents": ["D"]}, "X": {}}
        )


@pytest.mark.parametrize(
    "body",
    [
        {"people": {}},
        {"people": {"D": {}}},
        {"people": {"D": {}}, "death": {"of": "nobody", "date": "2010"}},
        {"people": {"D": {"parents": ["C"]}, "C": {"parents": ["D"]}}, "death": {"date": "2010-01-01"}},
        {"people": {"D": {}}, "death": {"date": "2010-01-01"}, "will": {"X": "3/2"}},
        {"people": {"D": {}}, "death": {"date": "2010-01-01"}, "will": {"X": "2/3", "Y": "2/3"}},
    ],
)
def test_a_broken_case_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(BrokenCase):
        read_case(body)


def test_an_uncertain_death_gives_scenarios_and_only_what_is_sure() -> None:
    people = {"D": {"spouse": "B"}, "B": {"died": "2010"}, "C": {"parents": ["D", "B"]}}
    found = reckoned(death=death("2010-05-01"), people=people)
    assert [scenario["shares"] for scenario in found["scenarios"]] == [{"C": "1/2", "B": "1/2"}, {"C": "1"}]
    assert found["shares"] == {"C": "1/2"}
    assert found["residue"] == {"unknown_heir": "1/2"}


def test_a_day_on_which_the_law_is_not_sure_lays_both_laws_out() -> None:
    people = {"D": {"parents": ["F"]}, "F": {"incapable": False}, "C": {"parents": ["D"]}}
    found = reckoned(death=death("1964-03-01", "AM"), people=people)
    assert {scenario["regime"] for scenario in found["scenarios"]} == {"su-1945", "am-ssr-1964"}


def test_too_many_uncertain_facts_are_refused() -> None:
    people: dict[str, Any] = {"D": {}} | {f"C{n}": {"parents": ["D"], "died": "2010"} for n in range(9)}
    with pytest.raises(TooUncertain):
        reckoned(death=death("2010-05-01"), people=people)


def test_drafts_are_never_printable() -> None:
    drafts = [regime for regime in REGIMES if regime.status == "draft"]
    assert drafts
    assert not any(regime.printable for regime in drafts)


@pytest.mark.parametrize("part", ["id", "title", "engine", "verification", "orders"])
def test_a_regime_without_what_its_engine_needs_is_refused(part: str) -> None:
    body = dict(next(b for b in regimes() if b["id"] == "az-1999"))
    del body[part]
    with pytest.raises(BrokenRegime):
        read_regime(body)


def test_a_long_chain_keeps_the_whole() -> None:
    people: dict[str, Any] = {"P0": {"died": "2001-01-01"}}
    deaths = [{"of": "P0", "date": "2001-01-01", "place_law": "AZ"}]
    for n in range(1, 40):
        day = f"{2001 + n // 12}-{n % 12 + 1:02d}-02"
        people |= {f"P{n}": {"parents": [f"P{n - 1}"], "died": day}, f"S{n}": {"parents": [f"P{n - 1}"]}}
        deaths.append({"of": f"P{n}", "date": day, "place_law": "AZ"})
    people["last"] = {"parents": ["P39"]}
    found = reckoned(deaths=deaths, people=people)
    assert sum(map(Fraction, found["shares"].values())) == 1
