"""A served registry that nobody works with locks itself: its worker ends, keys and all, and one without keys takes its place.

Forgetting keys inside a process is a promise that no Python program can keep; the end of a process is one that the system
keeps. The worker without keys answers every page with the question for the passphrase, and loads the registry when it is given.
"""

from __future__ import annotations

import mmap
import os
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ojaq.cli.registry import home
from ojaq.errors import OjaqError

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

_OPEN, _ASKED, _LOCKED = 0, 1, 2
# What asks by itself while nobody is there: a screen in the waiting room, the line of a queue left open.
_QUIET = ("/health", "/static/", "/screen/", "/queue/line")
_LONGEST_FORM = 4096
_BETWEEN_TRIES = 1.0


class Standing:
    """One byte that the parent and its forked workers share: open, asked to lock, locked."""

    def __init__(self) -> None:
        self._byte = mmap.mmap(-1, 1)

    def watch(self, forget: Callable[[], None]) -> None:
        """In the parent: when a worker asks, forget the keys, and say that it was done."""

        def wait() -> None:
            while True:
                if self._byte[0] == _ASKED:
                    forget()
                    self._byte[0] = _LOCKED
                time.sleep(0.2)

        threading.Thread(target=wait, daemon=True).start()

    def lock(self) -> None:
        """In a worker: let the parent forget, then end. The system takes this process's memory back."""
        self._byte[0] = _ASKED
        while self._byte[0] != _LOCKED:
            time.sleep(0.05)
        os._exit(0)


class Attended:
    """An application that knows how long nobody asked it for anything but its health."""

    def __init__(self, application: Application, *, seconds: float, standing: Standing) -> None:
        self._application, self._seconds, self._standing = application, seconds, standing
        self._last, self._working = time.monotonic(), 0
        self._guard = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, and note the time."""
        if environ.get("PATH_INFO", "").startswith(_QUIET):
            return self._application(environ, start)
        with self._guard:
            self._working += 1
        try:
            return self._application(environ, start)
        finally:
            with self._guard:
                self._working -= 1
                self._last = time.monotonic()

    def _watch(self) -> None:
        while True:
            time.sleep(min(1.0, self._seconds / 4))
            with self._guard:
                idle = not self._working and time.monotonic() - self._last > self._seconds
            if idle:
                self._standing.lock()


class Gate:
    """What is served while the registry is locked: one page, which asks for the passphrase."""

    def __init__(self, load: Callable[[], Application]) -> None:
        self._load = load
        self._behind: Application | None = None
        self._trying = threading.Lock()

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """The registry's answer once it is unlocked; before, the question."""
        if self._behind is not None:
            return self._behind(environ, start)
        path = environ.get("PATH_INFO", "")
        if path == "/health":
            return _answer(start, "200 OK", b"locked\n", "text/plain")
        if path == "/unlock" and environ["REQUEST_METHOD"] == "POST" and _of_this_site(environ):
            return self._try(environ, start)
        return _page(environ, start, "503 Service Unavailable", "")

    def _try(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        from ojaq.registry.vault import unlock

        length = min(int(environ.get("CONTENT_LENGTH") or 0), _LONGEST_FORM)
        words = parse_qs(environ["wsgi.input"].read(length).decode("utf-8", "replace")).get(
            "passphrase", [""]
        )
        # One guess at a time, and a pause after each wrong one: what Argon2id costs is not the only brake.
        with self._trying:
            if self._behind is None:
                try:
                    unlock(home=home(), passphrase=words[0])
                except OjaqError as refusal:
                    time.sleep(_BETWEEN_TRIES)
                    return _page(environ, start, "403 Forbidden", str(refusal))
                self._behind = self._load()
        start("303 See Other", [("Location", "/"), ("Cache-Control", "no-store"), ("Content-Length", "0")])
        return []


def _of_this_site(environ: Environ) -> bool:
    """Whether the form came from our own page: a browser says where a form comes from."""
    origin = environ.get("HTTP_ORIGIN", "")
    return not origin or urlsplit(origin).netloc == environ.get("HTTP_HOST")


def _page(environ: Environ, start: Callable[..., Any], status: str, problem: str) -> Iterable[bytes]:
    from django.conf import settings
    from django.template.loader import render_to_string
    from django.utils import translation

    asked = environ.get("HTTP_ACCEPT_LANGUAGE", "").split(",")[0].split("-")[0].strip().lower()
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        content = render_to_string(
            "ojaq/locked.html", {"problem": translation.gettext(problem) if problem else ""}
        )
    return _answer(start, status, content.encode(), "text/html; charset=utf-8")


def _answer(start: Callable[..., Any], status: str, content: bytes, kind: str) -> Iterable[bytes]:
    policy = "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    start(
        status,
        [
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"),
        ],
    )
    return [content]
