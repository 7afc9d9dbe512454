"""The pieces of a backup: none can be changed, moved, left out, added, or come from another backup."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojaq.registry.vault import backup_file, recovery
from ojaq.registry.vault.errors import BackupDamaged, ForeignBackup

KEY, OWN, PAPER = os.urandom(32), os.urandom(32), os.urandom(32)
ABOUT = {"registry": "00000000-0000-4000-8000-000000000000", "fictional": True}
PLAIN = os.urandom(3 * backup_file.PIECE + 17)


def header(key: bytes = KEY) -> bytes:
    return backup_file.header_for(ABOUT, key=key, publics=[recovery.public_of(PAPER)], own=OWN)


def written(plain: bytes, head: bytes | None = None) -> bytes:
    stream = io.BytesIO()
    writer = backup_file.Writer(stream, head or header(), KEY)
    for at in range(0, len(plain), 300_000):
        writer.write(plain[at : at + 300_000])
    writer.finish()
    return stream.getvalue()


def read(content: bytes) -> bytes:
    """By the paper, as on another machine."""
    stream = io.BytesIO(content)
    head = backup_file.read_header(stream)
    key = backup_file.key_by_recovery(head, PAPER)
    assert backup_file.key_by_registry(head, OWN) == key
    return b"".join(backup_file.pieces(stream, head, key))


def sealed_pieces(content: bytes) -> tuple[bytes, list[bytes]]:
    """Where the pieces begin, and each with its length before it."""
    stream = io.BytesIO(content)
    backup_file.read_header(stream)
    start = content[: stream.tell()]
    found = []
    while length := stream.read(4):
        found.append(length + stream.read(int.from_bytes(length, "big")))
    return start, found


WHOLE = written(PLAIN)
START, PIECES = sealed_pieces(WHOLE)


@pytest.mark.parametrize("length", [0, 1, backup_file.PIECE, backup_file.PIECE + 1, len(PLAIN)])
def test_what_was_written_is_read(length: int) -> None:
    assert read(written(PLAIN[:length])) == PLAIN[:length]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(START) - 1), st.integers(0, 7))
def test_no_bit_of_the_header_can_be_changed(place: int, bit: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] ^= 1 << bit
    with pytest.raises((BackupDamaged, ForeignBackup)):
        read(bytes(changed))


@settings(max_examples=20, deadline=None)
@given(st.integers(len(START), len(WHOLE) - 1), st.integers(0, 7))
def test_no_bit_of_the_pieces_can_be_changed(place: int, bit: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] ^= 1 << bit
    with pytest.raises(BackupDamaged):
        read(bytes(changed))


@pytest.mark.parametrize(
    "order", [[1, 0, 2, 3], [0, 1, 2], [0, 2, 3], [1, 2, 3], [0, 1, 1, 2, 3], [0, 1, 2, 3, 3], [3], []]
)
def test_pieces_keep_their_order_and_number(order: list[int]) -> None:
    with pytest.raises(BackupDamaged):
        read(START + b"".join(PIECES[at] for at in order))
    # The control: the same pieces in their own order are read.
    assert read(START + b"".join(PIECES)) == PLAIN


def test_a_piece_of_another_backup_does_not_fit_in_though_the_key_is_the_same() -> None:
    _, others = sealed_pieces(written(PLAIN))
    with pytest.raises(BackupDamaged):
        read(START + PIECES[0] + others[1] + PIECES[2] + PIECES[3])


def test_another_paper_or_another_registry_opens_nothing() -> None:
    head = backup_file.read_header(io.BytesIO(WHOLE))
    with pytest.raises(ForeignBackup):
        backup_file.key_by_recovery(head, os.urandom(32))
    with pytest.raises(ForeignBackup):
        backup_file.key_by_registry(head, os.urandom(32))


@pytest.mark.parametrize(
    "content", [b"", b"OJAQ BACKUP 2\n", backup_file.MAGIC + b"\xff" * 40, b"PK\x03\x04"]
)
def test_what_is_no_backup_says_so(content: bytes) -> None:
    with pytest.raises(BackupDamaged):
        read(content)
