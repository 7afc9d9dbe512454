"""A served registry that nobody works with locks itself, says so, and opens again for its passphrase only."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import urlencode

import pytest

from loopback import free_port

pytestmark = [pytest.mark.engines, pytest.mark.trust("V11")]
Made = tuple[Path, CompletedProcess[str]]
PATIENCE = 240
SHORT = "0.1"


def ask(port: int, method: str, path: str, **form: str) -> tuple[int, dict[str, str], str]:
    """Status, headers (small letters) and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}
        connection.request(method, path, urlencode(form) or None, headers)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, told, answer.read().decode()
    finally:
        connection.close()


def opened(port: int) -> bool:
    """Whether the right passphrase opens it, seen by its page of logging in.

    A machine that stalls for as long as it waits to lock finds it locked again: then the passphrase is given once more.
    """
    for _ in range(10):
        assert ask(port, "POST", "/unlock", passphrase="quiet mulberry")[0] == 303
        if ask(port, "GET", "/login")[0] == 200:
            return True
    return False


def until(port: int, path: str, holds: Callable[[int, str], bool]) -> None:
    """Ask until it is so; a loaded machine may take its time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            status, _, body = ask(port, "GET", path)
        except (OSError, http.client.HTTPException):
            status, body = 0, ""
        if holds(status, body):
            return
        time.sleep(0.2)
    raise AssertionError(f"{path} did not come to be so in {PATIENCE} s")


@pytest.fixture
def serve(made: Made, environment: Callable[..., dict[str, str]]) -> Iterator[Callable[..., int]]:
    """`serve("--lock-after", "0.1")` serves and answers the port."""
    running = []

    def begin(*words: str) -> int:
        port = free_port()
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "ojaq.cli.main", "serve", "--port", str(port), *words],
                env=environment(made[0], OJAQ_PASSPHRASE="quiet mulberry"),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        until(port, "/health", lambda status, _: status == 200)
        return port

    yield begin
    for process in running:
        process.terminate()
        process.wait(PATIENCE)


def test_it_locks_and_opens_for_its_passphrase_only(serve: Callable[..., int]) -> None:
    port, never = serve("--lock-after", SHORT), serve("--lock-after", "0")
    until(port, "/health", lambda _, body: body == "locked\n")
    status, headers, page = ask(port, "GET", "/login")
    assert (status, "The registry is locked" in page) == (503, True)
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert ask(port, "POST", "/api/v1/registrations")[0] == 503
    # The control: the one that never locks stands open all the while.
    assert ask(never, "GET", "/login")[0] == 200
    status, _, page = ask(port, "POST", "/unlock", passphrase="loud mulberry")
    assert (status, "does not open the registry" in page) == (403, True)
    assert ask(port, "GET", "/login")[0] == 503
    assert opened(port)


def test_a_form_of_another_site_is_not_a_try(serve: Callable[..., int]) -> None:
    """The control stands above: the same words from our own page do open it."""
    port = serve("--lock-after", SHORT)
    until(port, "/health", lambda _, body: body == "locked\n")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://elsewhere.example"}
    connection.request("POST", "/unlock", urlencode({"passphrase": "quiet mulberry"}), headers)
    assert connection.getresponse().status == 503
    connection.close()
