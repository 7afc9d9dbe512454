"""What must hold before a register is opened. Pure but for reading a file's first bytes and the list of mounts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from ojaq.config.engines.errors import AffectedSqlite, NetworkFileSystem, NotSqlcipher, PlainFile


class Answering(Protocol):
    """A connection of any SQLite driver."""

    def execute(self, sql: str, /) -> Any:
        """Run one statement and give back a cursor."""
        ...


PLAIN_HEADER = b"SQLite format 3\0"
_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    [
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "davfs"),
        *("ceph", "glusterfs", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2"),
        *("fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.davfs", "fuse.s3fs", "fuse.gcsfuse"),
    ]
)


def check_version(version: tuple[int, int, int]) -> None:
    """Raise AffectedSqlite for a library with the WAL-reset fault: 3.7.0 to 3.51.2 but for the two mended branches."""
    mended = (3, 44, 6) <= version < (3, 45, 0) or (3, 50, 7) <= version < (3, 51, 0)
    if (3, 7, 0) <= version <= (3, 51, 2) and not mended:
        raise AffectedSqlite(version=".".join(map(str, version)))


def check_library(connection: Answering) -> None:
    """Raise NotSqlcipher when the library behind `connection` does not encrypt: SQLite ignores what it does not know."""
    answer = connection.execute("PRAGMA cipher_version").fetchone()
    if not answer or not answer[0]:
        raise NotSqlcipher


def check_header(file: Path) -> None:
    """Raise PlainFile when the file starts as an unencrypted SQLite file does. A file not yet there is well."""
    try:
        with file.open("rb") as stream:
            first = stream.read(len(PLAIN_HEADER))
    except FileNotFoundError:
        return
    if first == PLAIN_HEADER:
        raise PlainFile


def check_file_system(folder: Path) -> None:
    """Raise NetworkFileSystem when `folder` lies on one. Where the system does not tell (not Linux), nothing is said."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    kind = file_system_of(folder.resolve(), mounts)
    if kind in _NETWORK:
        raise NetworkFileSystem(kind=kind)


def file_system_of(folder: Path, mounts: str) -> str:
    """The kind of file system that `folder` (absolute) lies on, from the text of /proc/self/mountinfo; "" if unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        places, about = left.split(" "), right.split(" ")
        if len(places) < 5 or not about[0]:
            continue
        point = Path(places[4].replace("\\040", " "))
        # A later line of the same mount point lies over an earlier one.
        if (folder == point or point in folder.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), about[0]
    return kind
