"""Two ways to group the same mentions, told as who would be joined and who separated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.models import Person
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE


@dataclass(frozen=True, slots=True)
class Change:
    """One person that a run would make or unmake: register numbers before and after."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def compared(
    before: Mapping[int, int], after: Mapping[int, int]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """(joined, separated): persons (by oldest mention) whose members come from, or go to, several."""
    joined = _meeting(before, after)
    separated = _meeting(after, before)
    number = _numbers(
        {oldest for pairs in (joined, separated) for one, many in pairs for oldest in (one, *many)}
    )
    return (
        tuple(Change(tuple(number[m] for m in many), (number[one],)) for one, many in joined),
        tuple(Change((number[one],), tuple(number[m] for m in many)) for one, many in separated),
    )


def _meeting(parts: Mapping[int, int], wholes: Mapping[int, int]) -> list[tuple[int, tuple[int, ...]]]:
    found: dict[int, set[int]] = defaultdict(set)
    for mention, whole in wholes.items():
        found[whole].add(parts[mention])
    return [(whole, tuple(sorted(some))) for whole, some in sorted(found.items()) if len(some) > 1]


def _numbers(oldest: set[int]) -> dict[int, int]:
    numbers = dict.fromkeys(oldest, 0)
    for some in batches(sorted(oldest), IDS_AT_ONCE):
        rows = Person.objects.filter(anchor__in=some).order_by("-given")
        numbers.update(rows.values_list("anchor_id", "number"))
    return numbers
