"""The list of withdrawals is sealed, belongs to one registry, and forgets nobody."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from ojaq.registry.vault import keyfile, withdrawals
from ojaq.registry.vault.errors import BackupDamaged, ForeignBackup

CHEAP = keyfile.Effort(time=1, memory=8, parallelism=1)
FIRST, SECOND = uuid4(), uuid4()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with keys; the list is sealed with those that this process holds."""
    keyfile.create(home=tmp_path, passphrase="p", master=bytes(32), effort=CHEAP)
    return tmp_path


def listed(home: Path) -> set:
    return withdrawals.read(withdrawals.path_in(home), registry=keyfile.read(home)["registry"])


def test_who_was_once_on_it_stays_on_it(home: Path) -> None:
    withdrawals.keep(home, [FIRST])
    withdrawals.keep(home, [SECOND])
    assert listed(home) == {FIRST, SECOND}
    assert str(FIRST).encode() not in withdrawals.path_in(home).read_bytes()


def test_a_damaged_list_is_refused_and_then_written_anew(home: Path) -> None:
    withdrawals.keep(home, [FIRST])
    path = withdrawals.path_in(home)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(BackupDamaged):
        listed(home)
    withdrawals.keep(home, [FIRST, SECOND])
    assert listed(home) == {FIRST, SECOND}


def test_a_list_of_another_registry_is_refused(home: Path, tmp_path: Path) -> None:
    withdrawals.keep(home, [FIRST])
    with pytest.raises(ForeignBackup):
        withdrawals.read(withdrawals.path_in(home), registry=str(uuid4()))
    moved = tmp_path / "other"
    keyfile.create(home=moved, passphrase="p", master=bytes(32), effort=CHEAP)
    shutil.copy(withdrawals.path_in(home), withdrawals.path_in(moved))
    with pytest.raises(ForeignBackup):
        listed(moved)
