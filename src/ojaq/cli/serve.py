"""`ojaq serve`: the registry, for browsers. One process answers; the keys live in its memory and nowhere else."""

from __future__ import annotations

import gc
import ipaddress
import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer

from ojaq.cli.housekeeping import every_hour
from ojaq.cli.printing import say
from ojaq.cli.telling import tell_clients
from ojaq.errors import NotReady, OjaqError, Refused

THREADS = 12
"""Threads that answer. Each keeps its database connection; writers queue before the database, so few are enough."""


HOUR, MINUTE = 60 * 60, 60
LOCK_AFTER = 30
"""Minutes in which nobody asked for a page, after which a registry locks whose passphrase was typed."""


class NeedsTls(Refused):
    """Others could listen."""

    code = "serve.needs-tls"
    sentence = (
        "%(host)s can be reached from elsewhere, where others could listen. "
        "Say --tls, or give --tls-certificate and --tls-key, or serve on 127.0.0.1."
    )


class NoSuchFile(NotReady):
    """A TLS file is not there."""

    code = "serve.no-such-file"
    sentence = "The TLS file %(file)s cannot be read."


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    tls: Annotated[
        bool, typer.Option("--tls", help="With a certificate of this office's own authority, made here.")
    ] = False,
    tls_certificate: Annotated[Path | None, typer.Option(help="A certificate in PEM.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its key in PEM.")] = None,
    lock_after: Annotated[
        float | None,
        typer.Option(
            min=0,
            help="Lock after so many minutes in which nobody asked for a page; 0 for never. "
            "Without it: 30 where the passphrase was typed, never where a file gave it.",
        ),
    ] = None,
) -> None:
    """Serve the registry until it is told to stop. Refuses an address that is not loopback without TLS."""
    from ojaq.cli import passphrase

    # Where nobody typed the passphrase nobody may be there to type it again.
    minutes = (LOCK_AFTER if passphrase.will_be_typed() else 0) if lock_after is None else lock_after
    run(host=host, port=port, tls=tls, certificate=tls_certificate, key=tls_key, lock_after=minutes * 60)


def run(
    *,
    host: str,
    port: int,
    tls: bool = False,
    certificate: Path | None = None,
    key: Path | None = None,
    lock_after: float = 0,
) -> None:
    """Unlock, check, and serve; returns when stopped. `lock_after`: seconds without a question, 0 for never.

    `tls`: with a certificate of the office's own authority where none is given.

    Raises NeedsTls, NoSuchFile and what opening raises.
    """
    given = certificate is not None and key is not None
    over_tls = tls or given
    if not over_tls and not is_loopback(host):
        raise NeedsTls(host=host)
    for file in (certificate, key):
        if file and not os.access(file, os.R_OK):
            raise NoSuchFile(file=str(file))
    os.environ["OJAQ_TLS"] = "1" if over_tls else "0"
    os.environ.setdefault("OJAQ_HOSTS", f"localhost,127.0.0.1,[::1],{host}")
    from ojaq.cli.registry import home, unlocked

    # Whatever is wrong is said now, before a page exists. Serving is nobody's act: whoever acts logs in at a page.
    unlocked(home())
    from django.db import connections

    # No connection may cross into the worker.
    connections.close_all()
    with ExitStack() as until_stopped:
        if not given and tls:
            certificate, key = _own_certificate(host, until_stopped)
        _serve(host, port, certificate, key, lock_after)


def _serve(host: str, port: int, certificate: Path | None, key: Path | None, lock_after: float) -> None:
    over_tls = certificate is not None
    server = _server(host, port, certificate, key)
    say(f"Ojaq is at {'https' if over_tls else 'http'}://{host}:{port}/  (stop with Ctrl C)")
    threading.Thread(target=_follow, daemon=True).start()
    server.serve(target_loader=Loader(os.getpid(), lock_after), wrap_loader=False)


