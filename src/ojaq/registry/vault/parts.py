"""What is inside a backup: a manifest, then the parts it names, one after the other. Pure but for reading and writing.

8 bytes: length of the manifest
{"parts": [{"name": "register.db", "bytes": 569344, "sha256": "..."}], "figures": {"registration": 12, ...},
 "ledger": {"entry": 31, "digest": "..."}}
the bytes of each part
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ojaq.registry.vault import backup_file
from ojaq.registry.vault.errors import BackupDamaged

REGISTER, KEYS, SETTINGS = "register.db", "keys/keys.json", "settings.json"
# Nothing else is ever written by unpacking, whatever a manifest says.
KNOWN = (REGISTER, KEYS, SETTINGS)
_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup: its name in the registry folder, its length and SHA-256."""

    name: str
    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: its parts, the number of rows of each table, the last ledger entry and its digest."""

    parts: tuple[Part, ...]
    figures: dict[str, int]
    ledger: tuple[int, str]


def manifest_of(files: dict[str, Path], *, figures: dict[str, int], ledger: tuple[int, str]) -> Manifest:
    """The manifest of these files as they stand."""
    parts = [Part(name, path.stat().st_size, _digest_of(path)) for name, path in files.items()]
    return Manifest(tuple(parts), figures, ledger)


def pack(writer: backup_file.Writer, manifest: Manifest, files: dict[str, Path]) -> None:
    """Write manifest and parts."""
    told = json.dumps(
        {
            "parts": [
                {"name": each.name, "bytes": each.length, "sha256": each.digest} for each in manifest.parts
            ],
            "figures": manifest.figures,
            "ledger": {"entry": manifest.ledger[0], "digest": manifest.ledger[1]},
        }
    ).encode()
    writer.write(len(told).to_bytes(8, "big") + told)
    for part in manifest.parts:
        with files[part.name].open("rb") as stream:
            while piece := stream.read(_AT_ONCE):
                writer.write(piece)
    writer.finish()


def unpack(pieces: Iterator[bytes], into: Path | None) -> Manifest:
    """Read all of a backup to its end, and write its parts into `into` (None: only prove it). Raises BackupDamaged."""
    reader = _Reader(pieces)
    manifest = _read_manifest(reader.take(int.from_bytes(reader.take(8), "big")))
    for part in manifest.parts:
        with _target(into, part.name) as target:
            digest = hashlib.sha256()
            for piece in reader.through(part.length):
                digest.update(piece)
                target.write(piece)
            target.flush()
            if into is not None:
                os.fsync(target.fileno())
        if digest.hexdigest() != part.digest:
            raise BackupDamaged
    reader.end()
    return manifest


def _read_manifest(raw: bytes) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(raw)
        parts = tuple(Part(each["name"], int(each["bytes"]), each["sha256"]) for each in told["parts"])
        manifest = Manifest(parts, told["figures"], (told["ledger"]["entry"], told["ledger"]["digest"]))
    except (ValueError, KeyError, TypeError) as fault:
        raise BackupDamaged from fault
    if sorted(part.name for part in parts) != sorted(KNOWN):
        raise BackupDamaged
    return manifest


def _target(into: Path | None, name: str) -> IO[bytes]:
    if into is None:
        return Path(os.devnull).open("wb")
    path = into / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Reader:
    """Takes bytes out of pieces, as many as are wanted."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def take(self, length: int) -> bytes:
        """Exactly so many bytes."""
        return b"".join(self.through(length))

    def through(self, length: int) -> Iterator[bytes]:
        """So many bytes, as they come."""
        while length:
            if not self._held:
                self._held = next(self._pieces, b"")
            if not self._held:
                raise BackupDamaged
            piece, self._held = self._held[:length], self._held[length:]
            length -= len(piece)
            yield piece

    def end(self) -> None:
        """Nothing may be left; reading on proves the last piece."""
        if self._held or next(self._pieces, b""):
            raise BackupDamaged
