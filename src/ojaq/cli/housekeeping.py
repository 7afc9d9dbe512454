"""What a served registry does of itself, each hour: nobody has to ask for it, and serving goes on when it fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

HOUR = 60 * 60


def every_hour() -> None:
    """For ever: wait an hour, then do what is due."""
    while True:
        time.sleep(HOUR)
        keep_house()


def keep_house() -> None:
    """Do what is due now. What fails is in the log, and hinders nothing else."""
    from django.db import connections

    from ojaq.registry.access import reach

    for chore in _chores():
        try:
            with reach.everywhere():
                chore()
        except Exception:
            logging.getLogger(__name__).exception("%s failed", chore.__name__)
        finally:
            connections.close_all()


def _chores() -> list[Callable[[], object]]:
    from ojaq.registry.desk.services import forget_abandoned
    from ojaq.registry.diary.services import forget_past

    return [_back_up, forget_abandoned, forget_past]


def _back_up() -> None:
    """A week may have passed since a backup was last restored for trial; where there was none, `ojaq doctor` says so."""
    from ojaq.cli.registry import home
    from ojaq.registry.vault.services import backing_up

    backing_up.back_up_weekly(home=home())
