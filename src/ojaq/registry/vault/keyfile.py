"""The file of wrapped keys, `OJAQ_HOME/keys/keys.json`: a random master key, wrapped once per way of opening it.

    {"ojaq": "keys/1", "registry": "<uuid>", "copies": [...]}       each copy as in `copies.py`

A change of the master key adds to it what `key_change.py` says. Nothing in it is secret without a passphrase or a recovery
key. It is replaced whole, never changed in place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from ojaq.registry.vault import copies
from ojaq.registry.vault.copies import DEFAULT_EFFORT, Copy, Effort
from ojaq.registry.vault.errors import (
    KeysDamaged,
    KeysExist,
    LastPassphrase,
    NoKeys,
    NoSuchKey,
    WrongPassphrase,
    WrongRecoveryKey,
)

__all__ = ["DEFAULT_EFFORT", "Effort"]

FORMAT = "keys/1"
FIRST_NAME = "first"


def path_in(home: Path) -> Path:
    """Where the wrapped keys of the registry in `home` are."""
    return home / "keys" / "keys.json"


def create(*, home: Path, passphrase: str, master: bytes, effort: Effort = DEFAULT_EFFORT) -> None:
    """Write the key file, readable by its owner only. Raises KeysExist rather than overwrite one."""
    path = path_in(home)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    registry = uuid4()
    copy = copies.for_passphrase(
        master, registry=registry, passphrase=passphrase, name=FIRST_NAME, effort=effort
    )
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise KeysExist from fault
    _write(descriptor, {"ojaq": FORMAT, "registry": str(registry), "copies": [copy]})


def read(home: Path) -> dict[str, Any]:
    """The key file as it stands. Raises NoKeys or KeysDamaged."""
    try:
        content = json.loads(path_in(home).read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise NoKeys from fault
    except (OSError, ValueError) as fault:
        raise KeysDamaged from fault
    if not isinstance(content, dict) or content.get("ojaq") != FORMAT:
        raise KeysDamaged
    return content


def open_master(*, home: Path, passphrase: str) -> bytes:
    """The master key. Raises NoKeys, KeysDamaged or WrongPassphrase."""
    found = _opened(home, copies.PASSPHRASE, lambda copy, registry: copies.open_by_passphrase(
        copy, registry=registry, passphrase=passphrase
    ))  # fmt: skip
    if found is None:
        raise WrongPassphrase
    return found[1]


def open_by_recovery(*, home: Path, private: bytes) -> bytes:
    """The master key. Raises NoKeys, KeysDamaged or WrongRecoveryKey."""
    found = _opened(home, copies.RECOVERY, lambda copy, registry: copies.open_by_recovery(
        copy, registry=registry, private=private
    ))  # fmt: skip
    if found is None:
        raise WrongRecoveryKey
    return found[1]


def add_passphrase(
    *, home: Path, master: bytes, passphrase: str, name: str, effort: Effort = DEFAULT_EFFORT
) -> str:
    """Let another passphrase open the registry; answers the copy's id."""
    content = read(home)
    copy = copies.for_passphrase(
        master, registry=UUID(content["registry"]), passphrase=passphrase, name=name, effort=effort
    )
    replace(home, content, [*content["copies"], copy])
    return str(copy["id"])


def change_passphrase(*, home: Path, old: str, new: str, effort: Effort = DEFAULT_EFFORT) -> str:
    """Put `new` in the place of `old`; the others stay. Answers the new copy's id. Raises WrongPassphrase."""
    content = read(home)
    registry = UUID(content["registry"])
    found = _opened(home, copies.PASSPHRASE, lambda copy, registry: copies.open_by_passphrase(
        copy, registry=registry, passphrase=old
    ))  # fmt: skip
    if found is None:
        raise WrongPassphrase
    was, master = found
    copy = copies.for_passphrase(
        master, registry=registry, passphrase=new, name=was.get("name", FIRST_NAME), effort=effort
    )
    replace(home, content, [copy if each["id"] == was["id"] else each for each in content["copies"]])
    return str(copy["id"])


def add_recovery(*, home: Path, master: bytes, public: bytes, name: str) -> str:
    """Let a recovery key open the registry; answers the copy's id."""
    content = read(home)
    copy = copies.for_recovery(master, registry=UUID(content["registry"]), public=public, name=name)
    replace(home, content, [*content["copies"], copy])
    return str(copy["id"])


def take_away(*, home: Path, copy: str) -> None:
    """Remove one way of opening. Raises NoSuchKey, and LastPassphrase for the last one that a person knows."""
    content = read(home)
    left = [each for each in content["copies"] if each["id"] != copy]
    if len(left) == len(content["copies"]):
        raise NoSuchKey
    if not any(each["kind"] == copies.PASSPHRASE for each in left):
        raise LastPassphrase
    replace(home, content, left)


def recovery_publics(home: Path) -> list[bytes]:
    """The public parts of all recovery keys: what backups are sealed for. Raises NoKeys or KeysDamaged."""
    try:
        return [copies.public_in(each) for each in read(home)["copies"] if each["kind"] == copies.RECOVERY]
    except (KeyError, TypeError, ValueError) as fault:
        raise KeysDamaged from fault


def _opened(
    home: Path, kind: str, opening: Callable[[Copy, UUID], bytes | None]
) -> tuple[Copy, bytes] | None:
    """The first copy of its kind that opens, with what was in it."""
    content = read(home)
    try:
        registry = UUID(content["registry"])
        for copy in content["copies"]:
            if copy["kind"] == kind and (master := opening(copy, registry)):
                return copy, master
        if not content["copies"]:
            raise KeysDamaged
    except (KeyError, TypeError, ValueError) as fault:
        raise KeysDamaged from fault
    return None


def replace(home: Path, content: Mapping[str, Any], left: list[Copy]) -> None:
    """Write the file with these copies: the new file takes the old one's place in one step, and is on the disk before it does."""
    path = path_in(home)
    beside = path.with_suffix(".json.new")
    beside.unlink(missing_ok=True)
    _write(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), {**content, "copies": left})
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write(descriptor: int, content: dict[str, Any]) -> None:
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
