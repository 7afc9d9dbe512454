"""The dictionary of sounds: every distinct name token once, numbered, with its skeletons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ojaq.core import names

MISSING = -1
_Key = tuple[str, bool, int]
_Seen = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class TokenTable:
    """Columns over token numbers, ready for kernels.

    `codes` int8 [n, L], `lengths` int16 [n], `abjad` bool [n], `variant` int32 [n] (-1 none), and
    `skeletons` int64 [3, n]: hashes of the plain skeleton, the one without velars, and the one where
    sibilants stand with velars (or of the variant class, where one is known).
    """

    codes: NDArray[np.int8]
    lengths: NDArray[np.int16]
    abjad: NDArray[np.bool_]
    variant: NDArray[np.int32]
    skeletons: NDArray[np.int64]


class Tokens:
    """A growing dictionary of (sound, abjad, variant class); a token keeps its number for ever.

    `rows(since)` gives what was added, to be stored; `Tokens(knowledge, rows)` gives the dictionary back.
    """

    def __init__(self, knowledge: Any, rows: Iterable[tuple[int, str, bool, int]] = ()) -> None:
        self.knowledge = knowledge
        # A fork looks into its base, up to as many tokens as there were then, and keeps its own beside.
        self._base: dict[_Key, int] = {}
        self._base_size = 0
        self._numbers: dict[_Key, int] = {}
        self._seen: dict[_Seen, int] = {}
        self._base_seen: dict[_Seen, int] = {}
        # Hashes of the tokens from this number on; those before stand in the table.
        self._hashed_from = 0
        self._skeletons: list[tuple[int, int, int]] = []
        self._table: TokenTable | None = None
        self._columns: dict[str, NDArray[np.int32]] = {}
        self.lasting = local()
        """What a thread remembers of pairs of tokens; a dictionary and its forks share it."""
        for number, sound, abjad, variant in rows:
            if self._add((sound, bool(abjad), variant)) != number:
                message = "token rows must be complete and in the order of their numbers"
                raise ValueError(message)

    def __len__(self) -> int:
        return self._base_size + len(self._numbers)

    @property
    def shared(self) -> int:
        """The tokens numbered below this are those of the dictionary this one was forked from; 0 for no fork."""
        return self._base_size

    def number(self, token: Any) -> int:
        """The number of a `names.Token`; -1 for None and for a token without sound."""
        if token is None or not token.sound:
            return MISSING
        seen = (token.written, token.sound, token.abjad)
        number = self._base_seen.get(seen)
        if number is None or number >= self._base_size:
            number = self._seen.get(seen)
        if number is None:
            number = self._seen[seen] = self._number(token)
        return number

    def _number(self, token: Any) -> int:
        variant = self.knowledge.variant_of(token)
        return self._add((token.sound, bool(token.abjad), MISSING if variant is None else int(variant)))

    def rows(self, since: int = 0) -> list[tuple[int, str, bool, int]]:
        """(number, sound, abjad, variant) of the tokens numbered `since` and later."""
        return [(at, *key) for at, key in enumerate(self._keys(since), start=since)]

    def fork(self) -> Tokens:
        """A dictionary with the same numbers that may grow without touching this one."""
        other = Tokens(self.knowledge)
        self.table()
        other._base = self._numbers if not self._base_size else dict(self._all())
        other._base_size = other._hashed_from = len(self)
        other._base_seen = self._seen if not self._base_size else self._all_seen()
        other.lasting = self.lasting
        other._table, other._columns = self._table, dict(self._columns)
        return other

    def settle(self) -> None:
        """Give what this fork numbered to the dictionary it was forked from, and stand on its own from now on.

        To be called for one fork of a dictionary at a time. Other forks do not look beyond what was there when they began.
        """
        if not self._base_size:
            return
        self.table()
        if len(self._base) == self._base_size:
            self._base.update(self._numbers)
            self._base_seen.update(self._seen)
            self._numbers, self._seen = self._base, self._base_seen
        else:
            self._numbers, self._seen = dict(self._all()), self._all_seen()
        self._hashed_from, self._skeletons = len(self._numbers), []
        self._base, self._base_seen, self._base_size = {}, {}, 0

    def column(
        self, name: str, values: Callable[[NDArray[np.int64]], NDArray[np.int32]]
    ) -> NDArray[np.int32]:
        """int32 [tokens]: `values` of the plain skeletons, remembered under a name that stands for its inputs."""
        done = self._columns.get(name, np.zeros(0, np.int32))
        if len(done) < len(self):
            done = np.concatenate([done, values(self.table().skeletons[0, len(done) :])])
            self._columns[name] = done
        return done

    def table(self) -> TokenTable:
        """The columns over all tokens; computed once and extended when the dictionary has grown."""
        done = 0 if self._table is None else len(self._table.lengths)
        if self._table is None or done < len(self):
            self._table = self._extended(done)
        return self._table

    def _all_seen(self) -> dict[_Seen, int]:
        below = {seen: number for seen, number in self._base_seen.items() if number < self._base_size}
        return below | self._seen

    def _all(self) -> Iterator[tuple[_Key, int]]:
        yield from islice(self._base.items(), self._base_size)
        yield from self._numbers.items()

    def _keys(self, since: int) -> list[_Key]:
        """The tokens numbered `since` and later, in order of number."""
        if since >= self._base_size:
            return list(islice(self._numbers, since - self._base_size, None))
        return [key for key, _ in islice(self._all(), since, None)]

    def _add(self, key: _Key) -> int:
        number = self._base.get(key)
        if number is None or number >= self._base_size:
            number = self._numbers.get(key)
        if number is None:
            number = len(self)
            self._numbers[key] = number
            self._skeletons.append(_hashes(key[0], key[2]))
        return number

    def _extended(self, done: int) -> TokenTable:
        keys = self._keys(done)
        codes, lengths = names.encode_sounds([sound for sound, _, _ in keys])
        fresh = TokenTable(
            codes,
            lengths,
            np.array([abjad for _, abjad, _ in keys], bool),
            np.array([variant for _, _, variant in keys], np.int32),
            np.array(self._skeletons[done - self._hashed_from :], np.int64).reshape(-1, 3).T.copy(),
        )
        old = self._table
        if old is None:
            return fresh
        return TokenTable(
            np.concatenate([old.codes, fresh.codes]),
            np.concatenate([old.lengths, fresh.lengths]),
            np.concatenate([old.abjad, fresh.abjad]),
            np.concatenate([old.variant, fresh.variant]),
            np.concatenate([old.skeletons, fresh.skeletons], axis=1),
        )


def text_hash(text: str) -> int:
    """A number of 62 bits for a text, the same in every process and on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") >> 2


def _hashes(sound: str, variant: int) -> tuple[int, int, int]:
    plain = text_hash(names.skeleton(sound))
    bare = text_hash(names.skeleton_without_velars(sound))
    wide = names.skeleton_sibilants_as_velars(sound) if variant < 0 else f"variant {variant}"
    return plain, bare, text_hash(wide)
