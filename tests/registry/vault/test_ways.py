"""The loss of any one key is survived, whichever it is; and every change of the ways of opening is in the ledger."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ojaq.errors import NotPermitted
from ojaq.registry.access import Viewer
from ojaq.registry.ledger.models import Entry
from ojaq.registry.vault import keyfile, recovery
from ojaq.registry.vault.errors import LastPassphrase, NoSuchKey, WrongPassphrase, WrongRecoveryKey
from ojaq.registry.vault.services import ways

pytestmark = pytest.mark.django_db
CHEAP = keyfile.Effort(time=1, memory=8, parallelism=1)
MASTER = bytes(range(32))
PAPERS = [os.urandom(32), os.urandom(32)]


@pytest.fixture
def home(tmp_path: Path, operator: Viewer) -> Path:
    """Keys with two passphrases and two recovery keys."""
    keyfile.create(home=tmp_path, passphrase="first", master=MASTER, effort=CHEAP)
    ways.add_operator(home=tmp_path, known="first", new="second", name="another", by=operator, effort=CHEAP)
    for paper in PAPERS:
        ways.add_recovery(home=tmp_path, known="second", private=paper, name="paper", by=operator)
    return tmp_path


def opening(home: Path) -> list[str]:
    """Which of the four keys open the registry."""
    open_now = []
    for passphrase in ("first", "second"):
        try:
            assert keyfile.open_master(home=home, passphrase=passphrase) == MASTER
            open_now.append(passphrase)
        except WrongPassphrase:
            pass
    for number, paper in enumerate(PAPERS):
        try:
            assert keyfile.open_by_recovery(home=home, private=paper) == MASTER
            open_now.append(f"paper {number}")
        except WrongRecoveryKey:
            pass
    return open_now


@pytest.mark.parametrize("lost", range(4))
def test_without_any_one_key_each_other_one_opens(home: Path, operator: Viewer, lost: int) -> None:
    every = ["first", "second", "paper 0", "paper 1"]
    assert opening(home) == every
    ways.take_away(home=home, copy=keyfile.read(home)["copies"][lost]["id"], by=operator)
    assert opening(home) == every[:lost] + every[lost + 1 :]


def test_a_changed_passphrase_opens_and_the_old_one_does_not(home: Path, operator: Viewer) -> None:
    ways.change_passphrase(home=home, old="first", new="third", by=operator, effort=CHEAP)
    assert opening(home) == ["second", "paper 0", "paper 1"]
    assert keyfile.open_master(home=home, passphrase="third") == MASTER


def test_a_recovery_key_gives_a_new_passphrase(home: Path, operator: Viewer) -> None:
    ways.recover(home=home, private=PAPERS[1], new="found again", by=operator, effort=CHEAP)
    assert keyfile.open_master(home=home, passphrase="found again") == MASTER


def test_who_knows_no_key_changes_nothing(home: Path, operator: Viewer) -> None:
    before = keyfile.path_in(home).read_bytes()
    with pytest.raises(WrongPassphrase):
        ways.change_passphrase(home=home, old="guess", new="mine", by=operator, effort=CHEAP)
    with pytest.raises(WrongPassphrase):
        ways.add_operator(home=home, known="guess", new="mine", name="me", by=operator, effort=CHEAP)
    with pytest.raises(WrongRecoveryKey):
        ways.recover(home=home, private=os.urandom(32), new="mine", by=operator, effort=CHEAP)
    assert keyfile.path_in(home).read_bytes() == before


def test_the_last_passphrase_stays(home: Path, operator: Viewer) -> None:
    first, second = (copy["id"] for copy in keyfile.read(home)["copies"][:2])
    ways.take_away(home=home, copy=first, by=operator)
    with pytest.raises(LastPassphrase):
        ways.take_away(home=home, copy=second, by=operator)
    with pytest.raises(NoSuchKey):
        ways.take_away(home=home, copy=first, by=operator)


def test_the_file_holds_no_private_key(home: Path) -> None:
    text = keyfile.path_in(home).read_text()
    assert not any(recovery.written(paper) in text for paper in PAPERS)
    assert keyfile.recovery_publics(home) == [recovery.public_of(paper) for paper in PAPERS]


def test_every_change_is_entered(home: Path) -> None:
    reasons = list(Entry.objects.filter(act="keep-keys").order_by("pk").values_list("reason", flat=True))
    assert reasons == ["operator-added", "recovery-key-added", "recovery-key-added"]


def test_a_clerk_changes_no_keys(home: Path, clerk: Viewer) -> None:
    with pytest.raises(NotPermitted):
        ways.take_away(home=home, copy=keyfile.read(home)["copies"][0]["id"], by=clerk)
