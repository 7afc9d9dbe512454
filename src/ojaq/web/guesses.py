"""Slows down whoever guesses passwords: after five wrong tries under one name, each further try waits longer.

Kept in this process only, as digests, so that neither names nor addresses stay anywhere.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from time import monotonic

FREE = 5
FIRST_WAIT = 15.0
LONGEST_WAIT = 900.0
KEPT = 10_000


class Guesses:
    """Wrong tries by log-in name. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: dict[bytes, tuple[int, float]] = {}

    def must_wait(self, name: str) -> int:
        """Seconds until another try under this name is looked at; 0 when it may be made now."""
        with self._lock:
            _, until = self._wrong.get(_key(name), (0, 0.0))
        return max(0, int(until - self._clock() + 0.999))

    def wrong(self, name: str) -> None:
        """Note a wrong try."""
        with self._lock:
            if len(self._wrong) >= KEPT:
                self._wrong.clear()
            count, _ = self._wrong.get(_key(name), (0, 0.0))
            count += 1
            wait = 0.0 if count < FREE else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(count - FREE, 10))
            self._wrong[_key(name)] = (count, self._clock() + wait)

    def right(self, name: str) -> None:
        """Forget the tries under this name."""
        with self._lock:
            self._wrong.pop(_key(name), None)


def _key(name: str) -> bytes:
    return hashlib.sha256(name.strip().lower().encode("utf-8", "replace")).digest()
