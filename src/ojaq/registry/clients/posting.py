"""One POST to one address, within bounds: no redirect is followed, no proxy asked, and no answer read beyond its first line."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from ojaq.registry.clients.events import is_safe

STEP_SECONDS = 5.0
"""Longest wait for one step: to be connected, to be heard, to be answered."""

WHOLE_SECONDS = 15.0
"""Longest time for everything, however slowly the other side drips."""


def post(address: str, body: bytes, headers: Mapping[str, str]) -> str:
    """Send; answers "" when it was taken (2xx), else why not as a code: `answered-500`, `no-answer`, `unsafe-address`."""
    if not is_safe(address):
        return "unsafe-address"
    connection = _connection(address)
    try:
        connection.connect()
        ending = threading.Timer(WHOLE_SECONDS, _shut, (connection.sock,))
        ending.start()
        try:
            connection.request(
                "POST", _target(address), body, {"Content-Type": "application/json", **headers}
            )
            status = connection.getresponse().status
        finally:
            ending.cancel()
    except (OSError, http.client.HTTPException, ValueError):
        return "no-answer"
    finally:
        connection.close()
    return "" if 200 <= status < 300 else f"answered-{status}"


def _connection(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=STEP_SECONDS, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=STEP_SECONDS)


def _target(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _shut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
