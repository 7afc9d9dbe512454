"""Each week a backup, restored for trial; what was damaged is no trial, and four weeks are kept."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from ojaq.registry.vault import keyfile, recovery, rehearsing
from ojaq.registry.vault.errors import BackupDamaged
from ojaq.registry.vault.services import backing_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trust("T4.6")]
NOW = dt.datetime(2026, 3, 2, 3, 4, 5, tzinfo=dt.UTC)


def test_a_note_of_a_trial_is_read_back_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    assert rehearsing.last_trial(tmp_path) is None
    trial = rehearsing.Trial(at=NOW.isoformat(), backup="b", registrations=2, opened=2, seconds=0.1)
    rehearsing._keep(tmp_path, trial)
    assert rehearsing.last_trial(tmp_path) == trial
    rehearsing.path_in(tmp_path).write_text(json.dumps({"ojaq": "trial/1", "at": 3}))
    assert rehearsing.last_trial(tmp_path) is None


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the keys of the tests' registry, one recovery key among them."""
    folder = tmp_path / "home"
    shutil.copytree(keyfile.path_in(settings.OJAQ_HOME).parent, folder / "keys")
    (folder / "settings.json").write_text('{"ojaq": "settings/1", "database": "sqlcipher"}')
    master = keyfile.open_master(home=folder, passphrase="a passphrase for tests only")
    public = recovery.public_of(recovery.new_private())
    keyfile.add_recovery(home=folder, master=master, public=public, name="paper")
    return folder


def without_copying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copying PostgreSQL takes a second connection, which a test of one process may not open; `tests/faults` does it whole."""

    def copied(*, home: Path, to: Path) -> backing_up.BackedUp:
        to.write_bytes(b"")
        return backing_up.BackedUp(to, 0, {"registration": 0}, 0)

    def tried(file: Path, *, home: Path, now: dt.datetime) -> rehearsing.Trial:
        trial = rehearsing.Trial(at=now.isoformat(), backup=file.name, registrations=0, opened=0, seconds=0.1)
        rehearsing._keep(home, trial)
        return trial

    monkeypatch.setattr(backing_up, "copy_whole", copied)
    monkeypatch.setattr(rehearsing, "try_backup", tried)


def test_a_week_passes_between_two_and_four_are_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        without_copying(monkeypatch)
    made = []
    for week in range(6):
        for days in (0, 3):
            now = NOW + dt.timedelta(days=7 * week + days)
            monkeypatch.setattr(timezone, "now", lambda now=now: now)
            made.append(backing_up.back_up_weekly(home=home) is not None)
    assert made == [True, False] * 6
    assert len(list((home / "backups").glob("*.ojaq"))) == 4


def test_without_a_key_to_seal_for_no_week_makes_one(tmp_path: Path) -> None:
    """The control: what is counted above are backups that were made, not weeks that went by."""
    bare = tmp_path / "bare"
    shutil.copytree(keyfile.path_in(settings.OJAQ_HOME).parent, bare / "keys")
    assert not keyfile.recovery_publics(bare)
    assert backing_up.back_up_weekly(home=bare) is None
    assert not (bare / "backups").exists()


def test_what_does_not_open_is_no_trial(home: Path) -> None:
    file = home / "damaged"
    file.write_bytes(b"OJAQ BACKUP 1\n" + bytes(500))
    with pytest.raises(BackupDamaged):
        rehearsing.try_backup(file, home=home, now=NOW)
    assert rehearsing.last_trial(home) is None
    assert not list(home.glob("being-tried-*"))
