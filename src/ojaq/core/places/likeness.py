"""The compiled part of finding: one sound against many, each once, with the arithmetic of personal names."""

from __future__ import annotations

import numba
import numpy as np

from ojaq.core.names.distance import likeness


@numba.njit(nogil=True, cache=True)
def alike_forms(  # type: ignore[no-untyped-def]
    wanted, seen, stamp, code, length, abjad, codes, lengths, abjads, instead, left_out, transposed, least
):
    """Forms of `wanted` (int32 [w], repeated ones once) whose sound is at least `least` like `code`: (forms, likeness).

    `seen` (int64 [F]) remembers by `stamp` which forms were met in this question. Sounds of very unlike length are
    not compared where both write their vowels.
    """
    rows = np.zeros((3, codes.shape[1] + 1), np.float32)
    forms = np.empty(wanted.shape[0], np.int32)
    alike = np.empty(wanted.shape[0], np.float32)
    count = 0
    for place in range(wanted.shape[0]):
        form = wanted[place]
        if seen[form] == stamp:
            continue
        seen[form] = stamp
        vowelless = abjad or abjads[form]
        shorter, longer = min(length, lengths[form]), max(length, lengths[form])
        if not vowelless and 5 * shorter < 3 * longer:
            continue
        costs = left_out[1 if vowelless else 0]
        found = likeness(code, length, codes[form], lengths[form], instead, costs, transposed, rows)
        if found >= least:
            forms[count] = form
            alike[count] = found
            count += 1
    return forms[:count], alike[:count]
