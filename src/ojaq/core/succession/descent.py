"""Descent by the sexed rule: two parts to a male, one to a female, and issue who take their own parent's portion."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ojaq.core.succession.calling import Calling
from ojaq.core.succession.errors import BrokenCase
from ojaq.core.succession.regimes import ANY_DEPTH

Takers = tuple[tuple[str, Fraction], ...]


def sexed_split(whole: Fraction, sexes: Mapping[str, str]) -> dict[str, Fraction]:
    """Two parts to each male, one to each female."""
    parts = {who: 2 if sex == "male" else 1 for who, sex in sexes.items()}
    total = sum(parts.values())
    return {who: whole * part / total for who, part in parts.items()}


def nearest_issue(calling: Calling, of: str) -> tuple[tuple[str, Takers], ...]:
    """The heads among the children of `of`, each with those who take its portion: the nearest degree alive excludes the rest."""
    for degree in range(1, ANY_DEPTH):
        generation = _alive_at(calling, of, degree)
        if generation:
            return tuple(
                (child, takers)
                for child in calling.family.children(of)
                if (takers := _portion(calling, child, degree - 1))
            )
        if not _anybody_at(calling, of, degree):
            return ()
    return ()


def _alive_at(calling: Calling, of: str, degree: int) -> bool:
    if degree == 0:
        return calling.alive(of) and calling.takes(of)
    return any(_alive_at(calling, child, degree - 1) for child in calling.family.children(of))


def _anybody_at(calling: Calling, of: str, degree: int) -> bool:
    if degree == 0:
        return True
    return any(_anybody_at(calling, child, degree - 1) for child in calling.family.children(of))


def _portion(calling: Calling, who: str, degree: int) -> Takers:
    """Who takes the portion of `who`, `degree` generations below, two parts to a male at each step."""
    if degree == 0:
        return ((who, Fraction(1)),) if calling.alive(who) and calling.takes(who) else ()
    below = {
        child: takers
        for child in calling.family.children(who)
        if (takers := _portion(calling, child, degree - 1))
    }
    sexes = {child: calling.family.people[child].sex for child in below}
    unknown = [child for child, sex in sexes.items() if sex == "unknown"]
    if unknown:
        raise BrokenCase(part=f"people.{unknown[0]}.sex")
    parts = sexed_split(Fraction(1), sexes)
    return tuple((taker, parts[child] * part) for child, takers in below.items() for taker, part in takers)
