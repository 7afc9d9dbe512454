"""A first pass over the keys of a roll: which are used twice, and at which line each household ends. Sixteen bytes a row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ojaq.registry.exchange.mapping import Mapping
from ojaq.registry.exchange.rolls import RollRow
from ojaq.registry.registration.refusal import Refusal

_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Survey:
    """`groups` are the households by hash, ascending, `ends` the line of the last row of each; `repeated` the keys used twice."""

    groups: _Numbers
    ends: _Numbers
    repeated: frozenset[int]

    @classmethod
    def of(cls, rows: Iterable[RollRow | Refusal], mapping: Mapping) -> Survey:
        """Looks over all rows once. A roll whose rows have no key of their own may hold the same row twice."""
        households = bool(mapping.column_of("household"))
        keys, groups, lines = array("q"), array("q"), array("q")
        for row in rows:
            if isinstance(row, Refusal):
                continue
            if mapping.key or row.household:
                keys.append(cls.hash_of(row))
            if households and row.household:
                groups.append(hash(row.household))
                lines.append(row.line)
        found, ends = _last(np.array(groups, dtype=np.int64), np.array(lines, dtype=np.int64))
        return cls(found, ends, _twice(np.array(keys, dtype=np.int64)))

    @staticmethod
    def hash_of(row: RollRow) -> int:
        """What a row is told by within its group: 64 bits, of this process only."""
        return hash((row.group, row.key))

    def is_repeated(self, row: RollRow) -> bool:
        """Whether another row has the same key in the same group."""
        return bool(self.repeated) and self.hash_of(row) in self.repeated

    def ends_with(self, row: RollRow) -> bool:
        """Whether a household has no row after this one."""
        place = int(np.searchsorted(self.groups, hash(row.household)))
        return int(self.ends[place]) == row.line


def _last(groups: _Numbers, lines: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The distinct groups, ascending, with the last line of each."""
    found, first_from_behind = np.unique(groups[::-1], return_index=True)
    return found, lines[::-1][first_from_behind]


def _twice(keys: _Numbers) -> frozenset[int]:
    keys.sort()
    return frozenset(keys[:-1][keys[1:] == keys[:-1]].tolist())
