"""T4.2: the power is cut. What was acknowledged is on the disk, in a register that is whole; with weaker settings it is not.

The real service writes the real schema through the real SQLCipher, every write and sync is noted (`disk.py`), and the files
are put together as a power cut at any moment may leave them (`power_cut.py`). Each is opened as the product opens it.
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2

from faults.conftest import PASSPHRASE
from faults.power_cut import Image, images
from ojaq.registry.vault import keyfile, sealing

pytestmark = [pytest.mark.engines, pytest.mark.trust("T4.2")]
SEED = 20231024
WHOLE = (
    "SELECT r.uuid FROM registration r JOIN sealed_key k ON k.registration = r.uuid "
    "JOIN ledger_subject s ON s.kind = 'registration' "
    "AND replace(s.number, '-', '') = replace(r.uuid, '-', '') "
    "WHERE (SELECT count(*) FROM mention m WHERE m.registration_id = r.id) = 2"
)
Record = Callable[[str, int], tuple[bytes, list]]


@pytest.fixture
def record(founded: Path, tmp_path: Path, outside: dict[str, str]) -> Record:
    """`record("FULL", 30)` takes thirty testimonies in and answers the file before them and the log of the disk."""

    def run(synchronous: str, count: int) -> tuple[bytes, list]:
        home, log = tmp_path / "home", tmp_path / "log"
        shutil.copytree(founded, home)
        script = str(Path(__file__).with_name("recorded_intake.py"))
        subprocess.run(
            [sys.executable, script, synchronous, str(count), str(log)],
            env=outside | {"OJAQ_HOME": str(home), "OJAQ_PASSPHRASE": PASSPHRASE},
            check=True,
        )
        return pickle.loads(log.read_bytes())

    return run


@pytest.fixture
def key(founded: Path) -> bytes:
    """The key of the register's pages."""
    return sealing.derive(keyfile.open_master(home=founded, passphrase=PASSPHRASE), "database 1")


def after(image: Image, folder: Path, key: bytes) -> str:
    """What became of the register: "kept", "lost" (something acknowledged is missing) or "damaged"."""
    file = folder / "register.db"
    file.write_bytes(image.db)
    file.with_name("register.db-wal").write_bytes(image.wal)
    opened = dbapi2.connect(str(file), isolation_level=None)
    try:
        opened.set_key(f"x'{key.hex()}'".encode())
        stored = {str(UUID(row[0])) for row in opened.execute(WHOLE)}
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        damaged = opened.execute("PRAGMA cipher_integrity_check").fetchall()
        if damaged or opened.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return "damaged"
    except dbapi2.DatabaseError:
        return "damaged"
    finally:
        opened.close()
    return "kept" if image.acknowledged <= stored else "lost"


def verdicts(log: tuple[bytes, list], cuts: int, folder: Path, key: bytes) -> Counter[str]:
    """How many images ended how."""
    return Counter(after(image, folder, key) for image in images(*log, cuts=cuts, seed=SEED))


def test_150_cuts_lose_nothing_acknowledged(record: Record, tmp_path: Path, key: bytes) -> None:
    assert verdicts(record("FULL", 40), 150, tmp_path, key) == {"kept": 150}, f"seed {SEED}"


@pytest.mark.long
def test_ten_thousand_cuts_lose_nothing_acknowledged(record: Record, tmp_path: Path, key: bytes) -> None:
    assert verdicts(record("FULL", 200), 10_000, tmp_path, key) == {"kept": 10_000}, f"seed {SEED}"


def test_the_setting_that_many_recommend_is_caught_losing(record: Record, tmp_path: Path, key: bytes) -> None:
    """The control: with synchronous=NORMAL the same cuts lose what was acknowledged."""
    found = verdicts(record("NORMAL", 40), 60, tmp_path, key)
    assert found["lost"]


def test_without_any_sync_the_file_itself_breaks(record: Record, tmp_path: Path, key: bytes) -> None:
    """The control: with synchronous=OFF some registers do not open any more."""
    found = verdicts(record("OFF", 40), 60, tmp_path, key)
    assert found["damaged"]
