"""Weights: what each level of agreement is worth, in integers of 1/1000 bit, frozen under a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from typing import Any

import numpy as np

from ojaq.core.matching.mentions import IntArray, LongArray
from ojaq.core.matching.tokens import Tokens

MILLI = 1000
RAREST = 3500
"""Rarity in millibits of a skeleton that was never counted: the cap of 5 bits, tempered by 0.7."""
FORMAT = "weights/2"
Sorted = tuple[LongArray, IntArray]


@dataclass(frozen=True)
class Weights:
    """Everything a score depends on beside the two portraits and their neighbourhood.

    `same`, `relative`, `stranger`: for each compared column the log2 share of each level among mentions of
    one person, of two people of one family, of strangers, in millibits; `sibling` of two children of one
    couple, who are rarely given one name. `chance`: log2 of the prior odds of
    a pair being one person against strangers (about 1.2 / M), in millibits; `kin`: log2 of how many more
    pairs are relatives. `rarity`: for given name, family, father's name the rarity by plain skeleton;
    `sexes`: usual sex (1 male, 2 female) by plain skeleton of a given name. `temper`: probability is
    1 / (1 + 2 ** (-T / temper)).
    """

    same: tuple[tuple[int, ...], ...]
    relative: tuple[tuple[int, ...], ...]
    stranger: tuple[tuple[int, ...], ...]
    chance: int
    kin: int
    rarity: tuple[Mapping[int, int], Mapping[int, int], Mapping[int, int]]
    sexes: Mapping[int, int] = field(default_factory=dict)
    codes: int = 0
    categories: int = 0
    temper: float = 2.0
    sibling: tuple[tuple[int, ...], ...] = ()

    @cached_property
    def version(self) -> str:
        """The first 16 hexadecimal digits of SHA-256 over the canonical JSON."""
        return sha256(self.to_json().encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces."""
        told = asdict(self)
        told["format"] = FORMAT
        told["rarity"] = [{str(k): v for k, v in sorted(table.items())} for table in self.rarity]
        told["sexes"] = {str(k): v for k, v in sorted(self.sexes.items())}
        return json.dumps(told, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Weights:
        """Read what `to_json` wrote. Raises ValueError for anything else."""
        told: dict[str, Any] = json.loads(text)
        if told.pop("format", None) != FORMAT:
            message = f"these are not {FORMAT}"
            raise ValueError(message)
        for name in ("same", "relative", "stranger", "sibling"):
            told[name] = tuple(tuple(row) for row in told[name])
        given, family, father = ({int(k): v for k, v in table.items()} for table in told["rarity"])
        told["rarity"] = (given, family, father)
        told["sexes"] = {int(k): v for k, v in told["sexes"].items()}
        return cls(**told)

    def rarity_by_token(self, tokens: Tokens) -> IntArray:
        """int32 [3, tokens]: rarity in millibits of each token as given name, family, father's name."""
        return np.stack(
            [
                tokens.column(f"rarity {at} {self.version}", partial(looked_up, table, RAREST))
                for at, table in enumerate(self._rarity)
            ]
        )

    def sex_by_token(self, tokens: Tokens) -> IntArray:
        """int32 [tokens]: the usual sex of each token as a given name, 0 where it is not known."""
        return tokens.column(f"sex {self.version}", partial(looked_up, _sorted(self.sexes), 0))

    @cached_property
    def worth(self) -> IntArray:
        """int32 [4, F, L]: millibits by class (same, relative, stranger, sibling), column and level."""
        tables = (self.same, self.relative, self.stranger, self.sibling or self.relative)
        most = max((len(row) for row in self.same), default=0)
        worth = np.zeros((len(tables), len(self.same), most), np.int32)
        for number, table in enumerate(tables):
            for column, row in enumerate(table):
                worth[number, column, : len(row)] = row
        return worth

    @cached_property
    def _rarity(self) -> tuple[Sorted, Sorted, Sorted]:
        given, family, father = map(_sorted, self.rarity)
        return given, family, father


def _sorted(table: Mapping[int, int]) -> Sorted:
    known = np.fromiter(table.keys(), np.int64, len(table))
    values = np.fromiter(table.values(), np.int32, len(table))
    order = np.argsort(known)
    return known[order], values[order]


def looked_up(table: Sorted, missing: int, skeletons: LongArray) -> IntArray:
    """int32 [n]: the value of each skeleton in a sorted table, `missing` where it has none."""
    known, values = table
    if not len(known):
        return np.full(len(skeletons), missing, np.int32)
    at = np.minimum(np.searchsorted(known, skeletons), len(known) - 1)
    return np.where(known[at] == skeletons, values[at], missing).astype(np.int32)
