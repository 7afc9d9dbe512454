"""Blocks of mentions that share a composite key, as they are stored: one row a key, ids packed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]

# A tie whose nature is not stated counts as birth (registration/1).
NATURES_OF_BIRTH = frozenset({"", "birth", "not_stated"})


def packed(ids: Ids) -> bytes:
    """Mention ids of one block as little-endian 64-bit numbers."""
    return ids.astype("<i8").tobytes()


def unpacked(block: bytes) -> Ids:
    """The ids that `packed` packed."""
    return np.frombuffer(block, "<i8").astype(np.int64)


def blocks(keys: Ids, ids: Ids) -> Iterator[tuple[int, Ids]]:
    """Each distinct key with its distinct mention ids, both ascending. keys, ids: int64 of one length."""
    if not len(keys):
        return
    order = np.lexsort((ids, keys))
    keys, ids = keys[order], ids[order]
    fresh = np.concatenate([[True], (keys[1:] != keys[:-1]) | (ids[1:] != ids[:-1])])
    keys, ids = keys[fresh], ids[fresh]
    bounds = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1], [True]]))
    names = keys[bounds[:-1]].tolist()
    for key, (start, end) in zip(names, pairwise(bounds.tolist()), strict=True):
        yield key, ids[start:end]
