"""Division under a will: what is left free goes by law, and the compulsory shares are made whole."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ojaq.core.succession.errors import RuleNotRecorded
from ojaq.core.succession.family import Family
from ojaq.core.succession.proof import Division, Step, added
from ojaq.core.succession.regimes import Compulsory, Regime

NOUGHT = Fraction(0)


def divide_under_will(
    family: Family, dead: str, regime: Regime, by_law: Division, will: Mapping[str, Fraction]
) -> Division:
    """Shares when `will` leaves fractions of the whole. Raises RuleNotRecorded where the limits of a will are not read."""
    cap = regime.body.get("bequest_cap")
    if cap is not None:
        return _capped(by_law, will, Fraction(str(cap)))
    if regime.compulsory is None:
        raise RuleNotRecorded(rule="compulsory shares", regime=regime.id)
    due = _due(family, dead, regime, regime.compulsory, by_law)
    free = 1 - sum(will.values(), NOUGHT)
    from_free = {who: share * free for who, share in by_law.shares.items()}
    missing = {
        who: part - from_free.get(who, NOUGHT) - will.get(who, NOUGHT)
        for who, part in due.items()
        if part > from_free.get(who, NOUGHT) + will.get(who, NOUGHT)
    }
    from_free, will_left = _take(sum(missing.values(), NOUGHT), from_free, dict(will), kept=due)
    steps = (*by_law.steps, Step("will", tuple(will), None, sum(will.values(), NOUGHT)))
    if missing:
        steps = (
            *steps,
            Step("compulsory_share", tuple(missing), regime.compulsory.ref, sum(missing.values(), NOUGHT)),
        )
    residue = {kind: part * free for kind, part in by_law.residue.items()}
    return Division(added(from_free, will_left, missing), residue, steps, by_law.claims, by_law.order)


def _capped(by_law: Division, will: Mapping[str, Fraction], cap: Fraction) -> Division:
    """Bequests up to a part of the whole; above it they shrink alike, and the rest goes by law."""
    asked = sum(will.values(), NOUGHT)
    scale = min(Fraction(1), cap / asked) if asked else NOUGHT
    given = {who: share * scale for who, share in will.items()}
    rest = 1 - sum(given.values(), NOUGHT)
    steps = (*by_law.steps, Step("bequest_cap", tuple(will), None, sum(given.values(), NOUGHT)))
    shares = added(given, {who: share * rest for who, share in by_law.shares.items()})
    residue = {kind: part * rest for kind, part in by_law.residue.items()}
    return Division(shares, residue, steps, by_law.claims, by_law.order)


def _due(
    family: Family, dead: str, regime: Regime, rule: Compulsory, by_law: Division
) -> dict[str, Fraction]:
    due: dict[str, Fraction] = {}
    for who, share in by_law.shares.items():
        parts = [
            _fraction(kind, part, regime, by_law)
            for kind, part in rule.fractions.items()
            if _is(family, dead, who, kind)
        ]
        if parts:
            due[who] = share * max(parts)
    return due


def _fraction(kind: str, part: Fraction, regime: Regime, by_law: Division) -> Fraction:
    """Some laws give the spouse less where nobody of the first two circles stands beside."""
    otherwise = (regime.body.get("compulsory") or {}).get("spouse_otherwise")
    if kind == "spouse" and otherwise is not None and by_law.order not in (1, 2):
        return Fraction(str(otherwise))
    return part


def _is(family: Family, dead: str, who: str, kind: str) -> bool:
    human = family.people[who]
    relation, _, condition = kind.partition("_")
    weak = human.incapable or (condition == "minor_or_incapable" and human.minor)
    if condition and not weak:
        return False
    if relation == "child":
        return who in family.children(dead)
    if relation == "descendant":
        return _descends(family, who, dead)
    if relation == "parent":
        return who in family.parents(dead)
    if relation == "spouse":
        return any(marriage.spouse == who for marriage in family.marriages(dead))
    return relation == "dependant" and human.incapable and bool(human.dependant or human.dependant_since)


def _descends(family: Family, who: str, from_: str) -> bool:
    seen, waiting = {from_}, [from_]
    while waiting:
        for child in family.children(waiting.pop()):
            if child == who:
                return True
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return False


def _take(
    wanted: Fraction,
    from_free: dict[str, Fraction],
    will: dict[str, Fraction],
    *,
    kept: Mapping[str, Fraction],
) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Take what is wanted first from what went by law beyond the compulsory shares, then from the will, each alike."""
    spare = {who: max(NOUGHT, share - kept.get(who, NOUGHT)) for who, share in from_free.items()}
    from_law = min(wanted, sum(spare.values(), NOUGHT))
    lawful = _less(from_free, spare, from_law)
    beyond = {
        who: max(NOUGHT, share - max(NOUGHT, kept.get(who, NOUGHT) - lawful.get(who, NOUGHT)))
        for who, share in will.items()
    }
    return lawful, _less(will, beyond, wanted - from_law)


def _less(
    shares: Mapping[str, Fraction], spare: Mapping[str, Fraction], wanted: Fraction
) -> dict[str, Fraction]:
    total = sum(spare.values(), NOUGHT)
    if not wanted or not total:
        return dict(shares)
    return {who: share - spare.get(who, NOUGHT) * wanted / total for who, share in shares.items()}
