"""Backing up: an online copy, packed, sealed for the recovery keys, read back, and only then given its name."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, engine, require
from ojaq.registry.access.selectors import is_fictional
from ojaq.registry.ledger import record
from ojaq.registry.vault import (
    backup_file,
    database_copy,
    holders,
    keyfile,
    parts,
    rehearsing,
    sealing,
    tables,
)
from ojaq.registry.vault.errors import BackupDamaged, BackupFileThere, NoRecoveryKeys, TablesOlder
from ojaq.registry.vault.keyring import keys
from ojaq.registry.vault.rehearsing import Trial

WEEK = dt.timedelta(days=7)
KEPT_WEEKS = 4
_BESIDE = "being-backed-up-"
_LONGEST_BACKUP = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was read back: its file, its length, and how many rows each table has in it."""

    file: Path
    length: int
    figures: dict[str, int]
    ledger_entry: int


def back_up(*, home: Path, to: Path, by: Viewer) -> BackedUp:
    """Write a sealed backup of the registry in `home` to the file `to`, and prove that it can be read.

    Raises NotPermitted, NoRecoveryKeys, BackupFileThere.
    """
    require(by, Act.BACK_UP)
    if not keyfile.recovery_publics(home):
        raise NoRecoveryKeys
    done = copy_whole(home=home, to=to)
    with transaction.atomic():
        figures = {"bytes": done.length, "registrations": done.figures["registration"]}
        record(act=Act.BACK_UP, by=by, subjects=[], reason="backed-up", figures=figures)
    return done


def back_up_weekly(*, home: Path) -> Trial | None:
    """What a served registry does of itself: each week a backup in `home`/backups, restored for trial; four are kept.

    None when the last trial is younger than a week, and when there is no recovery key to seal for.
    """
    now, last = timezone.now(), rehearsing.last_trial(home)
    young = last is not None and now - dt.datetime.fromisoformat(last.at) < WEEK
    if young or not keyfile.recovery_publics(home):
        return None
    folder = home / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / f"weekly-{now:%Y%m%dT%H%M%S}.ojaq"
    done = copy_whole(home=home, to=file)
    trial = rehearsing.try_backup(file, home=home, now=now)
    with transaction.atomic():
        figures = {"bytes": done.length, "registrations": done.figures["registration"]}
        record(act=Act.BACK_UP, by=engine(), subjects=[], reason="weekly", figures=figures)
    for old in sorted(folder.glob("weekly-*.ojaq"))[:-KEPT_WEEKS]:
        old.unlink()
    return trial


def copy_whole(*, home: Path, to: Path) -> BackedUp:
    """The backup itself, for acts that ask and enter by themselves. On SQLCipher it reads no table that an earlier version may
    lack; on PostgreSQL it reads rows by the tables of this version.

    Without recovery keys only the registry itself opens it: enough before an upgrade, not for the loss of a machine.
    Raises TablesOlder, BackupFileThere.
    """
    if connection.vendor != "sqlite" and tables.waiting():
        raise TablesOlder
    if to.exists():
        raise BackupFileThere
    _clear_interrupted(home)
    # Database and keys must be of one moment of a change of keys.
    with (
        holders.nobody_changes_keys(home),
        tempfile.TemporaryDirectory(dir=home, prefix=_BESIDE) as beside,
    ):
        copy = Path(beside) / parts.REGISTER
        database_copy.copy_to(copy)
        manifest = _write(home, copy, to)
    return BackedUp(to, to.stat().st_size, manifest.figures, manifest.ledger[0])


def _clear_interrupted(home: Path) -> None:
    """A backup that was killed leaves its encrypted copy, as large as the register. One of today may still be at work."""
    for left in home.glob(f"{_BESIDE}*"):
        if left.stat().st_mtime < time.time() - _LONGEST_BACKUP:
            shutil.rmtree(left, ignore_errors=True)


def _write(home: Path, copy: Path, to: Path) -> parts.Manifest:
    figures, ledger = database_copy.figures_of(copy)
    files = {parts.REGISTER: copy, **{name: home / name for name in (parts.KEYS, parts.SETTINGS)}}
    manifest = parts.manifest_of(files, figures=figures, ledger=ledger)
    key = sealing.random_key()
    partial = to.with_name(f"{to.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            parts.pack(backup_file.Writer(stream, _header(home, key), key), manifest, files)
            stream.flush()
            os.fsync(stream.fileno())
        if _read_back(partial) != manifest:
            raise BackupDamaged
        partial.rename(to)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _header(home: Path, key: bytes) -> bytes:
    about = {
        "registry": keyfile.read(home)["registry"],
        "fictional": is_fictional(),
        "version": version("ojaq"),
        "made_at": timezone.now().isoformat(timespec="seconds"),
    }
    return backup_file.header_for(about, key=key, publics=keyfile.recovery_publics(home), own=keys().backups)


def _read_back(file: Path) -> parts.Manifest:
    """From the disk and by the registry's own key, as a restore would."""
    with file.open("rb") as stream:
        header = backup_file.read_header(stream)
        key = backup_file.key_by_registry(header, keys().backups)
        return parts.unpack(backup_file.pieces(stream, header, key), None)
