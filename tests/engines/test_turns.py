"""Writers take turns: in order of arrival in a process, and one after the other between processes."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ojaq.config.engines.errors import TurnNotGiven
from ojaq.config.engines.turns import PATIENCE, Turns, turns_of


def test_one_writes_at_a_time_in_order_of_arrival(tmp_path: Path) -> None:
    turns = Turns(tmp_path)
    order: list[int] = []
    turns.take()
    threads = []
    for number in range(12):
        thread = threading.Thread(target=_write, args=(turns, order, number))
        thread.start()
        _until(lambda queued=number + 1: len(turns._waiting) >= queued)
        threads.append(thread)
    turns.give()
    for thread in threads:
        thread.join()
    assert order == list(range(12))


def test_who_waits_too_long_is_told_and_the_turn_is_not_lost(tmp_path: Path) -> None:
    turns = Turns(tmp_path)
    turns.take()
    with pytest.raises(TurnNotGiven):
        turns.take(patience=0.01)
    turns.give()
    turns.take(patience=0.01)
    turns.give()


def test_a_failed_wait_between_processes_hands_the_turn_on(tmp_path: Path) -> None:
    here, there = Turns(tmp_path), Turns(tmp_path)
    there.take()
    with pytest.raises(TurnNotGiven):
        here.take(patience=0.01)
    there.give()
    here.take(patience=0.01)
    here.give()


def test_there_is_one_queue_for_a_register(tmp_path: Path) -> None:
    assert turns_of(tmp_path) is turns_of(tmp_path / "." / "")


GREEDY = """
import sys
from pathlib import Path
from ojaq.config.engines.turns import Turns
turns = Turns(Path(sys.argv[1]))
take = turns.take if sys.argv[2] == "in turn" else lambda: Turns._lock(turns._open()[1], 1e18, 1e18)
for _ in range(2):
    take()
    print("has it", flush=True)
    sys.stdin.readline()
    turns.give()
"""


class Greedy:
    """A process that has the turn, gives it back when it is told to, and asks for it again at once."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def has_it(self) -> None:
        """Return when it has the turn."""
        assert self._process.stdout
        assert self._process.stdout.readline() == "has it\n"

    def gives_and_asks_again(self) -> None:
        """Tell it to."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()


@contextmanager
def greedy(folder: Path, how: str) -> Iterator[Greedy]:
    words = [sys.executable, "-c", GREEDY, str(folder), how]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Greedy(process)
        finally:
            process.kill()


@pytest.mark.engines
def test_a_greedy_process_cannot_overtake_who_waits(tmp_path: Path) -> None:
    """Whoever waits for the turn has it next, however soon the one who had it asks again."""
    ours = Turns(tmp_path)
    with greedy(tmp_path, "in turn") as other:
        other.has_it()
        waiting = threading.Thread(target=ours.take)
        waiting.start()
        _until(lambda: _taken(tmp_path / "next.lock"))
        other.gives_and_asks_again()
        # Overtaken, it would wait for the other, who waits for us.
        waiting.join(PATIENCE / 2)
        assert not waiting.is_alive()
        ours.give()
        other.has_it()


@pytest.mark.engines
def test_with_one_lock_only_it_has_its_turn_back_before_anybody_looks(tmp_path: Path) -> None:
    """The control: without `next.lock` whoever looks now and then finds the turn taken each time."""
    with greedy(tmp_path, "by one lock") as other:
        other.has_it()
        assert _taken(tmp_path / "turn.lock")
        other.gives_and_asks_again()
        other.has_it()
        assert _taken(tmp_path / "turn.lock")


def _taken(lock: Path) -> bool:
    """Whether somebody holds this lock file."""
    with lock.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _write(turns: Turns, order: list[int], number: int) -> None:
    with turns.turn():
        order.append(number)


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)
