"""Estates over generations: each death opens its own estate under its own law, and passes on what the dead had held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ojaq.core.succession.errors import SuccessionRefused
from ojaq.core.succession.estates import Estate, Reckoning, reckon
from ojaq.core.succession.family import Family
from ojaq.core.succession.proof import Residue
from ojaq.core.succession.regimes import Regime


@dataclass(frozen=True)
class Passing:
    """One death of the chain: what the dead held, how it was divided, and who holds what afterwards. `refused`: why it could
    not be divided, and stays open."""

    estate: Estate
    held: Fraction
    reckoning: Reckoning | None
    holders: Mapping[str, Fraction]
    refused: SuccessionRefused | None = None


@dataclass(frozen=True)
class Chain:
    """All deaths in order, and what stands at the end. Holders and residue together sum to one."""

    passings: tuple[Passing, ...]
    holders: Mapping[str, Fraction]
    residue: Mapping[Residue, Fraction]


def follow(
    family: Family, holders: Mapping[str, Fraction], estates: Sequence[Estate], regimes: Iterable[Regime]
) -> Chain:
    """Follow an asset from its first holders through the deaths, in the order given (the order of the deaths).

    A death of somebody who holds nothing passes nothing. Raises what `reckon` raises.
    """
    laws = list(regimes)
    now = {who: Fraction(share) for who, share in holders.items()}
    residue: dict[Residue, Fraction] = {}
    passings: list[Passing] = []
    for estate in estates:
        held = now.get(estate.dead, Fraction(0))
        reckoning = reckon(family, estate, laws) if held else None
        if reckoning is not None:
            del now[estate.dead]
            for who, share in reckoning.division.shares.items():
                now[who] = now.get(who, Fraction(0)) + held * share
            for kind, part in reckoning.division.residue.items():
                residue[kind] = residue.get(kind, Fraction(0)) + held * part
        passings.append(Passing(estate, held, reckoning, dict(now)))
    return Chain(tuple(passings), now, residue)
