"""Opening the registry for a command: unlock, then Django. Commands that need no registry never come here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ojaq.cli import passphrase
from ojaq.cli.passphrase import LiveTakesNoEnvironment
from ojaq.errors import NotReady

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer


class NotFounded(NotReady):
    """There are keys, but the register behind them was never finished."""

    code = "cli.not-founded"
    sentence = "This registry was not finished. Remove its folder and run `ojaq init` once more."


class UpgradeWaits(NotReady):
    """The tables are those of an earlier version."""

    code = "cli.upgrade-waits"
    sentence = "An earlier version of Ojaq made this registry. Run `ojaq upgrade`: it makes a backup first."


@contextmanager
def opened(*given: passphrase.Passphrase) -> Iterator[Viewer]:
    """`with opened() as by:` unlocks the registry in OJAQ_HOME, starts Django, and gives the viewer to act as (`account`).

    Passphrases that a command asked for itself are handed in: the first opens, and none may come from where it must not.
    In rehearsal the viewer is the operator, logged as such; in a live registry an account.
    Raises NobodyNamed, NoKeys, WrongPassphrase, NotFounded and engine refusals.
    """
    unlocked(home(), *given)
    from django.db import connections

    from ojaq.cli.account import acting

    try:
        with acting() as by:
            yield by
    finally:
        connections.close_all()


def home() -> Path:
    """The registry folder of this process."""
    from ojaq.registry.vault.home import home as registry_home

    return registry_home()


def unlocked(folder: Path, *given: passphrase.Passphrase) -> None:
    """Unlock the registry in `folder` and start Django; once only in one process. Without `given` it is asked for."""
    from ojaq.registry.vault import is_unlocked, keyfile, unlock

    if not is_unlocked():
        keyfile.read(folder)
        known = given or (passphrase.ask(),)
        unlock(home=folder, passphrase=known[0].words)
        start_django()
        check_state(*known)
    else:
        start_django()


def start_django() -> None:
    """Set Django up; the vault must be unlocked, because settings are read now."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ojaq.config.settings")
    django.setup()


def check_state(*given: passphrase.Passphrase) -> None:
    """Raise NotFounded, or LiveTakesNoEnvironment when one of these must not come from where it came."""
    from django.db import DatabaseError

    from ojaq.registry.access.selectors import the_registry

    try:
        registry = the_registry()
    except DatabaseError as fault:
        from ojaq.registry.vault import tables

        # Tables of an earlier version are somebody's register: they are never called unfinished.
        raise (UpgradeWaits if tables.is_founded() else NotFounded) from fault
    if registry is None:
        raise NotFounded
    if registry.state == "live" and any(each.source == "environment" for each in given):
        raise LiveTakesNoEnvironment
