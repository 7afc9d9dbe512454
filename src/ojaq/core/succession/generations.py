"""An asset down the generations: whoever held a part and died opens an estate of their own, under the law of that day.

`down_the_generations` finds the deaths by itself, in their order. `readings` lays out what nobody is sure of: whether one
outlived another, each way with all that follows from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heappop, heappush

from ojaq.core.succession.chain import Chain, Passing
from ojaq.core.succession.errors import NoRegimeRecorded, SuccessionRefused
from ojaq.core.succession.estates import Estate, Reckoning, reckon
from ojaq.core.succession.family import Family, Span
from ojaq.core.succession.proof import Residue
from ojaq.core.succession.regimes import Regime

READINGS_AT_MOST = 4
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Supposed:
    """Something supposed in one reading: `who` outlived `whom`, or died before."""

    who: str
    whom: str
    outlived: bool


@dataclass(frozen=True)
class Reading:
    """One way the facts may have been, and what each holds today. `supposed` is empty when there is but one way."""

    supposed: tuple[Supposed, ...]
    chain: Chain


def down_the_generations(family: Family, first: Estate, regimes: Sequence[Regime]) -> Chain:
    """Follow what `first.dead` held until nobody who holds a part has died.

    Later estates stand under the law of the same place, because the asset lies there, or under the same chosen regime. Where no
    law is recorded, or a rule is not, the part stays open as a residue and says so: no other law is put in its place.
    """
    now = {first.dead: Fraction(1)}
    residue: dict[Residue, Fraction] = {}
    passings: list[Passing] = []
    waiting: list[tuple[dt.date, dt.date, str]] = []
    _queue(waiting, first.dead, family)
    while waiting:
        who = heappop(waiting)[2]
        held = now.pop(who, Fraction(0))
        if not held:
            continue
        estate = first if who == first.dead else _estate(first, who, family)
        reckoning, fault = _reckoned(family, estate, regimes)
        if reckoning is None:
            kind = Residue.NO_REGIME if isinstance(fault, NoRegimeRecorded) else Residue.SETTLEMENT
            residue[kind] = residue.get(kind, Fraction(0)) + held
        else:
            _pass_on(now, residue, held, reckoning)
            for taker in reckoning.division.shares:
                _queue(waiting, taker, family)
        passings.append(Passing(estate, held, reckoning, dict(now), fault))
    return Chain(tuple(passings), now, residue)


def _reckoned(
    family: Family, estate: Estate, regimes: Sequence[Regime]
) -> tuple[Reckoning | None, SuccessionRefused | None]:
    try:
        return reckon(family, estate, regimes), None
    except SuccessionRefused as fault:
        return None, fault


def _pass_on(
    now: dict[str, Fraction], residue: dict[Residue, Fraction], held: Fraction, reckoning: Reckoning
) -> None:
    for who, share in reckoning.division.shares.items():
        now[who] = now.get(who, Fraction(0)) + held * share
    for kind, part in reckoning.division.residue.items():
        residue[kind] = residue.get(kind, Fraction(0)) + held * part


def _queue(waiting: list[tuple[dt.date, dt.date, str]], who: str, family: Family) -> None:
    if (died := family.people[who].died) is not None:
        heappush(waiting, (died.latest or dt.date.max, died.earliest or dt.date.min, who))


def _estate(first: Estate, dead: str, family: Family) -> Estate:
    death = family.people[dead].died
    assert death is not None
    # A will and joint property were told of the first estate only; the later ones know of none.
    return replace(first, dead=dead, death=death, will={}, joint_property=False)


def readings(family: Family, first: Estate, regimes: Iterable[Regime]) -> tuple[Reading, ...]:
    """Each way the facts may have been, the surest first; one when nothing that matters is in doubt.

    Facts are laid out until there are `READINGS_AT_MOST`; what is left in doubt stands as a residue that depends on it.
    """
    laws = tuple(regimes)
    found: list[Reading] = []
    waiting: list[tuple[Family, tuple[Supposed, ...]]] = [(family, ())]
    while waiting:
        now, supposed = waiting.pop(0)
        chain = down_the_generations(now, first, laws)
        branches = _branches(now, chain) if len(found) + len(waiting) + 2 <= READINGS_AT_MOST else ()
        if branches:
            waiting += [(branch, (*supposed, fact)) for branch, fact in branches]
        else:
            found.append(Reading(supposed, chain))
    return tuple(found)


def _branches(family: Family, chain: Chain) -> Sequence[tuple[Family, Supposed]]:
    """Both ways of the first doubt of the chain that can be told apart by narrowing a date of death."""
    for passing in chain.passings:
        scenarios: tuple[Mapping[str, bool], ...] = (
            tuple(one.outlived for one in passing.reckoning.scenarios) if passing.reckoning else ()
        )
        for who in dict.fromkeys(who for outlived in scenarios for who in outlived):
            died = family.people[who].died
            if died is None:
                continue
            after = _narrowed(died, passing.estate.death, outlived=True)
            before = _narrowed(died, passing.estate.death, outlived=False)
            if after and before:
                return [
                    (_with_death(family, who, span), Supposed(who, passing.estate.dead, alive))
                    for alive, span in ((True, after), (False, before))
                ]
    return ()


def _narrowed(died: Span, death: Span, *, outlived: bool) -> Span | None:
    """The days on which somebody can have died who outlived that death, or did not; None where there are none."""
    if death.earliest is None or death.latest is None:
        return None
    if outlived:
        earliest = max(died.earliest or dt.date.min, death.latest + _DAY)
        return Span(earliest, died.latest) if died.latest is None or earliest <= died.latest else None
    latest = min(died.latest or dt.date.max, death.earliest - _DAY)
    return Span(died.earliest, latest) if died.earliest is None or died.earliest <= latest else None


def _with_death(family: Family, who: str, span: Span) -> Family:
    return Family({**family.people, who: replace(family.people[who], died=span)}, family.settled)
