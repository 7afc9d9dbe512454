"""Writers take turns: in order of arrival in a process, and one after the other between processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ojaq.config.engines.errors import TurnNotGiven
from ojaq.config.engines.turns import Turns, turns_of


def test_one_writes_at_a_time_in_order_of_arrival(tmp_path: Path) -> None:
    turns = Turns(tmp_path)
    order: list[int] = []
    turns.take()
    threads = []
    for number in range(12):
        thread = threading.Thread(target=_write, args=(turns, order, number))
        thread.start()
        _wait_until_queued(turns, number + 1)
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
import sys, time
from pathlib import Path
from ojaq.config.engines.turns import Turns
turns = Turns(Path(sys.argv[1]))
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    turns.take()
    time.sleep(0.02)
    turns.give()
"""


@pytest.mark.engines
def test_a_greedy_process_cannot_starve_another(tmp_path: Path) -> None:
    """An import takes its turn again at once, 100 times; a clerk in another process waits a few of them at most.

    The control below shows that a single lock file would not do.
    """
    assert _turns_while_greedy(tmp_path, Turns(tmp_path)) >= 10


@pytest.mark.engines
def test_with_one_lock_only_the_other_process_starves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without `next.lock` the greedy process has its turn back before anybody else looks.

    On a busy machine it may be put aside just then, by chance; of three tries one shows it.
    """
    greedy = GREEDY.replace("turns.take()", "Turns._lock(turns._open()[1], 1e18, 1e18)")
    slow = Turns(tmp_path)
    monkeypatch.setattr(slow, "take", lambda: _lock_one(slow))
    assert any(_turns_while_greedy(tmp_path, slow, greedy) < 10 for _ in range(3))


def _lock_one(turns: Turns) -> None:
    turns._held = True
    Turns._lock(turns._open()[1], 1e18, 1e18)


def _turns_while_greedy(folder: Path, turns: Turns, program: str = GREEDY) -> int:
    """How often this process gets a turn while the other takes a hundred."""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder), "100"], stdout=subprocess.PIPE
    ) as greedy:
        assert greedy.stdout
        greedy.stdout.readline()
        had = 0
        while greedy.poll() is None:
            turns.take()
            had += 1
            turns.give()
            time.sleep(0.01)
    return had


def _write(turns: Turns, order: list[int], number: int) -> None:
    with turns.turn():
        order.append(number)


def _wait_until_queued(turns: Turns, length: int) -> None:
    until = time.monotonic() + 10
    while len(turns._waiting) < length:
        assert time.monotonic() < until
        time.sleep(0.001)
