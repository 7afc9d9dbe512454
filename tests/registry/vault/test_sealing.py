"""Sealed bytes open where they belong, with the key of their registration, and nowhere else."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from ojaq.registry import vault
from ojaq.registry.access import Viewer
from ojaq.registry.ledger import record
from ojaq.registry.vault import sealing
from ojaq.registry.vault.errors import DoesNotOpen, Forgotten
from ojaq.registry.vault.models import SealedKey
from ojaq.registry.vault.notes import open_note

pytestmark = pytest.mark.django_db
PLAIN = b"Leyla, the well behind the house"


@pytest.fixture
def registration() -> UUID:
    """A registration with a key."""
    made = uuid4()
    vault.new_key(made)
    return made


def test_what_was_sealed_opens_again(registration: UUID) -> None:
    sealed = vault.seal(registration=registration, place="document", plain=PLAIN)
    assert PLAIN not in sealed
    assert vault.open_sealed(registration=registration, place="document", sealed=sealed) == PLAIN


def test_sealed_twice_is_never_the_same_bytes(registration: UUID) -> None:
    items = [(registration, "document", PLAIN)] * 1000
    assert len(set(vault.seal_many(items))) == 1000


def test_moved_to_another_place_it_does_not_open(registration: UUID) -> None:
    sealed = vault.seal(registration=registration, place="document", plain=PLAIN)
    with pytest.raises(DoesNotOpen):
        vault.open_sealed(registration=registration, place="contacts", sealed=sealed)


def test_moved_to_another_registration_it_does_not_open(registration: UUID) -> None:
    sealed = vault.seal(registration=registration, place="document", plain=PLAIN)
    other = uuid4()
    vault.new_key(other)
    with pytest.raises(DoesNotOpen):
        vault.open_sealed(registration=other, place="document", sealed=sealed)
    # Even with the key itself carried over, the seal still knows whose it was.
    SealedKey.objects.filter(registration=other).update(
        wrapped=SealedKey.objects.get(registration=registration).wrapped
    )
    with pytest.raises(DoesNotOpen):
        vault.open_sealed(registration=other, place="document", sealed=sealed)


def test_any_changed_bit_is_refused(registration: UUID) -> None:
    sealed = vault.seal(registration=registration, place="document", plain=PLAIN)
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(DoesNotOpen):
            vault.open_sealed(registration=registration, place="document", sealed=bytes(changed))


@pytest.mark.parametrize("bytes_", [b"", b"\x01", b"\x01" * 12, b"\x02" * 40])
def test_what_was_never_sealed_is_refused(registration: UUID, bytes_: bytes) -> None:
    with pytest.raises(DoesNotOpen):
        vault.open_sealed(registration=registration, place="document", sealed=bytes_)


def test_a_registration_has_one_key_for_ever(registration: UUID) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        vault.new_key(registration)


def test_shredded_is_forgotten_and_the_others_are_not(registration: UUID) -> None:
    other = uuid4()
    vault.new_keys([other])
    mine, theirs = vault.seal_many([(registration, "document", PLAIN), (other, "document", PLAIN)])
    vault.shred(registration=registration)
    with pytest.raises(Forgotten):
        vault.open_sealed(registration=registration, place="document", sealed=mine)
    assert vault.open_sealed(registration=other, place="document", sealed=theirs) == PLAIN


def test_a_purpose_tells_nothing_about_another() -> None:
    master = sealing.random_key()
    assert sealing.derive(master, "database 1") != sealing.derive(master, "wrapping 1")
    assert sealing.derive(master, "database 1") == sealing.derive(master, "database 1")


def test_a_note_about_a_registration_is_forgotten_with_it(registration: UUID, operator: Viewer) -> None:
    subjects = [("registration", str(registration))]
    entry = record(act="withdraw", by=operator, subjects=subjects, note="asked by her brother")
    assert entry.note
    assert open_note(entry.uuid, subjects, bytes(entry.note)) == "asked by her brother"
    vault.shred(registration=registration)
    with pytest.raises(Forgotten):
        open_note(entry.uuid, subjects, bytes(entry.note))


def test_a_note_about_anything_else_is_the_registrys(operator: Viewer) -> None:
    entry = record(act="judge", by=operator, subjects=[("person", "K7-3")], note="the aunt remembers him")
    assert entry.note
    assert open_note(entry.uuid, [("person", "K7-3")], bytes(entry.note)) == "the aunt remembers him"
    with pytest.raises(DoesNotOpen):
        open_note(uuid4(), [("person", "K7-3")], bytes(entry.note))
