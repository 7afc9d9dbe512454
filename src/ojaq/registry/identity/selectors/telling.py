"""Reading the mentions of persons. The callers ask the permission and write the ledger entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from ojaq.registry.identity import quick
from ojaq.registry.identity.bulk import batches
from ojaq.registry.identity.services.numbering import IDS_AT_ONCE
from ojaq.registry.identity.told import Told


def told_of(*, persons: Collection[int]) -> dict[int, list[Told]]:
    """Register number -> its mentions of current registrations, oldest first."""
    found: dict[int, list[Told]] = defaultdict(list)
    for some in batches(sorted(persons), IDS_AT_ONCE):
        for row in quick.rows(quick.TOLD_OF_PERSONS, some):
            found[row[1]].append(_as_told(row))
    return found


def told(*, mentions: Collection[int]) -> dict[int, Told]:
    """Mention id -> what it tells; of any state, because judgements speak of superseded ones too."""
    found: dict[int, Told] = {}
    for some in batches(sorted(mentions), IDS_AT_ONCE):
        found.update((row[0], _as_told(row)) for row in quick.rows(quick.TOLD_OF_MENTIONS, some))
    return found


def _as_told(row: tuple[Any, ...]) -> Told:
    """SQLite keeps days as text and truth as numbers; PostgreSQL hands them out as they are."""
    days = (_day(row[11]), _day(row[12]), _day(row[13]))
    values: tuple[Any, ...] = (*row[:3], bool(row[3]), *row[4:11], *days, *row[14:])
    return Told(*values)


@lru_cache(maxsize=8192)
def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def birth_parents(*, mentions: Collection[int]) -> dict[int, list[int]]:
    """Mention -> the mentions named as its parents by birth, or whose nature was not stated."""
    found: dict[int, list[int]] = defaultdict(list)
    for some in batches(sorted(mentions), IDS_AT_ONCE):
        for child, parent in quick.rows(quick.BIRTH_PARENTS, some):
            found[child].append(parent)
    return found
