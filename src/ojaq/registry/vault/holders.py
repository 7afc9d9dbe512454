"""Who holds which master key, and who changes what: locks in `OJAQ_HOME/keys`.

    held-<epoch>.lock    shared by each process with open keys
    changing.lock        shared by backups, alone with a change of the master key
    edit.lock            whoever replaces the key file, for a moment

The system gives a lock back when its process ends, however it ends; so whoever changes keys can tell that nobody works with
the old ones any more. A forked process shares its parent's lock until it holds another key.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BETWEEN_LOOKS = 0.1
_held: list[int] = []


def path_of(home: Path, epoch: int) -> Path:
    """The lock of one master key of the registry in `home`."""
    return home / "keys" / f"held-{epoch}.lock"


def hold(home: Path, epoch: int) -> None:
    """Say that this process holds this master key, and no other of this process's any more."""
    descriptor = _opened(path_of(home, epoch))
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    let_go()
    _held.append(descriptor)


def let_go() -> None:
    """Say that this process holds no key. What a parent or a child holds stays held."""
    while _held:
        os.close(_held.pop())


def wait_until_nobody_holds(home: Path, epoch: int, *, patience: float) -> bool:
    """Whether within `patience` seconds no process holds this master key; then its lock is removed."""
    until = time.monotonic() + patience
    descriptor = _opened(path_of(home, epoch))
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    return False
                time.sleep(_BETWEEN_LOOKS)
            else:
                path_of(home, epoch).unlink(missing_ok=True)
                return True
    finally:
        os.close(descriptor)


@contextmanager
def nobody_changes_keys(home: Path, *, alone: bool = False) -> Iterator[None]:
    """While a backup copies database and keys (together with others), or while the master key is changed (`alone`)."""
    with _locked(home, "changing.lock", fcntl.LOCK_EX if alone else fcntl.LOCK_SH):
        yield


@contextmanager
def editing(home: Path) -> Iterator[None]:
    """While the key file is read and replaced. Taken inside a transaction, so it is held for moments only."""
    with _locked(home, "edit.lock", fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(home: Path, name: str, how: int) -> Iterator[None]:
    descriptor = _opened(home / "keys" / name)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
