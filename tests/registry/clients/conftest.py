"""A program with a token, and a receiver on this machine that a webhook can be told at."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ojaq.registry.access.models import Account
from ojaq.registry.access.viewer import Viewer
from ojaq.registry.clients.models import Client
from ojaq.registry.clients.services import add_client


class Receiver:
    """What was received, in order, and what to answer: `answers` are statuses, the last one for ever."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers = [200]
        self.heard: list[tuple[dict[str, str], bytes]] = []

    def answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Somebody who listens at an http address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.heard.append((dict(self.headers.items()), body))
            status = told.answer()
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", told.address + "elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        told = Receiver(f"http://127.0.0.1:{server.server_port}/")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield told
        server.shutdown()
        thread.join()


@pytest.fixture
def program(operator: Viewer, registry: object, clerk_account: Account) -> Client:
    """A client of a clerk that may register and read."""
    return add_client(
        name="tablets", username=clerk_account.username, reaches=["register", "read"], by=operator
    ).client
