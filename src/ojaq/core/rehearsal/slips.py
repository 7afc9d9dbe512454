"""What goes wrong between what happened, what is remembered and what is written: rates, and single slips.

`near` is said of the registrant's own parents, spouse, children, brothers and sisters; `far` of everybody else.
Rates are shares of mentions (or of name parts) and come from no survey: they are chosen to be harder than a careful
office and easier than a hasty one. Stress options replace some of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True, slots=True)
class Slips:
    """Rates of slips, each between 0 and 1."""

    typo: float = 0.06
    missing_given: float = 0.012
    missing_family_near: float = 0.06
    missing_family_far: float = 0.28
    missing_patronymic_near: float = 0.35
    missing_patronymic_far: float = 0.70
    all_given_names: float = 0.35
    swapped: float = 0.012
    nickname: float = 0.035
    other_script: float = 0.035
    as_written: float = 0.07
    alias: float = 0.0
    birth_family_said: float = 0.40
    under_birth_family: float = 0.15
    missing_year_near: float = 0.12
    missing_year_far: float = 0.45
    rough_year_near: float = 0.22
    rough_year_far: float = 0.60
    wrong_year: float = 0.05
    invented_year: float = 0.002
    heaped_year: float = 0.05
    as_age: float = 0.04
    missing_origin: float = 0.30
    new_place_name: float = 0.20
    chosen_place: float = 0.08
    unknown_sex: float = 0.06
    missing_tie: float = 0.02
    wrong_tie: float = 0.0
    hidden_nature: float = 0.25


CALM = Slips()

STRESS: dict[str, dict[str, float]] = {
    "wrong-ties": {"wrong_tie": 0.06},
    "half-siblings": {},
    "step-parents": {"hidden_nature": 0.5},
    "invented-years": {"invented_year": 0.08, "heaped_year": 0.5},
    "aliases": {"alias": 0.35},
    "half-ties": {"missing_tie": 0.5},
    "half-years": {"missing_year_near": 0.55, "missing_year_far": 0.75},
    "hasty": {"typo": 0.18, "missing_given": 0.03, "swapped": 0.05, "nickname": 0.1, "as_written": 0.3},
}


def stressed(names: Iterable[str]) -> Slips:
    """The calm rates with the named stress options in place. Raises KeyError for a name that is not in `STRESS`."""
    slips = CALM
    for name in names:
        slips = replace(slips, **STRESS[name])
    return slips


def typo(text: str, labels: Random) -> str:
    """One slip of the pen: a letter replaced, dropped, doubled, or swapped with the next. Always three draws."""
    where, kind, other = labels.random(), labels.random(), labels.random()
    if len(text) < 3:
        return text
    at = 1 + int(where * (len(text) - 1))
    letter = text[int(other * len(text))].lower()
    if kind < 0.35:
        return text[:at] + letter + text[at + 1 :]
    if kind < 0.65:
        return text[:at] + text[at + 1 :]
    if kind < 0.85 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at - 1].lower() + text[at:]


def perhaps_typo(text: str, rate: float, rnd: Random, labels: Random) -> str:
    """`text`, with a typo at that rate; whether one happens is structure, which one is a matter of letters."""
    happens = rnd.random() < rate
    spoilt = typo(text, labels)
    return spoilt if happens else text
