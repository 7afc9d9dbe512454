"""After shredding, the wrapped key is nowhere on the disk, though deleted rows usually stay in free pages and the log.

The pages are decrypted here by hand (SQLCipher 4: AES-256-CBC, 16 bytes of IV and 64 of HMAC at the end of each page), so
that what the engine would not show any more is seen too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection
from sqlcipher3 import dbapi2

from ojaq.registry import vault
from ojaq.registry.vault import keyring, log_emptying
from ojaq.registry.vault.models import SealedKey

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True), pytest.mark.trust("T2.5")]
PAGE, RESERVED, SALT = 4096, 80, 16
LOG_HEADER, FRAME_HEADER = 32, 24


def test_nothing_of_a_shredded_key_is_left() -> None:
    registration = uuid4()
    vault.new_key(registration)
    wrapped = bytes(SealedKey.objects.get(registration=registration).wrapped)
    assert _found(wrapped), "the control: before shredding it is there"
    vault.shred(registration=registration)
    assert not _found(wrapped)


def test_a_plain_deletion_leaves_it_in_the_log() -> None:
    """The control: without what shredding does on top of deleting, the scan still finds the key."""
    registration = uuid4()
    vault.new_key(registration)
    row = SealedKey.objects.get(registration=registration)
    wrapped = bytes(row.wrapped)
    row.delete()
    assert _found(wrapped)


def test_what_is_not_wiped_at_once_is_gone_when_the_log_is_emptied() -> None:
    """A draft's key; the control stands in between: until then the scan finds it."""
    registration = uuid4()
    vault.new_key(registration)
    wrapped = bytes(SealedKey.objects.get(registration=registration).wrapped)
    vault.shred(registration=registration, at_once=False)
    assert _found(wrapped)
    assert log_emptying.empty_log()
    assert not _found(wrapped)


def test_while_somebody_reads_the_log_stays_and_is_emptied_afterwards() -> None:
    registration = uuid4()
    vault.new_key(registration)
    wrapped = bytes(SealedKey.objects.get(registration=registration).wrapped)
    reader = dbapi2.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.set_key(f"x'{keyring.keys().database.hex()}'".encode())
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM sealed_key").fetchone()
    vault.shred(registration=registration, at_once=False)
    assert not log_emptying.empty_log(patience=0)
    assert _found(wrapped)
    reader.close()
    assert log_emptying.empty_log()
    assert not _found(wrapped)


def _found(needle: bytes) -> bool:
    file = Path(connection.settings_dict["NAME"])
    return any(needle in page for page in _pages(file))


def _pages(file: Path) -> Iterator[bytes]:
    """Every page of the database and of its log, decrypted."""
    stored = file.read_bytes()
    for start in range(0, len(stored), PAGE):
        skipped = SALT if start == 0 else 0
        yield _decrypted(stored[start + skipped : start + PAGE])
    log = file.with_name(f"{file.name}-wal")
    frames = log.read_bytes()[LOG_HEADER:] if log.exists() else b""
    for start in range(FRAME_HEADER, len(frames), FRAME_HEADER + PAGE):
        page = frames[start : start + PAGE]
        # The first page of the file carries the salt in the log as well.
        yield _decrypted(page) + _decrypted(page[SALT:])


def _decrypted(page: bytes) -> bytes:
    body, initial = page[:-RESERVED], page[-RESERVED : -RESERVED + 16]
    reader = Cipher(algorithms.AES(keyring.keys().database), modes.CBC(initial)).decryptor()
    return reader.update(body) + reader.finalize()
