"""`ojaq serve`: the registry, for browsers. One process answers; the keys live in its memory and nowhere else."""

from __future__ import annotations

import gc
import ipaddress
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ojaq.cli.printing import say
from ojaq.errors import NotReady, Refused

THREADS = 12
"""Threads that answer. Each keeps its database connection; writers queue before the database, so few are enough."""


class NeedsTls(Refused):
    """Others could listen."""

    code = "serve.needs-tls"
    sentence = (
        "%(host)s can be reached from elsewhere, where others could listen. "
        "Give --tls-certificate and --tls-key, or serve on 127.0.0.1."
    )


class NoSuchFile(NotReady):
    """A TLS file is not there."""

    code = "serve.no-such-file"
    sentence = "The TLS file %(file)s cannot be read."


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    tls_certificate: Annotated[Path | None, typer.Option(help="A certificate in PEM.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its key in PEM.")] = None,
) -> None:
    """Serve the registry until it is told to stop. Refuses an address that is not loopback without TLS."""
    run(host=host, port=port, certificate=tls_certificate, key=tls_key)


def run(*, host: str, port: int, certificate: Path | None = None, key: Path | None = None) -> None:
    """Unlock, check, and serve; returns when stopped. Raises NeedsTls, NoSuchFile and what opening raises."""
    over_tls = certificate is not None and key is not None
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
    server = _server(host, port, certificate, key)
    say(f"Ojaq is at {'https' if over_tls else 'http'}://{host}:{port}/  (stop with Ctrl C)")
    server.serve(target_loader=Loader(os.getpid()), wrap_loader=False)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Loader:
    """Loads the application in the worker, with the keys that the parent unlocked.

    Where workers are forked they inherit the keys; where they are spawned this object carries them through the pipe.
    """

    def __init__(self, parent: int) -> None:
        from ojaq.registry.vault import keyring

        self._parent = parent
        self._keys = keyring.keys()

    def __call__(self) -> Callable[..., Any]:
        """The WSGI application."""
        from django.core.wsgi import get_wsgi_application

        from ojaq.registry.vault import keyring

        keyring.hold(self._keys)
        threading.Thread(target=end_with, args=(self._parent,), daemon=True).start()
        application = get_wsgi_application()
        # Beside, so that a slow machine answers its first page without waiting for the counter.
        threading.Thread(target=_warm, daemon=True).start()
        return application


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
