"""The part of `ojaq serve` that tells clients of what happened."""

from __future__ import annotations

import logging
import time

PAUSE = 5
"""Seconds between two looks at what waits to be told."""


def tell_clients() -> None:
    """Tell what waits, for as long as the process lives."""
    from django.db import connections

    from ojaq.registry.access import reach
    from ojaq.registry.clients.services import announce_waiting

    while True:
        time.sleep(PAUSE)
        try:
            with reach.everywhere():
                while announce_waiting():
                    pass
        except Exception:
            # Serving goes on, and what was not told waits; the log says why, and holds no address.
            logging.getLogger(__name__).exception("telling the clients failed")
        finally:
            connections.close_all()
