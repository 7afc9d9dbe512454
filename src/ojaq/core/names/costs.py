"""What it costs to take one sound for another, as arrays for the kernels. Index 0 is "no sound"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ojaq.core.names.sounds import ALPHABET

INDEX = {sound: place + 1 for place, sound in enumerate(ALPHABET)}


@dataclass(frozen=True, slots=True)
class Costs:
    """`instead`: float32 [31, 31]; `left_out`: float32 [2, 31], row 1 where one side is an abjad;
    `transposed`: one number."""

    instead: NDArray[np.float32]
    left_out: NDArray[np.float32]
    transposed: float


def build_costs(table: Mapping[str, Any]) -> Costs:
    """Cost arrays from the table `costs.yml`."""
    size = len(ALPHABET) + 1
    instead = np.full((size, size), float(table["default"]), np.float32)
    for one in table["vowels"]:
        for other in table["vowels"]:
            instead[INDEX[one], INDEX[other]] = float(table["vowel_for_vowel"])
    for (one, other), cost in table["pairs"].items():
        instead[INDEX[one], INDEX[other]] = instead[INDEX[other], INDEX[one]] = float(cost)
    np.fill_diagonal(instead, 0.0)
    left_out = np.full((2, size), float(table["default"]), np.float32)
    for row, name in enumerate(("left_out", "left_out_abjad")):
        for sound, cost in table[name].items():
            for one in table["vowels"] if sound == "vowel" else sound:
                left_out[row, INDEX[one]] = float(cost)
        left_out[row, 0] = 0.0
    instead.setflags(write=False)
    left_out.setflags(write=False)
    return Costs(instead, left_out, float(table["transposed"]))
