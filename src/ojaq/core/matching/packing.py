"""One mention as a few bytes, so that a register can keep coded mentions and load a million of them at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ojaq.core.matching.mentions import LongArray, Mentions, Told

HEAD = np.dtype(
    [
        ("stable", "<i8"),
        ("registration", "<i8"),
        ("place", "<i8"),
        ("words", "<i4", (len(Told),)),
        ("numeral", "<i4"),
        ("year", "<f4", (2,)),
        ("day", "<i2"),
        ("died", "<i2"),
        ("sex", "i1"),
        ("year_kind", "i1"),
    ]
)
TIE = np.dtype([("other", "<i8"), ("kind", "i1"), ("strength", "i1")])
"""Kept with its first end; `other` is the stable number of the second."""


def pack(mentions: Mentions) -> list[bytes]:
    """The bytes of each mention: a head of fixed length, then its ties. Identifiers of bare tables are left out."""
    heads = np.zeros(len(mentions), HEAD)
    for name in HEAD.names or ():
        heads[name] = getattr(mentions, name)
    order = np.argsort(mentions.ties[:, 1], kind="stable")
    ties = mentions.ties[order]
    tails = np.zeros(len(ties), TIE)
    tails["other"] = mentions.stable[ties[:, 2]]
    tails["kind"], tails["strength"] = ties[:, 0], ties[:, 3]
    starts = np.searchsorted(ties[:, 1], np.arange(len(mentions) + 1))
    head, tail = heads.tobytes(), tails.tobytes()
    return [
        head[row * HEAD.itemsize : (row + 1) * HEAD.itemsize]
        + tail[starts[row] * TIE.itemsize : starts[row + 1] * TIE.itemsize]
        for row in range(len(mentions))
    ]


def unpack(packed: Sequence[bytes]) -> Mentions:
    """Mentions of their bytes, in order. Ties whose other end is not among them are left out.

    Raises ValueError for bytes of another layout.
    """
    lengths = np.fromiter(map(len, packed), np.int64, len(packed))
    extra = lengths - HEAD.itemsize
    if (extra < 0).any() or (extra % TIE.itemsize).any():
        message = "these are not packed mentions"
        raise ValueError(message)
    whole = np.frombuffer(b"".join(packed), np.uint8)
    starts = np.cumsum(lengths) - lengths
    heads = whole[starts[:, None] + np.arange(HEAD.itemsize)].view(HEAD).ravel()
    counts = extra // TIE.itemsize
    owner = np.repeat(np.arange(len(packed)), counts)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    begins = starts[owner] + HEAD.itemsize + rank * TIE.itemsize
    tails = whole[begins[:, None] + np.arange(TIE.itemsize)].view(TIE).ravel()
    other = _rows_of(heads["stable"], tails["other"])
    ties = np.stack([tails["kind"], owner, other, tails["strength"]], axis=1).astype(np.int32)
    columns = {name: np.ascontiguousarray(heads[name]) for name in HEAD.names or ()}
    return Mentions(
        ties=ties[other >= 0],
        codes=np.zeros((len(packed), 0, 20), np.uint8),
        categories=np.zeros((len(packed), 0), np.int64),
        **columns,
    )


def _rows_of(stable: LongArray, wanted: LongArray) -> LongArray:
    order = np.argsort(stable, kind="stable")
    if not len(order):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(stable[order], wanted), len(order) - 1)
    return np.where(stable[order[at]] == wanted, order[at], -1)
