"""What a disk may hold after the power was cut, made from a log of writes and syncs.

A cut comes between two lines of the log. What was synced before it is there. Of what was written since the last sync of
its file each write is there, is not there, or is there up to a border of sectors; a disk keeps its own order.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SECTOR = 512
Line = tuple[Any, ...]


@dataclass
class _File:
    """One file: the bytes that are surely on the disk, and what was asked since."""

    sure: bytearray
    since: list[Line] = field(default_factory=list)

    def synced(self) -> None:
        for line in self.since:
            _apply(self.sure, line)
        self.since.clear()

    def as_left(self, chance: random.Random) -> bytes:
        left = bytearray(self.sure)
        # Sometimes a disk lost everything that was on its way, else about half.
        kept = chance.choice((0.0, 0.55, 0.9))
        for line in self.since:
            if chance.random() < kept:
                _apply(left, line)
            elif line[0] == "write" and chance.random() < 0.25:
                _apply(left, ("write", "", line[2], _torn(line[3], chance)))
        return bytes(left)


@dataclass(frozen=True)
class Image:
    """The files after a cut, and whose registration had been acknowledged before it."""

    cut: int
    db: bytes
    wal: bytes
    acknowledged: frozenset[str]


def images(before: bytes, done: list[Line], *, cuts: int, seed: int) -> Iterator[Image]:
    """So many images, each of a cut at a random line; the same ones for the same seed."""
    chance = random.Random(seed)
    at = sorted(chance.randrange(1, len(done)) for _ in range(cuts))
    files = {"db": _File(bytearray(before)), "wal": _File(bytearray())}
    acknowledged: set[str] = set()
    gone = 0
    for cut in at:
        for line in done[gone:cut]:
            if line[0] == "ack":
                acknowledged.add(line[1])
            elif line[0] == "sync":
                files[line[1]].synced()
            else:
                files[line[1]].since.append(line)
        gone = cut
        yield Image(cut, files["db"].as_left(chance), files["wal"].as_left(chance), frozenset(acknowledged))


def _apply(content: bytearray, line: Line) -> None:
    if line[0] == "truncate":
        del content[line[2] :]
        content.extend(bytes(max(0, line[2] - len(content))))
    else:
        place, written = line[2], line[3]
        content.extend(bytes(max(0, place - len(content))))
        content[place : place + len(written)] = written


def _torn(written: bytes, chance: random.Random) -> bytes:
    """The beginning of a write, as far as a border of sectors."""
    return written[: SECTOR * chance.randrange(0, 1 + len(written) // SECTOR)]
