"""Who is shown to whom. Relatives who may be alive are kept from one another until they agree. Pure.

Shown: the dead; whoever asks; who agreed that family may find them (purpose trace_family, in a testimony of their own); and
whom the one who asks named in their own testimony, because that tells them nothing new. Everybody else, and whoever is
protected, is masked: their place in the family and their share stand, their name, number and dates do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

CONSENT = "trace_family"


def shown_openly(
    people: Iterable[int],
    *,
    asking: int,
    dead: Collection[int],
    agreed: Collection[int],
    named: Collection[int],
    protected: Collection[int],
) -> frozenset[int]:
    """Those of `people` who may be shown with their names."""
    return frozenset(
        who
        for who in people
        if who == asking or who in dead or (who not in protected and (who in agreed or who in named))
    )


def keys(people: Iterable[int], openly: Collection[int]) -> Mapping[int, str]:
    """What each person is called on the page: the register number, or m1, m2 ... in the order given."""
    found: dict[int, str] = {}
    for who in people:
        masked = sum(key.startswith("m") for key in found.values())
        found.setdefault(who, str(who) if who in openly else f"m{masked + 1}")
    return found
