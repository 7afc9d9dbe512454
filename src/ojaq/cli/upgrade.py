"""`ojaq upgrade`: the tables of an earlier version become those of this one, after a backup that was read back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from ojaq.cli import passphrase
from ojaq.cli.passphrase import LiveTakesNoEnvironment
from ojaq.cli.printing import AsJson, answer, say
from ojaq.cli.registry import home, start_django
from ojaq.errors import Conflict, NotReady


class NothingToDo(Conflict):
    """The tables are those of this version."""

    code = "upgrade.nothing-to-do"
    sentence = "The tables are those of this version already. Nothing was changed."


class NotUpgraded(NotReady):
    """A change failed; it was rolled back by itself, and the backup is there."""

    code = "upgrade.not-upgraded"
    sentence = (
        "A change of the tables failed and was taken back. The registry as it was is in %(backup)s; "
        "run `ojaq upgrade` again, or restore that file into a new folder."
    )


def upgrade(
    backed_up: Annotated[
        bool,
        typer.Option(
            "--backed-up", help="On PostgreSQL: you made and tried a backup with the earlier version."
        ),
    ] = False,
    json: AsJson = False,
) -> None:
    """Bring the tables to this version. Stop `ojaq serve` first. OJAQ_DATABASE_OWNER_URL names the owner on PostgreSQL."""
    folder = home()
    given = _unlock(folder)
    from django.db import connection, connections

    from ojaq.registry.access.selectors import is_live
    from ojaq.registry.vault import tables

    try:
        if given.source == "environment" and is_live():
            raise LiveTakesNoEnvironment
        tables.refuse_newer()
        waiting = tables.waiting()
        if not waiting:
            raise NothingToDo
        kept = None if connection.vendor != "sqlite" and backed_up else _back_up(folder)
        _migrate(kept)
    finally:
        connections.close_all()
    told = {"changes": waiting, "backup": str(kept) if kept else None}
    lines = [f"{len(waiting)} changes were made: {', '.join(waiting)}."]
    lines += [f"The registry as it was before: {kept}"] if kept else []
    answer(told, as_json=json, lines=lines)


def _unlock(folder: Path) -> passphrase.Passphrase:
    """Open the keys and no table: those that this version knows may not be there yet."""
    from ojaq.registry.vault import keyfile, unlock

    keyfile.read(folder)
    given = passphrase.ask()
    unlock(home=folder, passphrase=given.words)
    start_django()
    return given


def _back_up(folder: Path) -> Path:
    from ojaq.registry.vault.services.backing_up import copy_whole

    kept = folder / "backups"
    kept.mkdir(mode=0o700, exist_ok=True)
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%fZ")
    done = copy_whole(home=folder, to=kept / f"before-upgrade-{now}.ojaq")
    say(f"Backed up and read back: {done.file}")
    return done.file


def _migrate(kept: Path | None) -> None:
    """Each change is a transaction of its own: stopped in between, the next `ojaq upgrade` goes on with what is left."""
    from django.db import DatabaseError

    from ojaq.cli.founding import make_tables
    from ojaq.registry.access import Act, operator, require
    from ojaq.registry.ledger import record

    by = operator()
    require(by, Act.UPGRADE)
    try:
        make_tables()
    except DatabaseError as fault:
        raise NotUpgraded(backup=str(kept or "your own backup")) from fault
    record(act=Act.UPGRADE, by=by, subjects=[])
