"""`ojaq serve` as a process: it answers, gives way to other commands, and leaves nothing running."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from loopback import free_port

pytestmark = pytest.mark.engines
Run = Callable[..., CompletedProcess[str]]
Made = tuple[Path, CompletedProcess[str]]
PATIENCE = 240


class Served:
    """A served registry: where it is, and its process."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (small letters) and body of one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def wait(self) -> None:
        """Return when it answers."""
        _until(lambda: self.process.poll() is None and self._answers())

    def _answers(self) -> bool:
        try:
            return self.get("/health")[0] == 200
        except (OSError, http.client.HTTPException):
            return False


@pytest.fixture(scope="module")
def served(made: Made, environment: Callable[..., dict[str, str]]) -> Iterator[Served]:
    """The registry, served for all tests that let it live."""
    with _served(environment(made[0], OJAQ_PASSPHRASE="quiet mulberry")) as server:
        yield server


@pytest.fixture
def to_be_ended(made: Made, environment: Callable[..., dict[str, str]]) -> Iterator[Served]:
    """The registry, served for one test that ends it."""
    with _served(environment(made[0], OJAQ_PASSPHRASE="quiet mulberry")) as server:
        yield server


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[Served]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "ojaq.cli.main", "serve", "--port", str(port)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    server = Served(process, port)
    try:
        server.wait()
        yield server
    finally:
        process.kill()
        process.wait()
        _until(lambda: not server._answers())


def test_a_served_registry_says_what_it_is(served: Served) -> None:
    status, headers, body = served.get("/health")
    assert (status, body) == (200, b"ok\n")
    assert (headers["x-ojaq-fictional"], headers["x-ojaq-state"]) == ("1", "rehearsal")
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_whoever_did_not_log_in_sees_the_log_in_page_only(served: Served) -> None:
    for path in ("/", "/person/1", "/nothing/here"):
        status, headers, _ = served.get(path)
        assert status == 404 or headers["location"].startswith("/login")


def test_commands_write_while_it_is_served(served: Served, ojaq: Run) -> None:
    assert ojaq("office", "add", "while-served").returncode == 0
    assert served.get("/health")[0] == 200


def test_the_passphrase_is_not_in_its_environment(served: Served) -> None:
    environment = Path(f"/proc/{served.process.pid}/environ")
    if environment.exists():
        assert b"quiet mulberry" not in environment.read_bytes()


def test_it_ends_when_it_is_told_to(to_be_ended: Served) -> None:
    to_be_ended.process.send_signal(signal.SIGTERM)
    assert to_be_ended.process.wait(PATIENCE) == 0


def test_killed_it_leaves_no_worker_behind(to_be_ended: Served) -> None:
    """A worker that lived on would keep the keys in memory and the port."""
    to_be_ended.process.kill()
    to_be_ended.process.wait()
    _until(lambda: not to_be_ended._answers())


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.1)
