"""The engine of parentelas: descendants, then parents and their issue, then grandparents and theirs; the spouse beside them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ojaq.core.succession.calling import Calling
from ojaq.core.succession.family import Family
from ojaq.core.succession.proof import Division, Residue, Step, added
from ojaq.core.succession.regimes import ANY_DEPTH, Regime

Parts = tuple[tuple[str, Fraction], ...]


def divide_by_parentela(family: Family, dead: str, regime: Regime) -> Division:
    """Divide the estate of `dead` by parentela; the table of the regime gives the spouse's fraction beside each."""
    calling = Calling(family, dead, regime)
    body = regime.body
    spouses = tuple(who for who in calling.spouses() if calling.alive(who) and calling.takes(who))
    parentelas: tuple[tuple[str, int, Callable[[], Parts]], ...] = (
        ("descendants", 1, lambda: calling.stirps(dead, ANY_DEPTH)),
        ("parents_parentela", 2, lambda: _side_by_side(calling, family.parents(dead))),
        ("grandparents_parentela", 3, lambda: _grandparents(calling)),
    )
    for name, number, find in parentelas:
        takers = find()
        if not takers:
            continue
        part = Fraction(str(body["spouse"]["table"][name])) if spouses else Fraction(0)
        shares = added(_spouse_shares(spouses, part), _scaled(takers, 1 - part))
        ref = (body.get("refs") or {}).get(name)
        steps = [
            *calling.steps,
            Step("parentela_called", tuple(who for who, _ in takers), ref, 1 - part, {"order": str(number)}),
        ]
        if spouses:
            steps.append(Step("spouse_beside", spouses, body["spouse"].get("ref"), part))
        return Division(shares, {}, tuple(steps), (), number)
    if spouses:
        step = Step("spouse_alone", spouses, body["spouse"].get("ref"), Fraction(1))
        return Division(_spouse_shares(spouses, Fraction(1)), {}, (*calling.steps, step))
    step = Step("no_heir", (), (body.get("no_heir") or {}).get("ref"), Fraction(1))
    return Division({}, {Residue.ESCHEAT: Fraction(1)}, (*calling.steps, step))


def _spouse_shares(spouses: tuple[str, ...], part: Fraction) -> dict[str, Fraction]:
    return {who: part / len(spouses) for who in spouses}


def _scaled(parts: Parts, whole: Fraction) -> dict[str, Fraction]:
    return added(*({who: part * whole} for who, part in parts))


def _line(calling: Calling, who: str) -> Parts:
    """A stem's place: the ancestor, or the issue if dead."""
    if calling.alive(who):
        return ((who, Fraction(1)),) if calling.takes(who) else ()
    return calling.stirps(who, ANY_DEPTH)


def _side_by_side(calling: Calling, stems: tuple[str, ...]) -> Parts:
    """Each stem takes an equal part; a stem with nobody leaves its part to the others."""
    lines = [line for line in (_line(calling, stem) for stem in stems) if line]
    return tuple((who, part / len(lines)) for line in lines for who, part in line)


def _grandparents(calling: Calling) -> Parts:
    """Father's side and mother's side take half each; inside a side its two grandparents; an empty side goes to the other."""
    family = calling.family
    sides = [_side_by_side(calling, family.parents(parent)) for parent in family.parents(calling.dead)]
    taken = [side for side in sides if side]
    return tuple((who, part / len(taken)) for side in taken for who, part in side)
