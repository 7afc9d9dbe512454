"""The list of withdrawals, `OJAQ_HOME/withdrawals`: which registrations were withdrawn, sealed, and kept apart from backups.

    OJAQ WITHDRAWALS 1 <uuid of the registry>\\n
    what `sealing.close` writes: a list of uuids as JSON

A backup made before a withdrawal still holds the testimony. Restoring it replays this list before anybody can read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from ojaq.registry.vault import keyfile, sealing
from ojaq.registry.vault.errors import BackupDamaged, DoesNotOpen, ForeignBackup
from ojaq.registry.vault.keyring import keys

_MAGIC = b"OJAQ WITHDRAWALS 1 "


def path_in(home: Path) -> Path:
    """Where the list of the registry in `home` is."""
    return home / "withdrawals"


def read(file: Path, *, registry: str) -> set[UUID]:
    """The registrations on the list. Raises ForeignBackup for another registry's, BackupDamaged, Locked."""
    try:
        first, _, sealed = file.read_bytes().partition(b"\n")
    except OSError as fault:
        raise BackupDamaged from fault
    if not first.startswith(_MAGIC):
        raise BackupDamaged
    if first != _MAGIC + registry.encode():
        raise ForeignBackup
    try:
        listed = json.loads(sealing.open_closed(keys().withdrawals, sealed, first))
        return {UUID(each) for each in listed}
    except (DoesNotOpen, ValueError) as fault:
        raise BackupDamaged from fault


def keep(home: Path, withdrawn: Iterable[UUID]) -> None:
    """Write the list of `home` anew, on the disk before it takes the old one's place. What was on it stays on it."""
    registry = keyfile.read(home)["registry"]
    path = path_in(home)
    listed = set(withdrawn)
    if path.exists():
        # A damaged list is written anew from what the register itself knows.
        listed |= _read_or_nothing(path, registry)
    first = _MAGIC + registry.encode()
    sealed = sealing.close(keys().withdrawals, json.dumps(sorted(map(str, listed))).encode(), first)
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(first + b"\n" + sealed)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def _read_or_nothing(path: Path, registry: str) -> set[UUID]:
    try:
        return read(path, registry=registry)
    except (BackupDamaged, ForeignBackup):
        return set()
