"""Notes of the ledger, sealed: with the key of the registration they are about, so that they are forgotten with it;
with the registry's own note key where they are about no registration."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from uuid import UUID

from ojaq.registry.ledger import notes as ledger_notes
from ojaq.registry.ledger.entry import Subject
from ojaq.registry.vault import sealing
from ojaq.registry.vault.errors import DoesNotOpen, Forgotten
from ojaq.registry.vault.keyring import keys
from ojaq.registry.vault.services import open_sealed, seal

_BY_REGISTRATION, _BY_REGISTRY = b"r", b"o"


def seal_note(entry: UUID, subjects: Sequence[Subject], words: str) -> bytes:
    """Seal the words of a note. Raises Locked."""
    registration = _registration_in(subjects)
    if registration:
        # A registration that was refused or is already forgotten has no key: its note is the registry's own.
        with contextlib.suppress(Forgotten):
            return _BY_REGISTRATION + seal(
                registration=registration, place=f"note {entry}", plain=words.encode()
            )
    return _BY_REGISTRY + sealing.close(keys().notes, words.encode(), sealing.place_of(entry, "note"))


def open_note(entry: UUID, subjects: Sequence[Subject], sealed: bytes) -> str:
    """The words of a note. Raises Forgotten when its registration was withdrawn, DoesNotOpen, Locked."""
    kind, body = sealed[:1], sealed[1:]
    registration = _registration_in(subjects)
    if kind == _BY_REGISTRATION and registration:
        return open_sealed(registration=registration, place=f"note {entry}", sealed=body).decode()
    if kind == _BY_REGISTRY:
        return sealing.open_closed(keys().notes, body, sealing.place_of(entry, "note")).decode()
    raise DoesNotOpen


def announce() -> None:
    """Tell the ledger that notes are sealed here. Called once, when Django starts."""
    ledger_notes.seal_with(seal_note)


def _registration_in(subjects: Sequence[Subject]) -> UUID | None:
    for kind, number in subjects:
        if kind == "registration":
            return UUID(number)
    return None
