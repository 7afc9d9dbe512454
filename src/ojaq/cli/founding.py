"""Making a registry: keys, database, first office, first account, gazetteer. Used by `init` and by `demo`."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ojaq.cli.registry import start_django
from ojaq.errors import Conflict

if TYPE_CHECKING:
    from ojaq.registry.access import Viewer

FIRST_OFFICE = "centre"
FIRST_ACCOUNT = "operator"
# In rehearsal one person tries everything; a live registry divides this (two stewards, an administrator who reads nothing).
_FIRST_ROLES = ("administrator", "archivist", "clerk", "reviewer", "steward")
_FILES = ("register.db", "register.db-wal", "register.db-shm", "settings.json", "turn.lock", "next.lock")


class FolderTaken(Conflict):
    """There is a register without keys."""

    code = "init.folder-taken"
    sentence = "The folder holds %(file)s, but no keys. Nothing was touched: put its keys back, or choose another folder."


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made: how to log in, and how many places the gazetteer pack brought."""

    home: Path
    username: str
    password: str
    places: int


def found(
    *,
    folder: Path,
    passphrase: str,
    programme: str = "",
    url: str = "",
    fictional: bool = False,
    password: str = "",
    pack: bool = True,
) -> Founded:
    """Make a registry in `folder`, or nothing: what was begun is removed when a step fails.

    Raises KeysExist, FolderTaken, and what the database and the pack raise. `pack` False leaves the shipped places out.
    """
    from ojaq.registry.vault import create_keys
    from ojaq.registry.vault.home import write_settings

    password = password or secrets.token_urlsafe(12)
    _check_empty(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["OJAQ_HOME"] = str(folder)
    create_keys(home=folder, passphrase=passphrase)
    try:
        write_settings(folder, url=url)
        start_django()
        make_tables()
        by = _fill(programme, fictional, password)
        return Founded(folder, FIRST_ACCOUNT, password, load_pack(by) if pack else 0)
    except BaseException:
        _undo(folder)
        raise


def _check_empty(folder: Path) -> None:
    """A register whose keys were lost is still somebody's: keys may be found again. Nothing is made over it."""
    from ojaq.registry.vault import keyfile

    for name in _FILES:
        if (folder / name).exists() and not keyfile.path_in(folder).exists():
            raise FolderTaken(file=name)


def make_tables() -> None:
    """Bring the tables to those of this version, as the owner of the database where there is one."""
    from django.conf import settings
    from django.db import connections

    from ojaq.registry.vault.changing_tables import change_tables

    owner = "owner" if "owner" in settings.DATABASES else "default"
    change_tables(database=owner)
    if owner == "owner":
        from ojaq.registry.access import database_rights

        database_rights.give(connections["owner"], role=settings.DATABASES["default"]["USER"])


def _fill(programme: str, fictional: bool, password: str) -> Viewer:
    from ojaq.registry.access import operator, services

    by = operator()
    services.found_registry(programme=programme, fictional=fictional, by=by)
    services.add_office(code=FIRST_OFFICE, by=by)
    services.add_account(username=FIRST_ACCOUNT, password=password, office=FIRST_OFFICE, by=by)
    for role in _FIRST_ROLES:
        services.grant(username=FIRST_ACCOUNT, role=role, office=FIRST_OFFICE, scope="all", by=by)
    return by


def load_pack(by: Viewer) -> int:
    """Load the shipped gazetteer pack; answers the number of places."""
    if importlib.util.find_spec("ojaq.registry.places.services") is None:
        return 0
    from ojaq.registry.places import services

    return int(services.load_shipped_pack(by=by))


def _undo(folder: Path) -> None:
    """Remove what this founding made; `_check_empty` saw that nothing of it was there before."""
    from django.conf import settings

    from ojaq.registry.vault import lock

    if settings.configured:
        from django.db import connections

        connections.close_all()
    lock()
    shutil.rmtree(folder / "keys", ignore_errors=True)
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
