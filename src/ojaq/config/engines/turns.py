"""Whose turn it is to write: a fair queue in this process, and a pair of lock files between processes.

SQLite has one writer at a time and lets the others retry blindly; under load some wait for many seconds. Here a writer
queues first, so that everybody waits about as long. Between processes a plain lock would let a long import take its lock
again before anybody else woke up; so there are two files, as at a barrier: `next.lock` is held while waiting for
`turn.lock`, and who has just written must queue for `next.lock` like everybody.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ojaq.config.engines.errors import TurnNotGiven

PATIENCE = 60.0
"""Seconds a writer waits before it gives up and says so."""

_RETRY = 0.002


class Turns:
    """The turns of one register, for all threads of this process. `take` and `give` need not be the same thread's."""

    def __init__(self, folder: Path) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False
        self._files = (folder / "next.lock", folder / "turn.lock")
        self._descriptors: tuple[int, int] | None = None

    def take(self, patience: float = PATIENCE) -> None:
        """Wait for the turn, in order of arrival. Raises TurnNotGiven after `patience` seconds."""
        until = time.monotonic() + patience
        self._queue_here(patience)
        try:
            self._queue_between_processes(until, patience)
        except BaseException:
            self._hand_on()
            raise

    def give(self) -> None:
        """Give the turn back; the one who waits longest has it at once."""
        if self._descriptors:
            fcntl.flock(self._descriptors[1], fcntl.LOCK_UN)
        self._hand_on()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn for the length of a block."""
        self.take()
        try:
            yield
        finally:
            self.give()

    def _queue_here(self, patience: float) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(patience):
            return
        with self._guard:
            if mine not in self._waiting:
                # The turn was handed over in the very moment of giving up: take it after all.
                return
            self._waiting.remove(mine)
        raise TurnNotGiven(seconds=int(patience))

    def _hand_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False

    def _queue_between_processes(self, until: float, patience: float) -> None:
        following, turn = self._open()
        self._lock(following, until, patience)
        try:
            self._lock(turn, until, patience)
        finally:
            fcntl.flock(following, fcntl.LOCK_UN)

    def _open(self) -> tuple[int, int]:
        if self._descriptors is None:
            first, second = (
                os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for file in self._files
            )
            self._descriptors = (first, second)
        return self._descriptors

    @staticmethod
    def _lock(descriptor: int, until: float, patience: float) -> None:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise TurnNotGiven(seconds=int(patience)) from None
                time.sleep(_RETRY)
            else:
                return


_turns: dict[Path, Turns] = {}
_turns_guard = threading.Lock()


def turns_of(folder: Path) -> Turns:
    """The one queue of this process for the register in `folder`."""
    with _turns_guard:
        return _turns.setdefault(folder.resolve(), Turns(folder.resolve()))
