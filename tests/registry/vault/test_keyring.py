"""Keys: in memory after unlock only; a passphrase opens them, and nothing else does."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from ojaq.registry import vault
from ojaq.registry.vault import keyfile, keyring
from ojaq.registry.vault.errors import KeysDamaged, KeysExist, Locked, NoKeys, WrongPassphrase

CHEAP = keyfile.Effort(time=1, memory=8, parallelism=1)


@pytest.fixture(autouse=True)
def _give_back_the_keys() -> Iterator[None]:
    """These tests lock and unlock; the test database needs its own keys afterwards."""
    held = keyring.keys()
    yield
    keyring.hold(held)


def test_what_was_made_is_unlocked_again_with_its_passphrase(tmp_path: Path) -> None:
    vault.create_keys(home=tmp_path, passphrase="мулбери shade", effort=CHEAP)
    made = keyring.keys()
    vault.lock()
    assert not vault.is_unlocked()
    vault.unlock(home=tmp_path, passphrase="мулбери shade")
    assert keyring.keys() == made


def test_every_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    vault.create_keys(home=tmp_path, passphrase="p", effort=CHEAP)
    held = keyring.keys()
    every = {held.database, held.wrapping, held.notes, held.settings, held.django.encode()}
    assert len(every) == 5
    assert not any(key.hex() in repr(held) for key in (held.database, held.wrapping))


def test_another_passphrase_opens_nothing(tmp_path: Path) -> None:
    vault.create_keys(home=tmp_path, passphrase="right", effort=CHEAP)
    vault.lock()
    with pytest.raises(WrongPassphrase):
        vault.unlock(home=tmp_path, passphrase="wrong")
    with pytest.raises(Locked):
        keyring.keys()


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    vault.create_keys(home=tmp_path, passphrase="first", effort=CHEAP)
    before = keyfile.path_in(tmp_path).read_bytes()
    with pytest.raises(KeysExist):
        vault.create_keys(home=tmp_path, passphrase="second", effort=CHEAP)
    assert keyfile.path_in(tmp_path).read_bytes() == before


def test_the_file_is_its_owners_only_and_holds_no_key(tmp_path: Path) -> None:
    vault.create_keys(home=tmp_path, passphrase="p", effort=CHEAP)
    path = keyfile.path_in(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert keyring.keys().database.hex() not in path.read_text()


def test_a_folder_without_keys_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoKeys):
        vault.unlock(home=tmp_path, passphrase="p")


@pytest.mark.parametrize(
    "content", ["", "[]", '{"ojaq": "keys/1"}', '{"ojaq": "keys/1", "registry": "x", "copies": []}']
)
def test_a_damaged_file_says_so(tmp_path: Path, content: str) -> None:
    path = keyfile.path_in(tmp_path)
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(KeysDamaged):
        vault.unlock(home=tmp_path, passphrase="p")


def test_a_copy_of_another_registry_does_not_open(tmp_path: Path) -> None:
    """The registry's number is bound into the wrapping: a copy cannot be moved into another key file."""
    vault.create_keys(home=tmp_path, passphrase="p", effort=CHEAP)
    path = keyfile.path_in(tmp_path)
    content = json.loads(path.read_text())
    content["registry"] = "00000000-0000-4000-8000-000000000000"
    path.write_text(json.dumps(content))
    with pytest.raises(WrongPassphrase):
        vault.unlock(home=tmp_path, passphrase="p")
