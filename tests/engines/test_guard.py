"""What must hold before a register is opened; each guard is shown something it must refuse."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from ojaq.config.engines import guard
from ojaq.config.engines.errors import AffectedSqlite, NetworkFileSystem, NotSqlcipher, PlainFile

pytestmark = pytest.mark.trust("T4.5", "T2.8")
MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 22 0:50 / /mnt/office rw,relatime shared:3 - nfs4 server:/office rw,vers=4.2
41 40 0:51 / /mnt/office/local rw - xfs /dev/vdb rw
42 22 0:52 / /mnt/with\\040space rw - cifs //server/share rw
"""


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 2)])
def test_an_affected_sqlite_is_refused(version: tuple[int, int, int]) -> None:
    with pytest.raises(AffectedSqlite):
        guard.check_version(version)


@pytest.mark.parametrize("version", [(3, 6, 23), (3, 44, 6), (3, 50, 7), (3, 50, 9), (3, 51, 3), (3, 53, 4)])
def test_a_mended_sqlite_is_taken(version: tuple[int, int, int]) -> None:
    """The control: what is sound is not refused."""
    guard.check_version(version)


def test_the_bundled_library_passes() -> None:
    guard.check_version(sqlcipher.sqlite_version_info)
    connection = sqlcipher.connect(":memory:")
    guard.check_library(connection)
    connection.close()


def test_a_plain_sqlite_loaded_by_mistake_is_refused() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(NotSqlcipher):
        guard.check_library(connection)
    connection.close()


def test_a_plain_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    guard.check_header(file)
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE person (name)")
    connection.commit()
    connection.close()
    with pytest.raises(PlainFile):
        guard.check_header(file)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/a", "ext4"),
        ("/mnt/office", "nfs4"),
        ("/mnt/office/ojaq", "nfs4"),
        ("/mnt/office/local/ojaq", "xfs"),
        ("/mnt/officers", "ext4"),
        ("/mnt/with space/ojaq", "cifs"),
    ],
)
def test_the_nearest_mount_says_the_file_system(folder: str, kind: str) -> None:
    assert guard.file_system_of(Path(folder), MOUNTS) == kind


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guard.check_file_system(tmp_path)
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 254:0 / {tmp_path} rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(guard, "_MOUNTS", mounts)
    with pytest.raises(NetworkFileSystem):
        guard.check_file_system(tmp_path)
