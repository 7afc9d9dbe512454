"""The real `ojaq serve`, begun again and again; made to be killed.

    python tests/faults/served_intake.py        with OJAQ_HOME and OJAQ_PASSPHRASE; then lines on its input:
        sound PORT       a child serves there until it is killed with all of its own
        hasty PORT       the control: it answers a testimony before it stores it

It unlocks and loads once and forks for each round, so that a thousand kills take minutes. While a child lives it does not
open the register.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from typing import Any


def serve(port: int, wrap: Callable[[Any], Any]) -> None:
    """Serve as `ojaq serve` does, in a session of its own."""
    from ojaq.cli import serve as served

    class Wrapped(served.Loader):
        def __call__(self) -> Any:
            return wrap(super().__call__())

    server = served._server("127.0.0.1", port, None, None)
    server.serve(target_loader=Wrapped(os.getpid()), wrap_loader=False)


def hasty(application: Any) -> Any:
    """Answers 201 at once, and lets the register have the testimony a moment later, as a slow disk would."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            return application(environ, start)
        body = environ["wsgi.input"].read()

        def later() -> None:
            time.sleep(0.3)
            list(application({**environ, "wsgi.input": io.BytesIO(body)}, lambda *_: None))

        threading.Thread(target=later, daemon=True).start()
        start("201 Created", [("Content-Length", "0")])
        return []

    return answer


def main() -> None:
    """Read one round a line, and fork a child for each."""
    from django.db import connections

    from ojaq.cli.registry import home, unlocked

    unlocked(home())
    os.environ["OJAQ_HOSTS"] = "127.0.0.1"
    import django.urls
    import granian  # noqa: F401

    from ojaq.registry.access import reach
    from ojaq.registry.desk.warming import warm

    # What each round would load anew: the pages, the compiled loops, the knowledge of names.
    django.urls.get_resolver().url_patterns  # noqa: B018
    with reach.everywhere():
        warm()
    connections.close_all()
    os.write(1, b"ready\n")
    for line in sys.stdin:
        how, port = line.split()
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                serve(int(port), hasty if how == "hasty" else lambda application: application)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.write(1, f"{child}\n".encode())
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
