"""Which of the stated parents are taken where two must be, and why. Pure. The others are not lost: they are named beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

MOST_TESTIMONIES, FIRST_TOLD = "most_testimonies", "first_told"


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A parent who is not taken: instead of whom, and why (most_testimonies or first_told)."""

    parent: int
    kept: int
    reason: str


def preferred_parents(
    named: Mapping[int, Collection[int]], sex_of: Callable[[int], str]
) -> tuple[list[int], list[LeftAside]]:
    """Of all stated parents (parent -> testimonies) the two that are taken, and those left aside.

    Of two fathers or two mothers the one most testimonies name, then the first named; of more than two whose sex nobody tells,
    likewise.
    """
    ranked = sorted(named, key=lambda who: (-len(named[who]), min(named[who]), who))
    kept: list[int] = []
    left: list[LeftAside] = []
    for who in ranked:
        rival = next((one for one in kept if sex_of(one) == sex_of(who) != "unknown"), None)
        if rival is None and len(kept) < 2:
            kept.append(who)
            continue
        rival = rival if rival is not None else kept[-1]
        more = len(named[rival]) > len(named[who])
        left.append(LeftAside(who, rival, MOST_TESTIMONIES if more else FIRST_TOLD))
    return kept, left
