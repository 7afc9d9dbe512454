"""The estate of one dead person: which law, what is taken out first, who takes what, and what is not known.

`divide` answers for settled facts. `reckon` lays uncertain facts out as scenarios: what somebody surely has in every
scenario is his share, and the rest is named as depending on facts nobody has told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ojaq.core.succession.calling import Unsettled
from ojaq.core.succession.errors import NoRegimeRecorded, RuleNotRecorded, TooUncertain
from ojaq.core.succession.family import Family, Living, Span
from ojaq.core.succession.orders import divide_by_orders
from ojaq.core.succession.parentela import divide_by_parentela
from ojaq.core.succession.proof import Division, Residue, Step, added, split_equally
from ojaq.core.succession.quranic import divide_by_classes
from ojaq.core.succession.regimes import Regime, regimes_for
from ojaq.core.succession.wills import divide_under_will

UNCERTAIN_AT_MOST = 6
KOLKHOZ = "kolkhoz_household"


@dataclass(frozen=True, slots=True)
class Estate:
    """What is asked: whose estate, under which place's law or which regime chosen by the family, and of what kind."""

    dead: str
    death: Span
    law: str | None = None
    regime: str | None = None
    asset: str = "immovable"
    will: Mapping[str, Fraction] = field(default_factory=dict)
    joint_property: bool = False
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way the facts may have been: who outlived the dead (True) or did not, under which regime, and what follows."""

    regime: str
    outlived: Mapping[str, bool]
    division: Division


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The answer: what is sure, and the scenarios when there is more than one."""

    regime: Regime
    division: Division
    scenarios: tuple[Scenario, ...] = ()


def divide(family: Family, estate: Estate, regime: Regime) -> Division:
    """Divide under one regime with settled facts. Raises Unsettled when a fact that matters is not known."""
    if estate.asset == KOLKHOZ:
        return _household(family, estate, regime)
    if regime.engine == "orders":
        by_law = divide_by_orders(family, estate.dead, regime)
    elif regime.engine == "parentela":
        by_law = divide_by_parentela(family, estate.dead, regime)
    else:
        by_law = divide_by_classes(
            family, estate.dead, regime, {**_options(regime), **estate.options, "asset": estate.asset}
        )
    if estate.will:
        by_law = divide_under_will(family, estate.dead, regime, by_law, estate.will)
    return _with_marital_half(family, estate, regime, by_law)


def _options(regime: Regime) -> dict[str, str]:
    """The first of each list of options is what applies when the family chose nothing."""
    chosen = {name: str(values[0]) for name, values in (regime.body.get("options") or {}).items()}
    if "wife_land" in regime.body:
        chosen["wife_land"] = str(regime.body["wife_land"])
    return chosen


def _household(family: Family, estate: Estate, regime: Regime) -> Division:
    """Property of a kolkhoz household belongs to its members jointly: no estate opens while one of them lives."""
    if KOLKHOZ not in regime.presteps:
        raise RuleNotRecorded(rule="the kolkhoz household", regime=regime.id)
    members = tuple(
        who
        for who, human in family.people.items()
        if human.household_member and who != estate.dead and _outlived(family, who, estate.dead)
    )
    if not members:
        return divide(family, replace(estate, asset="immovable"), regime)
    step = Step("kolkhoz_household", members, None, Fraction(1, len(members)))
    return Division(split_equally(Fraction(1), members), {}, (step,))


def _outlived(family: Family, who: str, dead: str) -> bool:
    living = family.living(who, dead)
    if living is Living.UNKNOWN:
        raise Unsettled(who)
    return living is Living.YES


def _with_marital_half(family: Family, estate: Estate, regime: Regime, division: Division) -> Division:
    if not estate.joint_property:
        return division
    if "marital_half" not in regime.presteps:
        raise RuleNotRecorded(rule="joint property of husband and wife", regime=regime.id)
    spouses = tuple(
        dict.fromkeys(
            m.spouse for m in family.marriages(estate.dead) if m.ended is None and m.spouse in family.people
        )
    )
    living = tuple(who for who in spouses if _outlived(family, who, estate.dead))
    if not living:
        return division
    half = Fraction(1, 2)
    shares = added(split_equally(half, living), {who: share * half for who, share in division.shares.items()})
    residue = {kind: part * half for kind, part in division.residue.items()}
    step = Step("marital_half", living, (regime.body.get("refs") or {}).get("marital_half"), half)
    return Division(shares, residue, (step, *division.steps), division.claims, division.order)


