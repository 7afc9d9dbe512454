"""Ports of this machine for servers that tests start: each is one test's own until its process ends.

A port that the system gives away by itself (port 0) may be given to another test, or to somebody's outgoing connection,
between the moment it is found free and the moment a server listens there. These lie below the range the system gives from,
and a locked file for each keeps other test processes away.
"""

from __future__ import annotations

import fcntl
import socket
import tempfile
from pathlib import Path
from typing import IO

_PORTS = range(21_000, 29_000)
_held: list[IO[bytes]] = []


def free_port() -> int:
    """A port nobody listens on and no other test is given."""
    folder = Path(tempfile.gettempdir()) / "ojaq-test-ports"
    folder.mkdir(exist_ok=True)
    for port in _PORTS:
        if (lock := _locked(folder / str(port))) is None:
            continue
        if _nobody_listens(port):
            _held.append(lock)
            return port
        lock.close()
    raise AssertionError("every port of the tests is taken")


def _locked(file: Path) -> IO[bytes] | None:
    opened = file.open("ab")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        opened.close()
        return None
    return opened


def _nobody_listens(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
