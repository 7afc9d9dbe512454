"""Opening a backup into a new folder and proving it there. Whatever is wrong is found before anything else is touched."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from ojaq.registry.vault import backup_file, database_copy, keyfile, keyring, parts
from ojaq.registry.vault.errors import BackupDamaged


def unpack(file: Path, *, into: Path, private: bytes | None) -> parts.Manifest:
    """Write what is in the backup `file` into the empty folder `into`, and hold the keys of the registry in it.

    It is opened by a recovery key, or, where `private` is None, by the registry that this process unlocked. Every piece,
    every part, every page and every count is compared. Raises ForeignBackup, BackupDamaged, Locked.
    """
    with _stream(file) as stream:
        header = backup_file.read_header(stream)
        if private is None:
            key = backup_file.key_by_registry(header, keyring.keys().backups)
        else:
            key = backup_file.key_by_recovery(header, private)
        manifest = parts.unpack(backup_file.pieces(stream, header, key), into)
    if keyfile.read(into)["registry"] != header.registry:
        raise BackupDamaged
    if private is not None:
        master = keyfile.open_by_recovery(home=into, private=private)
        keyring.hold_master(master, content=keyfile.read(into))
    if database_copy.figures_of(into / parts.REGISTER) != (manifest.figures, manifest.ledger):
        raise BackupDamaged
    return manifest


def header_of(file: Path) -> backup_file.Header:
    """What anybody may read of a backup. Raises BackupDamaged."""
    with _stream(file) as stream:
        return backup_file.read_header(stream)


def _stream(file: Path) -> IO[bytes]:
    try:
        return file.open("rb")
    except OSError as fault:
        raise BackupDamaged from fault
