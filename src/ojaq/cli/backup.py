"""`ojaq backup` and `ojaq restore`: a sealed copy of a registry that works meanwhile, and a registry out of such a copy."""

from __future__ import annotations

import os
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from ojaq.cli import passphrase
from ojaq.cli.keys import read_paper
from ojaq.cli.printing import AsJson, answer, say
from ojaq.cli.registry import home, opened, start_django
from ojaq.errors import Conflict, NotReady

if TYPE_CHECKING:
    from ojaq.registry.exchange.services.restoring import Restored
    from ojaq.registry.vault.rehearsing import Trial


class FolderNotEmpty(Conflict):
    """A registry is restored into a new folder only."""

    code = "restore.folder-not-empty"
    sentence = "The folder %(folder)s is not empty. Nothing was touched: restore into a new one."


class WithdrawalsUnknown(NotReady):
    """Nobody can tell which testimonies were withdrawn after the backup."""

    code = "restore.withdrawals-unknown"
    sentence = (
        "What was withdrawn since the backup of %(made_at)s is not known here, and would come back. "
        "Give the file `withdrawals` of the lost registry with --withdrawals, or say --without-withdrawals."
    )


def backup(
    to: Annotated[Path, typer.Option("--to", help="The file to write, on another disk than the registry.")],
    drill: Annotated[
        bool, typer.Option("--drill", help="Then restore it into a throw-away folder and prove it there.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Write a sealed, verified backup while the registry works on. Only its recovery keys open it elsewhere."""
    with opened() as by:
        from ojaq.registry.exchange.services.backing_up import back_up

        done = back_up(home=home(), to=to, by=by)
        trial = _trial(done.file) if drill else None
    told = {"file": str(done.file), "bytes": done.length, "rows": done.figures, "entry": done.ledger_entry}
    told |= {"trial": asdict(trial) if trial else None}
    lines = [
        f"{done.file}: {done.figures['registration']:,} registrations, {done.length / 1024**2:.1f} MiB, read back.",
        f"Copy {home() / 'withdrawals'} to another machine from time to time: a restore asks for it.",
    ]
    if trial:
        lines.insert(1, f"Restored for trial: {trial.opened:,} seals opened, {trial.seconds} seconds.")
    answer(told, as_json=json, lines=lines)


def _trial(file: Path) -> Trial:
    from django.utils import timezone

    from ojaq.registry.vault import rehearsing

    return rehearsing.try_backup(file, home=home(), now=timezone.now())


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    into: Annotated[Path, typer.Option("--into", help="A folder that is not there yet, or empty.")],
    key: Annotated[
        str,
        typer.Option(
            help="A recovery key: its file, or its letters. Else the registry in OJAQ_HOME opens it."
        ),
    ] = "",
    withdrawals: Annotated[Path | None, typer.Option(help="The list of withdrawals.")] = None,
    without_withdrawals: Annotated[
        bool, typer.Option("--without-withdrawals", help="Restore although the list is lost.")
    ] = False,
    database: Annotated[
        str, typer.Option(help="An empty PostgreSQL database, by its URL; without it an encrypted file.")
    ] = "",
    json: AsJson = False,
) -> None:
    """Make a registry out of a backup. Whatever is wrong with it is found before anything is touched."""
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise FolderNotEmpty(folder=str(into))
    from ojaq.registry.vault import keyfile, unlock
    from ojaq.registry.vault.unpacking import header_of

    if not key and not keyfile.path_in(home()).exists():
        raise typer.BadParameter(
            "There is no registry in OJAQ_HOME that could open it: give a recovery key with --key."
        )

    header = header_of(file)
    listed = _list(withdrawals, header.registry)
    if listed is None and not without_withdrawals:
        raise WithdrawalsUnknown(made_at=str(header.content.get("made_at")))
    private = read_paper(Path(key)) if key else None
    given = () if key else (passphrase.ask(),)
    if given:
        unlock(home=home(), passphrase=given[0].words)
    done = _restore(file, into, private, listed, header.registry, given, database)
    told = {
        "home": str(into), "registrations": done.registrations, "entries": done.ledger_entries,
        "withdrawn": done.withdrawn,
    }  # fmt: skip
    lines = [
        f"{into}: {done.registrations:,} registrations, {done.ledger_entries:,} entries of the ledger, all proved.",
        f"{done.withdrawn:,} were withdrawn since the backup and are withdrawn again.",
        f"Work with it by OJAQ_HOME={into}",
    ]
    answer(told, as_json=json, lines=lines)


def _list(named: Path | None, registry: str) -> Path | None:
    """The list of withdrawals to replay: the one that was named, or that of the same registry in OJAQ_HOME."""
    if named is not None:
        return named
    from ojaq.registry.vault import keyfile
    from ojaq.registry.vault import withdrawals as kept

    path = kept.path_in(home())
    there = path.exists() and keyfile.path_in(home()).exists()
    return path if there and keyfile.read(home())["registry"] == registry else None


def _restore(
    file: Path,
    into: Path,
    private: bytes | None,
    listed: Path | None,
    registry: str,
    given: tuple[passphrase.Passphrase, ...],
    database: str,
) -> Restored:
    """Everything happens in a folder beside, which takes its name at the very end or is removed."""
    from ojaq.registry.vault import parts, unpacking
    from ojaq.registry.vault import withdrawals as kept
    from ojaq.registry.vault.home import write_settings

    beside = into.absolute().with_name(f".{into.name}.being-restored")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700, parents=True)
    try:
        say("Reading and proving the backup.")
        unpacking.unpack(file, into=beside, private=private)
        withdrawn = kept.read(listed, registry=registry) if listed else set()
        os.environ["OJAQ_HOME"] = str(beside)
        write_settings(beside, url=database)
        start_django()
        done = _take_up(withdrawn, given, beside / parts.REGISTER if database else None)
        beside.rename(into.absolute())
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return done


def _take_up(withdrawn: set[UUID], given: tuple[passphrase.Passphrase, ...], moved: Path | None) -> Restored:
    """Tables of this version, the rows of the file `moved` where they go to PostgreSQL, and what was withdrawn since."""
    from django.db import connections

    from ojaq.cli.founding import make_tables
    from ojaq.cli.registry import check_state
    from ojaq.registry.access import operator, reach
    from ojaq.registry.exchange.services.restoring import take_up
    from ojaq.registry.vault import tables
    from ojaq.registry.vault.errors import DatabaseTaken

    try:
        if moved and tables.is_founded():
            raise DatabaseTaken
        tables.refuse_newer()
        # A backup of an earlier version gets the tables of this one.
        make_tables()
        with reach.everywhere():
            if moved:
                _fill(moved)
            check_state(*given)
            return take_up(withdrawn=withdrawn, by=operator())
    finally:
        connections.close_all()


def _fill(moved: Path) -> None:
    """The rows of an encrypted file into the empty tables of PostgreSQL; the file is removed."""
    from django.conf import settings
    from django.db import connections

    from ojaq.registry.vault import table_rows
    from ojaq.registry.vault.changing_tables import change_tables

    target = "owner" if "owner" in settings.DATABASES else "default"
    # Opened anew it sees every office, as this thread does.
    connections[target].close()
    with table_rows.encrypted_file(moved) as copy:
        change_tables(database=copy)
        table_rows.carry(source=copy, target=target)
    moved.unlink()
