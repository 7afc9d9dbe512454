"""Two threads for one loop. The compiled loops let go of the interpreter, so two of them run at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from numba import njit

HANDS, FOR_SEVERAL = 2, 100_000
"""From so many things on, so many threads share the work. What is done to one thing must not depend on another."""
Thing = TypeVar("Thing")
Result = TypeVar("Result")

_LEAN: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
lean = njit(**_LEAN)
"""Compiles a loop that makes no array of its own, and spares it the counting of who holds the others: that took as long as
comparing a pair does."""


def shared_out(count: int, work: Callable[[int, int], Result]) -> list[Result]:
    """Call `work(start, stop)` over parts of 0..count, one part a thread; the answers in the order of the parts."""
    if count < FOR_SEVERAL:
        return [work(0, count)]
    bounds = [count * hand // HANDS for hand in range(HANDS + 1)]
    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(work, bounds[:-1], bounds[1:]))


def each(things: Iterable[Thing], work: Callable[[Thing], Result], size: int) -> Iterator[Result]:
    """`work` of every thing, in order; of large things (`size`) as many at once as there are threads."""
    if size < FOR_SEVERAL:
        yield from map(work, things)
        return
    with ThreadPoolExecutor(HANDS) as hands:
        yield from hands.map(work, things)
