"""T2.4: a new master key: what was sealed opens, nothing stays wrapped by the old one, and the old one opens nothing any more."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag

from ojaq.errors import NotPermitted
from ojaq.registry import vault
from ojaq.registry.access import Viewer
from ojaq.registry.ledger.models import Entry
from ojaq.registry.vault import digests, holders, key_change, keyfile, keyring, notes, recovery, sealing
from ojaq.registry.vault.errors import (
    ChangeUnfinished,
    DoesNotOpen,
    KeysChanged,
    PassphraseOfFirstForm,
    WrongRecoveryKey,
)
from ojaq.registry.vault.models import SealedKey
from ojaq.registry.vault.services import rotating, ways

pytestmark = [pytest.mark.django_db, pytest.mark.trust("T2.4")]
CHEAP = keyfile.Effort(time=1, memory=8, parallelism=1)
PAPER = os.urandom(32)


@pytest.fixture
def home(tmp_path: Path, operator: Viewer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A registry folder of its own, with two passphrases and a paper; the pages of the test database stay as they are."""
    held = keyring.keys()
    vault.create_keys(home=tmp_path, passphrase="first", effort=CHEAP)
    ways.add_operator(home=tmp_path, known="first", new="second", name="another", by=operator, effort=CHEAP)
    ways.add_recovery(home=tmp_path, known="first", private=PAPER, name="paper", by=operator)
    monkeypatch.setattr(rotating, "_close_pages_anew", lambda home, patience: key_change.pages_done(home))
    yield tmp_path
    keyring.lock()
    keyring.hold(held)


@pytest.fixture
def sealed(home: Path) -> dict[UUID, bytes]:
    """Five testimonies sealed under the first master key."""
    made = {}
    for _ in range(5):
        uuid = uuid4()
        vault.new_key(uuid)
        made[uuid] = vault.seal(registration=uuid, place="document", plain=uuid.bytes)
    return made


def opens(sealed: dict[UUID, bytes]) -> bool:
    return all(vault.open_sealed(registration=each, place="document", sealed=kept) == each.bytes
               for each, kept in sealed.items())  # fmt: skip


def by_old_keys(old: keyring.Keys, sealed: dict[UUID, bytes]) -> int:
    """How many testimonies somebody opens who has the old master key and the tables of now."""
    opened = 0
    for uuid, kept in sealed.items():
        wrapped = bytes(SealedKey.objects.get(registration=uuid).wrapped)
        try:
            key = sealing.open_closed(old.wrapping, wrapped, sealing.key_of(uuid))
            sealing.open_closed(key, kept, sealing.place_of(uuid, "document"))
            opened += 1
        except (DoesNotOpen, InvalidTag):
            continue
    return opened


def test_everything_opens_and_nothing_stays_with_the_old_key(
    home: Path, sealed: dict[UUID, bytes], operator: Viewer
) -> None:
    old = keyring.keys()
    assert by_old_keys(old, sealed) == 5, "the control: before the change the old key opens them all"
    assert rotating.rotate(home=home, by=operator) == rotating.Rotated(epoch=2, wrapped=5)
    assert opens(sealed)
    assert by_old_keys(old, sealed) == 0
    assert not SealedKey.objects.exclude(version=2).exists()
    assert {"before", "link", "pages"}.isdisjoint(keyfile.read(home))
    with pytest.raises(DoesNotOpen):
        key_change.opened(keyfile.read(home), "carried", old.chain)


@pytest.mark.parametrize("way", ["first", "second", "paper"])
def test_whoever_opened_it_opens_it_afterwards(
    home: Path, sealed: dict[UUID, bytes], operator: Viewer, way: str
) -> None:
    """Nobody's passphrase and no paper is needed for it: one operator changes the keys, the others notice nothing."""
    digest = digests.keyed_digest("phone", "055 123 45 67")
    entry = uuid4()
    note = notes.seal_note(entry, [], "why it was done")
    for _ in range(2):
        rotating.rotate(home=home, by=operator)
    keyring.lock()
    if way == "paper":
        keyring.hold_master(keyfile.open_by_recovery(home=home, private=PAPER), home=home)
    else:
        vault.unlock(home=home, passphrase=way)
    assert keyring.keys().epoch == 3
    assert opens(sealed)
    assert digests.keyed_digest("phone", "055 123 45 67") == digest
    assert notes.open_note(entry, [], note) == "why it was done"


