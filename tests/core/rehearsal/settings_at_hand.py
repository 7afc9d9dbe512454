"""Shipped settings and a speller, built once for the tests of rehearsals."""

from __future__ import annotations

from functools import cache
from random import Random

from ojaq.core.rehearsal import Setting, Speller, Told, setting_of, simulate_community
from ojaq.resources.programmes import programme
from ojaq.resources.rehearsal import spellings

MIRRORS = ("displaced-from-armenia", "displaced-from-azerbaijan")

TREE = b"""0 HEAD
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Edward VII /Wettin/
1 SEX M
1 BIRT
2 DATE 9 NOV 1841
0 @I2@ INDI
1 NAME Alexandra /Oldenburg/
1 SEX F
0 @I3@ INDI
1 NAME George V /Windsor/
1 SEX M
1 BIRT
2 DATE 865
0 @I4@ INDI
1 NAME Maud //
1 SEX F
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 CHIL @I3@
1 CHIL @I4@
1 CHIL @I99@
0 TRLR
"""


@cache
def setting(number: str = MIRRORS[0]) -> Setting:
    """A shipped programme as a setting."""
    return setting_of(programme(number))


@cache
def speller() -> Speller:
    """The shipped spellings."""
    return Speller.of(spellings())


def community(
    number: str = MIRRORS[0], count: int = 60, seed: int = 3, stress: tuple[str, ...] = ()
) -> list[Told]:
    """A small community's testimonies."""
    told = simulate_community(
        setting=setting(number), speller=speller(), registrations=count, rnd=Random(seed), stress=stress
    )
    return list(told)