def _own_certificate(host: str, until_stopped: ExitStack) -> tuple[Path, Path]:
    """A certificate of the office's own authority and its key, opened; what browsers must trust is said."""
    from ojaq.cli.registry import home
    from ojaq.cli.tls import certificate_for, opened_key
    from ojaq.registry.vault import keyring

    made = certificate_for(home=home(), host=host, secret=keyring.keys().django)
    say(f"Browsers must trust {made.authority}, whose fingerprint is {made.fingerprint}")
    return made.certificate, until_stopped.enter_context(opened_key(made))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Loader:
    """Loads the application in the worker, with the keys that the parent unlocked.

    Where workers are forked they inherit the keys; where they are spawned this object carries them through the pipe. The
    parent follows a change of keys (`ojaq keys rotate`), so a later worker gets the new ones. A worker that locked itself
    (`locking.py`) is followed by one to which the parent has no keys to give.
    """

    def __init__(self, parent: int, lock_after: float = 0) -> None:
        from ojaq.cli import locking

        self._parent = parent
        self._lock_after = lock_after
        self._standing = locking.Standing() if lock_after else None
        if self._standing:
            self._standing.watch(self._forget)

    def __call__(self) -> Callable[..., Any]:
        """The WSGI application; the question for the passphrase where there are no keys."""
        threading.Thread(target=end_with, args=(self._parent,), daemon=True).start()
        from ojaq.cli.registry import home
        from ojaq.registry.vault import keyring

        if not keyring.is_unlocked():
            from django.conf import settings
            from whitenoise import WhiteNoise

            from ojaq.cli import locking

            gate = locking.Gate(self._application)
            return WhiteNoise(gate, root=settings.STATIC_ROOT, prefix=settings.STATIC_URL)
        # A hold of its own: the one that was forked ends with the parent's.
        keyring.hold(keyring.keys(), home=home())
        return self._application()

    def __getstate__(self) -> dict[str, Any]:
        """Through the pipe to a spawned worker: what is here, and the keys."""
        from ojaq.registry.vault import keyring

        return {**self.__dict__, "keys": keyring.keys() if keyring.is_unlocked() else None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """In the spawned worker."""
        from ojaq.registry.vault import keyring

        held = state.pop("keys")
        self.__dict__.update(state)
        if held is not None:
            keyring.hold(held)

    def _application(self) -> Callable[..., Any]:
        from django.core.wsgi import get_wsgi_application

        application: Callable[..., Any] = get_wsgi_application()
        _import_everything()
        # Beside, so that a slow machine answers its first page without waiting for the counter.
        threading.Thread(target=_warm, daemon=True).start()
        threading.Thread(target=_follow, daemon=True).start()
        threading.Thread(target=every_hour, daemon=True).start()
        threading.Thread(target=_empty_log, daemon=True).start()
        threading.Thread(target=tell_clients, daemon=True).start()
        if self._standing:
            from ojaq.cli import locking

            return locking.Attended(application, seconds=self._lock_after, standing=self._standing)
        return application

    @staticmethod
    def _forget() -> None:
        from ojaq.registry.vault import lock

        lock()


def _follow() -> None:
    """Once a second: have the keys that hold now, so that a change of them (`ojaq keys rotate`) need not wait for a page."""
    from ojaq.registry.vault import keyring

    while True:
        time.sleep(1)
        try:
            keyring.follow()
        except OjaqError:
            # Every page says so too; whoever serves unlocks once more.
            logging.getLogger(__name__).exception("the keys of this process do not follow the registry's")
            time.sleep(HOUR)


def _import_everything() -> None:
    """Two threads that import the same modules at once may find one of them half made: so nobody imports later."""
    import django.urls

    import ojaq.registry.desk.warming  # noqa: F401

    _ = django.urls.get_resolver().url_patterns


def _warm() -> None:
    """Have everything ready that is reckoned once, before the first visitor asks."""
    from django.db import connections

    from ojaq.registry.access import reach
    from ojaq.registry.desk.warming import warm

    with reach.everywhere():
        warm()
    # What is ready stays for good: the collector need not walk through it again while somebody waits.
    gc.collect()
    gc.freeze()
    # The threads that answer open their own.
    connections.close_all()


def _empty_log() -> None:
    """Each minute: what was shredded or deleted stands in no log any more."""
    from django.db import connections

    from ojaq.registry.vault.log_emptying import empty_log

    while True:
        time.sleep(MINUTE)
        try:
            empty_log()
        except Exception:
            logging.getLogger(__name__).exception("the log of the database was not emptied")
        finally:
            connections.close_all()


def end_with(parent: int) -> None:
    """End this process when its parent is gone: a worker without one would keep the keys and the port."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _server(host: str, port: int, certificate: Path | None, key: Path | None) -> Any:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    return Granian(
        "ojaq.config.wsgi:application",
        address=host.strip("[]"),
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=1000,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.error,
        ssl_cert=certificate,
        ssl_key=key,
    )