def test_an_old_copy_of_the_key_file_opens_nothing_of_now(
    home: Path, sealed: dict[UUID, bytes], operator: Viewer
) -> None:
    """Whoever was taken away and kept a copy: the copy still opens, and what it holds fits nothing any more."""
    copy = keyfile.path_in(home).read_bytes()
    lost = next(each["id"] for each in keyfile.read(home)["copies"] if each["name"] == "another")
    ways.take_away(home=home, copy=lost, by=operator)
    rotating.rotate(home=home, by=operator)
    keyring.lock()
    other = home / "copied"
    keyfile.path_in(other).parent.mkdir(parents=True)
    keyfile.path_in(other).write_bytes(copy)
    vault.unlock(home=other, passphrase="second")
    assert by_old_keys(keyring.keys(), sealed) == 0
    keyfile.path_in(other).write_bytes(keyfile.path_in(home).read_bytes())
    with pytest.raises(KeysChanged):
        keyring.follow()


def test_a_paper_that_was_taken_away_opens_nothing(home: Path, operator: Viewer) -> None:
    gone = next(each["id"] for each in keyfile.read(home)["copies"] if each["kind"] == "recovery")
    ways.take_away(home=home, copy=gone, by=operator)
    rotating.rotate(home=home, by=operator)
    with pytest.raises(WrongRecoveryKey):
        keyfile.open_by_recovery(home=home, private=PAPER)
    assert recovery.public_of(PAPER).hex() not in keyfile.path_in(home).read_text()


def test_who_works_meanwhile_follows_and_reads_both(
    home: Path, sealed: dict[UUID, bytes], operator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before anything was wrapped anew: old and new rows stand side by side, both open, and the next run ends it."""
    monkeypatch.setattr(rotating, "_wrap_anew", lambda: pytest.fail("stopped"))
    old = keyring.keys()
    with pytest.raises(pytest.fail.Exception):
        rotating.rotate(home=home, by=operator)
    monkeypatch.undo()
    monkeypatch.setattr(rotating, "_close_pages_anew", lambda home, patience: key_change.pages_done(home))
    # Another process, which holds the old keys still.
    keyring.hold(old, home=home)
    late = uuid4()
    vault.new_key(late)
    sealed[late] = vault.seal(registration=late, place="document", plain=late.bytes)
    assert SealedKey.objects.get(registration=late).version == 1
    keyring.follow()
    later = uuid4()
    vault.new_key(later)
    sealed[later] = vault.seal(registration=later, place="document", plain=later.bytes)
    assert SealedKey.objects.get(registration=later).version == 2
    keyring.hold(old, home=home)
    assert opens(sealed), "whoever meets a row of the new key follows by itself"
    before = Entry.objects.count()
    assert rotating.rotate(home=home, by=operator) == rotating.Rotated(epoch=2, wrapped=6)
    assert opens(sealed)
    assert Entry.objects.count() == before, "the end of a change that was entered is no second one"
    assert not key_change.is_unfinished(keyfile.read(home))


def test_it_does_not_end_while_somebody_holds_the_old_keys(
    home: Path, sealed: dict[UUID, bytes], operator: Viewer
) -> None:
    """The control of the above: without everybody's following a row could still be written with the old key."""
    with holders.path_of(home, 1).open("wb") as another:
        fcntl.flock(another, fcntl.LOCK_SH)
        with pytest.raises(ChangeUnfinished):
            rotating.rotate(home=home, by=operator, patience=0.2)
        assert opens(sealed)
        assert key_change.is_unfinished(keyfile.read(home))
    assert rotating.rotate(home=home, by=operator).epoch == 2


def test_what_is_shredded_meanwhile_stays_shredded(
    home: Path, sealed: dict[UUID, bytes], operator: Viewer
) -> None:
    gone = next(iter(sealed))
    vault.shred(registration=gone)
    assert rotating.rotate(home=home, by=operator).wrapped == 4
    assert not SealedKey.objects.filter(registration=gone).exists()


def test_a_passphrase_of_the_first_form_is_given_anew_first(home: Path, operator: Viewer) -> None:
    content = keyfile.read(home)
    for copy in content["copies"]:
        copy.pop("box", None)
        if copy["kind"] == "passphrase":
            copy.pop("public")
    keyfile.replace(home, content, content["copies"])
    before = keyfile.path_in(home).read_bytes()
    with pytest.raises(PassphraseOfFirstForm):
        rotating.rotate(home=home, by=operator)
    assert keyfile.path_in(home).read_bytes() == before


def test_a_clerk_changes_no_keys(home: Path, clerk: Viewer) -> None:
    with pytest.raises(NotPermitted):
        rotating.rotate(home=home, by=clerk)


def test_a_change_is_entered(home: Path, operator: Viewer) -> None:
    rotating.rotate(home=home, by=operator)
    assert Entry.objects.filter(act="keep-keys", reason="keys-changed").count() == 1
