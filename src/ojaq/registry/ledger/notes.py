"""Where the vault announces how notes are sealed. The ledger lies below the vault, so the vault comes to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from ojaq.registry.ledger.entry import Subject
from ojaq.registry.ledger.errors import NoteCannotBeSealed

SealNote = Callable[[UUID, Sequence[Subject], str], bytes]
"""Entry, its subjects, the words -> sealed bytes. Raises when the vault is locked."""

_sealers: list[SealNote] = []


def seal_with(sealer: SealNote) -> None:
    """Say who seals notes from now on. Called once, by the vault."""
    _sealers[:] = [sealer]


def seal(entry: UUID, subjects: Sequence[Subject], words: str) -> bytes:
    """Seal a note, or raise NoteCannotBeSealed: a note is never kept in the open."""
    if not _sealers:
        raise NoteCannotBeSealed
    return _sealers[0](entry, subjects, words)
