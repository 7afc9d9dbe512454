"""An asset down the generations: the deaths are found, each under its own law; what is in doubt is laid out; nothing is lost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ojaq.core.succession import Residue, down_the_generations, read_case, read_regime, readings
from ojaq.resources import succession

LAWS = tuple(read_regime(row) for row in succession.regimes())


def case(people: dict[str, Any], law: str = "AZ", **death: Any) -> Any:
    return read_case({"people": people, "death": {"of": "A", "place_law": law, **death}})


def v12() -> dict[str, Any]:
    """The family of vector V12: a house passes in 1978, 2004 and 2012."""
    return {
        "A": {"sex": "m", "died": "1978", "spouse": "B"},
        "B": {"sex": "f", "died": "2004"},
        "C": {"sex": "m", "parents": ["A", "B"], "died": "2012", "spouse": "X"},
        "D2": {"parents": ["A", "B"]},
        "X": {"sex": "f"},
        "Y": {"parents": ["C", "X"]},
        "Z": {"parents": ["C", "X"]},
    }


def test_the_deaths_of_a_line_are_found_each_under_the_law_of_its_day() -> None:
    told = case(v12())
    chain = down_the_generations(told.family, told.estates[0], LAWS)
    passed = [(p.estate.dead, p.held, p.reckoning.regime.id if p.reckoning else "") for p in chain.passings]
    assert passed == [
        ("A", Fraction(1), "az-ssr-1964"),
        ("B", Fraction(1, 3), "az-1999"),
        ("C", Fraction(1, 2), "az-1999"),
    ]
    sixth = Fraction(1, 6)
    assert dict(chain.holders) == {"D2": Fraction(1, 2), "X": sixth, "Y": sixth, "Z": sixth}


def test_three_laws_follow_one_another_on_one_house_in_both_mirrored_places() -> None:
    people = {
        "A": {"sex": "m", "died": "1955"},
        "B": {"sex": "m", "parents": ["A"], "died": "1980"},
        "C": {"sex": "f", "parents": ["B"], "died": "2010"},
        "D": {"sex": "m", "parents": ["C"]},
    }
    for law, laws in (
        ("AZ", ["su-1945", "az-ssr-1964", "az-1999"]),
        ("AM", ["su-1945", "am-ssr-1964", "am-1998"]),
    ):
        told = case(people, law)
        chain = down_the_generations(told.family, told.estates[0], LAWS)
        assert [p.reckoning.regime.id for p in chain.passings if p.reckoning] == laws
        assert dict(chain.holders) == {"D": 1}


def test_a_death_before_every_law_recorded_keeps_its_part_open() -> None:
    told = case({"A": {"died": "1930"}, "B": {"parents": ["A"]}})
    chain = down_the_generations(told.family, told.estates[0], LAWS)
    assert chain.holders == {}
    assert dict(chain.residue) == {Residue.NO_REGIME: 1}
    assert chain.passings[0].refused is not None
    assert chain.passings[0].refused.code == "no-regime-recorded"


def test_whether_a_child_outlived_its_parent_makes_two_readings_that_both_sum_to_one() -> None:
    # The page of the heirs in the drawings: did Gurgen die before his father, or after?
    people = {
        "A": {"sex": "m", "died": "1986-05-04", "spouse": "W"},
        "W": {"sex": "f", "died": "2004"},
        "Aram": {"parents": ["A", "W"]},
        "Anahit": {"parents": ["A", "W"]},
        "Gurgen": {"sex": "m", "parents": ["A", "W"], "died": "1979/1989", "spouse": "Lusine"},
        "Lusine": {},
        "Karen": {"parents": ["Gurgen", "Lusine"]},
        "Nvard": {"parents": ["Gurgen", "Lusine"]},
    }
    told = case(people)
    found = readings(told.family, told.estates[0], LAWS)
    assert [[(s.who, s.whom, s.outlived) for s in one.supposed] for one in found] == [
        [("Gurgen", "A", True)],
        [("Gurgen", "A", False)],
    ]
    outlived, before = (one.chain.holders for one in found)
    # His mother outlived him and has a part of his quarter too, which goes on when she dies.
    assert dict(outlived) == {
        "Aram": Fraction(17, 48),
        "Anahit": Fraction(17, 48),
        "Karen": Fraction(11, 96),
        "Nvard": Fraction(11, 96),
        "Lusine": Fraction(1, 16),
    }
    assert sum(outlived.values()) == sum(before.values()) == 1
    third, sixth = Fraction(1, 3), Fraction(1, 6)
    assert dict(before) == {"Aram": third, "Anahit": third, "Karen": sixth, "Nvard": sixth}


def test_no_more_readings_than_a_reader_can_hold_and_the_rest_is_named() -> None:
    people: dict[str, Any] = {"A": {"died": "1986"}}
    for name in ("K", "L", "M", "N"):
        people[name] = {"parents": ["A"], "died": "1980/1990"}
        people[f"{name}1"] = {"parents": [name]}
    told = case(people, date="1986-05-04")
    found = readings(told.family, told.estates[0], LAWS)
    assert 1 < len(found) <= 4
    for one in found:
        assert sum(one.chain.holders.values()) + sum(one.chain.residue.values()) == 1