def reckon(family: Family, estate: Estate, regimes: Iterable[Regime]) -> Reckoning:
    """The shares of an estate, by the law of the place on the day of death or by the regime the family chose.

    Raises NoRegimeRecorded, RuleNotRecorded, BrokenCase, TooUncertain (more than six facts that matter are not known).
    """
    found = _regimes(estate, list(regimes))
    missing = list(family.missing)
    scenarios = [
        scenario
        for regime in found
        for scenario in _scenarios(
            family.with_settled(dict.fromkeys(missing, Living.YES)), estate, regime, {}
        )
    ]
    sure = _sure(scenarios)
    concerned = [who for who in missing if sure.of(who)]
    if concerned:
        scenarios = [
            s for regime in found for s in _missing_scenarios(family, missing, concerned, estate, regime)
        ]
        sure = _reserved(sure, concerned)
    return Reckoning(found[0], sure, tuple(scenarios) if len(scenarios) > 1 else ())


def _regimes(estate: Estate, regimes: list[Regime]) -> tuple[Regime, ...]:
    if estate.regime is not None:
        chosen = tuple(regime for regime in regimes if regime.id == estate.regime)
        if not chosen:
            raise NoRegimeRecorded(law=estate.regime, day=str(estate.death.earliest))
        return chosen
    if estate.law is None:
        raise NoRegimeRecorded(law="?", day=str(estate.death.earliest))
    return regimes_for(estate.law, estate.death, regimes)


def _scenarios(
    family: Family, estate: Estate, regime: Regime, outlived: Mapping[str, bool]
) -> list[Scenario]:
    """Branch on each uncertain fact that the division really asks for, and only on those."""
    try:
        return [Scenario(regime.id, dict(outlived), divide(family, estate, regime))]
    except Unsettled as unsettled:
        who = unsettled.who
    if len(outlived) >= UNCERTAIN_AT_MOST:
        raise TooUncertain(count=len(outlived) + 1, limit=UNCERTAIN_AT_MOST)
    found = []
    for alive in (True, False):
        settled = family.with_settled({who: Living.YES if alive else Living.NO})
        found += _scenarios(settled, estate, regime, {**outlived, who: alive})
    return found


def _missing_scenarios(
    family: Family, missing: list[str], concerned: list[str], estate: Estate, regime: Regime
) -> list[Scenario]:
    """The missing who would take: each laid out as having outlived the dead, and as having died before."""
    settled: dict[str, Living] = dict.fromkeys(missing, Living.YES)
    found = _scenarios(family.with_settled(settled), estate, regime, dict.fromkeys(concerned, True))
    for who in concerned:
        gone = family.with_settled({**settled, who: Living.NO})
        found += _scenarios(gone, estate, regime, {**dict.fromkeys(concerned, True), who: False})
    return found


def _sure(scenarios: list[Scenario]) -> Division:
    """What everybody has in every scenario; the rest depends on facts that nobody has told."""
    first = scenarios[0].division
    if all(s.division.shares == first.shares and s.division.residue == first.residue for s in scenarios):
        return first
    shares = {who: least for who in first.shares if (least := min(s.division.of(who) for s in scenarios))}
    residue: dict[Residue, Fraction] = {}
    for kind in Residue:
        least = min(s.division.residue.get(kind, Fraction(0)) for s in scenarios)
        if least:
            residue[kind] = least
    rest = 1 - sum(shares.values(), Fraction(0)) - sum(residue.values(), Fraction(0))
    residue[Residue.UNKNOWN_HEIR] = residue.get(Residue.UNKNOWN_HEIR, Fraction(0)) + rest
    asked = tuple(dict.fromkeys(who for s in scenarios for who in s.outlived))
    return Division(
        shares, residue, (*first.steps, Step("depends", asked, None, rest)), first.claims, first.order
    )


def _reserved(division: Division, missing: list[str]) -> Division:
    """The shares of the missing are set aside, not given to others and not taken as theirs."""
    part = sum((division.of(who) for who in missing), Fraction(0))
    shares = {who: share for who, share in division.shares.items() if who not in missing}
    residue = {**division.residue, Residue.RESERVED_MISSING: part}
    step = Step("reserved_for_missing", tuple(missing), None, part)
    return Division(shares, residue, (*division.steps, step), division.claims, division.order)
