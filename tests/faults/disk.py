"""A disk that is watched, and that can be told to fail: the file calls of the SQLite inside the real SQLCipher library.

Every file that SQLite opens brings a table of functions. Here `xWrite`, `xTruncate` and `xSync` of that table are replaced
by functions of ours, which note what was asked, fail when they were told to, and else call the one that was there. Nothing
is simulated: the real library, the real schema and the real service write what is noted.
Source: sqlite.org/c3ref/io_methods.html and c3ref/vfs.html; the wheel of sqlcipher3 exports the library's functions.
"""

from __future__ import annotations

import ctypes
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from typing import Any

WRITE_FAILED, SYNC_FAILED, FULL = 10 | (3 << 8), 10 | (4 << 8), 13

# The name stays a pointer: the library keeps it, and a copy would be gone too soon.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", c_void_p),
        ("truncate", c_void_p), ("sync", c_void_p), ("others", c_void_p * 13),
    ]  # fmt: skip


class _File(ctypes.Structure):
    """sqlite3_file: what follows the pointer belongs to the library."""

    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    """The beginning of sqlite3_vfs."""

    _fields_ = [
        ("version", c_int), ("size", c_int), ("longest", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", c_void_p),
    ]  # fmt: skip


@dataclass
class Disk:
    """What was asked of the disk, in order: ("write", file, place, bytes), ("truncate", file, length), ("sync", file).

    `file` is "db" or "wal". `refuse` names the calls that fail while they stand in it.
    """

    done: list[tuple[Any, ...]] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)
    noting: bool = True

    def note(self, *what: Any) -> None:
        """One line more."""
        if self.noting:
            self.done.append(what)


_kept: list[Any] = []


def watch() -> Disk:
    """Watch every database that this process opens from now on."""
    from sqlcipher3 import _sqlite3

    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    disk, really_open = Disk(), _Open(vfs.open)
    tables: dict[tuple[int, str], _Methods] = {}

    def opening(own: int, name: int | None, file: int, flags: int, answered: int) -> int:
        code = really_open(own, name, file, flags, answered)
        kind = {b"b": "db", b"l": "wal"}.get(ctypes.string_at(name)[-1:] if name else b"")
        opened = ctypes.cast(file, POINTER(_File)).contents
        if code == 0 and kind and opened.methods:
            before = ctypes.addressof(opened.methods.contents)
            if (before, kind) not in tables:
                tables[before, kind] = _watched(opened.methods.contents, kind, disk)
            opened.methods = ctypes.pointer(tables[before, kind])
        return code

    hook = _Open(opening)
    # What the library calls must outlive this function.
    _kept.extend((hook, really_open, tables))
    vfs.open = ctypes.cast(hook, c_void_p).value
    return disk


def _watched(before: _Methods, kind: str, disk: Disk) -> _Methods:
    """A copy of a table of functions with three of them replaced."""
    write, truncate, sync = _Write(before.write), _Truncate(before.truncate), _Sync(before.sync)

    def writing(file: int, content: int, length: int, place: int) -> int:
        if disk.refuse & {"write", "room"}:
            return FULL if "room" in disk.refuse else WRITE_FAILED
        disk.note("write", kind, place, ctypes.string_at(content, length))
        return write(file, content, length, place)

    def truncating(file: int, length: int) -> int:
        disk.note("truncate", kind, length)
        return truncate(file, length)

    def syncing(file: int, flags: int) -> int:
        if "sync" in disk.refuse:
            disk.note("unsynced", kind)
            return SYNC_FAILED
        code = sync(file, flags)
        disk.note("sync", kind)
        return code

    table = _Methods.from_buffer_copy(before)
    calls = (_Write(writing), _Truncate(truncating), _Sync(syncing))
    _kept.append((table, calls, write, truncate, sync))
    table.write, table.truncate, table.sync = (ctypes.cast(call, c_void_p).value for call in calls)
    return table
