"""The file of a backup: a header that anybody may read, then sealed pieces of at most 1 MiB. Pure but for reading and writing.

    OJAQ BACKUP 1\\n
    4 bytes: length of the header
    {"ojaq": "backup/1", "registry": "<uuid>", "fictional": true, "version": "0.1.0", "made_at": "...",
     "for": [{"public": "<base64>", "box": "<base64>"}], "own": "<base64>"}
    4 bytes: length of a piece, the piece, and so on; then nothing more

Each backup has a key of its own. It stands in a box for every recovery key, and sealed with a key of the registry ("own").
A piece binds the header's digest, its place in the order and whether it is the last: none can be changed, moved, left out
or added, and none can come from another backup.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from ojaq.registry.vault import boxes, recovery, sealing
from ojaq.registry.vault.errors import BackupDamaged, DoesNotOpen, ForeignBackup

MAGIC = b"OJAQ BACKUP 1\n"
FORMAT = "backup/1"
PIECE = 1024 * 1024
_SEALED_MORE = 64
_LONGEST_HEADER = 1024 * 1024
_BOUND = b"ojaq backup key\0"


@dataclass(frozen=True, slots=True)
class Header:
    """What anybody may read of a backup, with the digest that binds the rest to it."""

    content: dict[str, Any]
    digest: bytes

    @property
    def registry(self) -> str:
        """The number of the registry that the backup is of."""
        return str(self.content["registry"])


def header_for(about: dict[str, Any], *, key: bytes, publics: list[bytes], own: bytes) -> bytes:
    """The bytes of a header: `about` with the backup's key, closed for recovery keys and for the registry itself."""
    bound = _BOUND + about["registry"].encode()
    content = {
        "ojaq": FORMAT,
        **about,
        "for": [{"public": _text(each), "box": _text(boxes.close_for(each, key, bound))} for each in publics],
        "own": _text(sealing.close(own, key, bound)),
    }
    return json.dumps(content).encode()


def read_header(stream: IO[bytes]) -> Header:
    """The header at the start of `stream`. Raises BackupDamaged."""
    if _exactly(stream, len(MAGIC)) != MAGIC:
        raise BackupDamaged
    length = int.from_bytes(_exactly(stream, 4), "big")
    if length > _LONGEST_HEADER:
        raise BackupDamaged
    raw = _exactly(stream, length)
    try:
        content = json.loads(raw)
        if content["ojaq"] != FORMAT or not isinstance(content["registry"], str):
            raise BackupDamaged
    except (ValueError, KeyError, TypeError) as fault:
        raise BackupDamaged from fault
    return Header(content, hashlib.sha256(raw).digest())


def key_by_recovery(header: Header, private: bytes) -> bytes:
    """The backup's key. Raises ForeignBackup when it was not sealed for this recovery key, BackupDamaged."""
    public = _text(recovery.public_of(private))
    try:
        found = [_bytes(each["box"]) for each in header.content["for"] if each["public"] == public]
    except (KeyError, TypeError, ValueError) as fault:
        raise BackupDamaged from fault
    if not found:
        raise ForeignBackup
    try:
        return boxes.open_box(private, found[0], _BOUND + header.registry.encode())
    except DoesNotOpen as fault:
        raise BackupDamaged from fault


def key_by_registry(header: Header, own: bytes) -> bytes:
    """The backup's key, by the registry's own. Raises ForeignBackup, BackupDamaged."""
    try:
        sealed = _bytes(header.content["own"])
    except (KeyError, TypeError, ValueError) as fault:
        raise BackupDamaged from fault
    try:
        return sealing.open_closed(own, sealed, _BOUND + header.registry.encode())
    except DoesNotOpen as fault:
        raise ForeignBackup from fault


class Writer:
    """Writes a backup piece by piece. `finish` closes the order; without it the file counts as damaged."""

    def __init__(self, stream: IO[bytes], header: bytes, key: bytes) -> None:
        stream.write(MAGIC + len(header).to_bytes(4, "big") + header)
        self._stream, self._key = stream, key
        self._digest = hashlib.sha256(header).digest()
        self._waiting = bytearray()
        self._index = 0

    def write(self, plain: bytes) -> None:
        """Add bytes."""
        self._waiting += plain
        # One piece is kept back, because the last one is marked as such.
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def finish(self) -> None:
        """Write the last piece."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        sealed = sealing.close(self._key, plain, _piece(self._digest, self._index, last=last))
        self._stream.write(len(sealed).to_bytes(4, "big") + sealed)
        self._index += 1


def pieces(stream: IO[bytes], header: Header, key: bytes) -> Iterator[bytes]:
    """The plain pieces after the header, each proved before it is given. Raises BackupDamaged, also at a missing end."""
    index, length = 0, int.from_bytes(_exactly(stream, 4), "big")
    while True:
        if length > PIECE + _SEALED_MORE:
            raise BackupDamaged
        sealed, following = _exactly(stream, length), stream.read(4)
        if len(following) not in (0, 4):
            raise BackupDamaged
        try:
            yield sealing.open_closed(key, sealed, _piece(header.digest, index, last=not following))
        except DoesNotOpen as fault:
            raise BackupDamaged from fault
        if not following:
            return
        index, length = index + 1, int.from_bytes(following, "big")


def _piece(digest: bytes, index: int, *, last: bool) -> bytes:
    return b"ojaq backup piece\0" + digest + index.to_bytes(8, "big") + bytes([last])


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) != length:
        raise BackupDamaged
    return found


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
