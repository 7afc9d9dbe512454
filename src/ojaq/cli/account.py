"""Who acts at the command line: in rehearsal the operator; in a live registry an account, named and with its password."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ojaq.cli import passphrase
from ojaq.errors import NotPermitted, NotReady

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer


class NobodyNamed(NotReady):
    """A live registry is not acted upon by nobody."""

    code = "cli.nobody-named"
    sentence = (
        "This registry is live: say who you are. Name your account in OJAQ_ACCOUNT; its password is asked for at a "
        "terminal, or read from the file named in OJAQ_ACCOUNT_PASSWORD_FILE."
    )


class NotTheirPassword(NotPermitted):
    """Name and password do not hold."""

    code = "cli.not-their-password"
    sentence = "Name and password do not belong together. Nothing was done."


@contextmanager
def acting() -> Iterator[Viewer]:
    """`with acting() as by:` the viewer of this command, with its rows of the database open as far as it may see.

    What takes two people is asked for when it is refused, so that a steward finds it. Raises NobodyNamed, NotTheirPassword.
    """
    from ojaq.registry.access import operator, reach
    from ojaq.registry.access.selectors import is_live

    if not is_live():
        with reach.everywhere():
            yield operator()
        return
    with reach.nothing_yet():
        by = log_in(os.environ.get("OJAQ_ACCOUNT", ""), variable="OJAQ_ACCOUNT_PASSWORD")
        yield from _asking_for_a_second(by)


def _asking_for_a_second(by: Viewer) -> Iterator[Viewer]:
    from ojaq.registry.access.errors import NeedsSecondPerson
    from ojaq.registry.access.services.approving import ask_second

    try:
        yield by
    except NeedsSecondPerson as need:
        ask_second(proposal=need.proposal, by=by)
        raise


def log_in(username: str, *, variable: str) -> Viewer:
    """The account of this name, once its password was given; a session of its own. Raises NobodyNamed, NotTheirPassword."""
    from ojaq.registry.access.selectors import log_in_of

    if not username:
        if not sys.stdin.isatty():
            raise NobodyNamed
        username = input("Log-in name: ").strip()
    try:
        given = passphrase.ask(variable=variable, prompt=f"Password of {username}: ")
    except passphrase.NoPassphrase as fault:
        raise NobodyNamed from fault
    if given.source == "environment":
        raise passphrase.LiveTakesNoEnvironment
    viewer = log_in_of(username=username, password=given.words, session=secrets.token_hex())
    if viewer is None:
        raise NotTheirPassword
    return viewer
