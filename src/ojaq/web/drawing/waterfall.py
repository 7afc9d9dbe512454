"""The reckoning: how the bits of each reason add up, as bars that continue one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the reckoning. `start` and `length` are percent of the width; `bits` is signed."""

    text: str
    bits: float
    start: float
    length: float
    kind: str

    @property
    def figure(self) -> str:
        """The bits with a sign, a real minus."""
        return f"{self.bits:+.1f}".replace("-", "\N{MINUS SIGN}")


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All bars, where zero lies (percent), and what they come to in bits."""

    bars: tuple[Bar, ...]
    zero: float
    total: float

    @property
    def figure(self) -> str:
        """The sum with a sign, a real minus."""
        return f"{self.total:+.1f}".replace("-", "\N{MINUS SIGN}")


def waterfall(steps: Sequence[tuple[str, float]], first: str) -> Waterfall:
    """Lay out (sentence, bits) steps. When they begin below zero, the first bar is the long way up from nothing.

    `first` is the kind of the first bar: "start" when it is where any two people begin, else "".
    """
    edges = [0.0]
    for _, bits in steps:
        edges.append(edges[-1] + bits)
    low, high = min(edges), max(edges)
    span = (high - low) or 1.0
    bars = []
    for place, (text, bits) in enumerate(steps):
        begin, end = sorted((edges[place], edges[place + 1]))
        kind = first if place == 0 and first else ("minus" if bits < 0 else "plus")
        bars.append(Bar(text, bits, _percent(begin - low, span), max(0.6, _percent(end - begin, span)), kind))
    return Waterfall(tuple(bars), _percent(-low, span), edges[-1])


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)
