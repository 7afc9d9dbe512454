"""A case file: the family, the death and what is asked, as plain data; and the answer as plain data.

id: V3-az
death: {of: D, date: 2010-05-01, place_law: AZ, asset: immovable}    # `of` may be left out when it is D
regime: jafari                       # only when the family chooses one instead of the law of the place
people: {D: {died: 2010-05-01, parents: [F, M]}, S1: {sex: m, parents: [F, M], spouse: B}, ...}
will: {X: 1/3}                       # fractions of the whole
property: joint                      # joint property of husband and wife
deaths: [{of: A, date: ..., place_law: ...}, ...]   and   holders: {A: 1}       # a chain instead of one death
options: {wife_land: excluded, blocked_mother: iran_908}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from ojaq.core.succession.chain import Chain, follow
from ojaq.core.succession.errors import BrokenCase
from ojaq.core.succession.estates import Estate, Reckoning, Scenario, reckon
from ojaq.core.succession.family import Family, Human, Marriage, ParentKind, Sex, Span
from ojaq.core.succession.proof import Division, Step
from ojaq.core.succession.regimes import Regime, read_span

SEXES: dict[str, Sex] = {"m": "male", "male": "male", "f": "female", "female": "female"}
PARENT_KINDS: dict[str, ParentKind] = {"birth": "birth", "adoptive": "adoptive", "unknown": "unknown"}
FLAGS = (
    "incapable",
    "minor",
    "dependant",
    "renounced",
    "excluded_by_court",
    "separated_three_years",
    "household_member",
)
ADULT_AT = 18


@dataclass(frozen=True)
class Case:
    """A case as read: its people, its deaths in order, and who held the asset at first."""

    id: str
    family: Family
    estates: tuple[Estate, ...]
    holders: Mapping[str, Fraction]

    @property
    def chained(self) -> bool:
        """True when more than one death is followed."""
        return len(self.estates) > 1


def read_case(body: Mapping[str, Any]) -> Case:
    """A case from its file. Raises BrokenCase with the place that is not understood; NotADate for dates."""
    people = body.get("people")
    if not isinstance(people, Mapping) or not people:
        raise BrokenCase(part="people")
    rows = body.get("deaths") or [body.get("death")]
    if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
        raise BrokenCase(part="death")
    estates = tuple(_read_estate(row, body, people) for row in rows)
    known = {str(name): _read_human(str(name), row or {}) for name, row in people.items()}
    for estate in estates:
        if estate.dead not in known:
            raise BrokenCase(part=f"death.of: {estate.dead}")
        if known[estate.dead].died is None:
            known[estate.dead] = replace(known[estate.dead], died=estate.death)
    _refuse_rings(known)
    holders = {
        str(who): _fraction(part, f"holders.{who}") for who, part in (body.get("holders") or {}).items()
    }
    first = estates[0]
    humans = {name: _with_age(human, first.death) for name, human in known.items()}
    return Case(str(body.get("id", "")), Family(humans), estates, holders or {first.dead: Fraction(1)})


def _read_estate(row: Mapping[str, Any], body: Mapping[str, Any], people: Mapping[str, Any]) -> Estate:
    dead = str(
        row.get("of")
        or row.get("person")
        or body.get("decedent")
        or ("D" if "D" in people else next(iter(people)))
    )
    death = read_span(row.get("date") or row.get("died") or (people.get(dead) or {}).get("died"))
    if death is None:
        raise BrokenCase(part="death.date")
    law = row.get("place_law") or row.get("law")
    regime = row.get("regime") or body.get("regime")
    will = row.get("will") or body.get("will") or {}
    return Estate(
        dead=dead,
        death=death,
        law=None if law is None else str(law),
        regime=None if regime is None else str(regime),
        asset=str(row.get("asset") or body.get("asset") or "immovable"),
        will=_read_will(will),
        joint_property=(row.get("property") or body.get("property")) == "joint",
        options={
            str(name): str(value)
            for name, value in {**(body.get("options") or {}), **(row.get("options") or {})}.items()
        },
    )


def _read_will(will: object) -> dict[str, Fraction]:
    if isinstance(will, Mapping):
        found = {str(who): _fraction(part, f"will.{who}") for who, part in will.items()}
    elif (
        isinstance(will, Sequence)
        and not isinstance(will, str)
        and all(isinstance(row, Mapping) for row in will)
    ):
        found = {str(row["to"]): _fraction(row.get("share", 1), "will") for row in will}
    else:
        raise BrokenCase(part="will")
    if sum(found.values(), Fraction(0)) > 1:
        raise BrokenCase(part="will: more than the whole")
    return found


def _fraction(value: object, part: str) -> Fraction:
    try:
        found = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise BrokenCase(part=part) from None
    if not 0 <= found <= 1:
        raise BrokenCase(part=part)
    return found


def _read_human(name: str, row: Mapping[str, Any]) -> Human:
    if not isinstance(row, Mapping):
        raise BrokenCase(part=f"people.{name}")
    facts = {**row, **(row.get("facts") or {})}
    parents = tuple(_read_parent(name, parent) for parent in row.get("parents", ()))
    return Human(
        id=name,
        sex=SEXES.get(str(row.get("sex", "")), "unknown"),
        parents=parents,
        born=read_span(row.get("born")),
        died=read_span(row.get("died")),
        marriages=_read_marriages(row),
        dependant_since=read_span(facts.get("dependant_since")),
        missing_since=read_span(facts.get("missing_since")),
        **{flag: bool(facts.get(flag)) for flag in FLAGS},
    )


def _read_parent(child: str, row: object) -> tuple[str, ParentKind]:
    if not isinstance(row, Mapping):
        return str(row), "birth"
    kind = PARENT_KINDS.get(str(row.get("kind", "birth")))
    if kind is None or "id" not in row:
        raise BrokenCase(part=f"people.{child}.parents")
    return str(row["id"]), kind


def _read_marriages(row: Mapping[str, Any]) -> tuple[Marriage, ...]:
    stated = [
        Marriage(
            str(m["spouse"]), read_span(m.get("from")), read_span(m.get("to")), m.get("end") or m.get("ended")
        )
        for m in row.get("marriages", ())
    ]
    plain = row.get("spouses", row.get("spouse", ()))
    names = [plain] if isinstance(plain, str) else list(plain)
    return (*stated, *(Marriage(str(name)) for name in names))


def _with_age(human: Human, death: Span) -> Human:
    """A minor is somebody surely under eighteen on the day of the death."""
    if human.minor or human.born is None or human.born.earliest is None or death.latest is None:
        return human
    years = death.latest.year - human.born.earliest.year
    before_birthday = (death.latest.month, death.latest.day) < (
        human.born.earliest.month,
        human.born.earliest.day,
    )
    return replace(human, minor=years - before_birthday < ADULT_AT)


def _refuse_rings(people: Mapping[str, Human]) -> None:
    """Nobody is his own forefather."""
    state: dict[str, int] = {}
    for start in people:
        waiting = [(start, False)]
        while waiting:
            who, done = waiting.pop()
            if done:
                state[who] = 2
            elif state.get(who) == 1:
                raise BrokenCase(part=f"people.{who}.parents: a ring")
            elif who not in state and who in people:
                state[who] = 1
                waiting.append((who, True))
                waiting += [(parent, False) for parent, _ in people[who].parents if state.get(parent) != 2]


def answer(case: Case, regimes: Iterable[Regime]) -> dict[str, Any]:
    """The answer as plain data: regime, order, shares, residue, cites, claims, scenarios, proof. Fractions are texts."""
    laws = list(regimes)
    if not case.chained and case.holders == {case.estates[0].dead: Fraction(1)}:
        return _written(reckon(case.family, case.estates[0], laws))
    chain = follow(case.family, case.holders, case.estates, laws)
    return _written_chain(chain)


def _written(reckoning: Reckoning) -> dict[str, Any]:
    division = reckoning.division
    return {
        "regime": reckoning.regime.id,
        "status": reckoning.regime.status,
        "order": division.order,
        "shares": _texts(division.shares),
        "residue": _texts(division.residue) or None,
        "claims": [{"person": c.person, "kind": c.kind, "ref": c.ref} for c in division.claims],
        "cites": list(division.cites),
        "scenarios": [_written_scenario(scenario) for scenario in reckoning.scenarios],
        "proof": [_written_step(step) for step in division.steps],
    }


def _written_scenario(scenario: Scenario) -> dict[str, Any]:
    division: Division = scenario.division
    return {
        "regime": scenario.regime,
        "outlived": dict(scenario.outlived),
        "shares": _texts(division.shares),
        "residue": _texts(division.residue) or None,
    }


def _written_step(step: Step) -> dict[str, Any]:
    return {
        "step": step.code,
        "people": list(step.people),
        "ref": step.ref,
        "fraction": None if step.fraction is None else str(step.fraction),
        **({"detail": dict(step.detail)} if step.detail else {}),
    }


def _written_chain(chain: Chain) -> dict[str, Any]:
    passings = [
        {"of": p.estate.dead, "held": str(p.held), "holders": _texts(p.holders)}
        | (_written(p.reckoning) if p.reckoning is not None else {})
        for p in chain.passings
    ]
    last = next((p for p in reversed(passings) if "regime" in p), {})
    return {
        "regime": last.get("regime"),
        "shares": _texts(chain.holders),
        "residue": _texts(chain.residue) or None,
        "cites": list(dict.fromkeys(cite for p in passings for cite in p.get("cites", ()))),
        "scenarios": [],
        "proof": [],
        "chain": passings,
    }


def _texts(shares: Mapping[Any, Fraction]) -> dict[str, str]:
    return {str(who): str(share) for who, share in shares.items()}
