"""The file of wrapped keys, `OJAQ_HOME/keys/keys.json`: a random master key, wrapped once per way of opening it.

    {"ojaq": "keys/1", "registry": "<uuid>", "copies": [
        {"id": "<uuid>", "kind": "passphrase", "argon2id": {"time": 3, "memory": 65536, "parallelism": 4, "salt": "<base64>"},
         "wrapped": "<base64>"}]}

A later way of opening (another operator, a recovery key) is another copy in the list.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from argon2.low_level import Type, hash_secret_raw

from ojaq.registry.vault import sealing
from ojaq.registry.vault.errors import DoesNotOpen, KeysDamaged, KeysExist, NoKeys, WrongPassphrase

FORMAT = "keys/1"


@dataclass(frozen=True, slots=True)
class Effort:
    """What one guess at a passphrase costs (Argon2id): passes, KiB of memory, lanes. 64 MiB and 3 passes: ~60 ms."""

    time: int = 3
    memory: int = 65536
    parallelism: int = 4


DEFAULT_EFFORT = Effort()


def path_in(home: Path) -> Path:
    """Where the wrapped keys of the registry in `home` are."""
    return home / "keys" / "keys.json"


def create(*, home: Path, passphrase: str, master: bytes, effort: Effort = DEFAULT_EFFORT) -> None:
    """Write the key file, readable by its owner only. Raises KeysExist rather than overwrite one."""
    path = path_in(home)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    registry = uuid4()
    content = {
        "ojaq": FORMAT,
        "registry": str(registry),
        "copies": [_copy(passphrase, master, registry, effort)],
    }
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise KeysExist from fault
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.flush()
        os.fsync(file.fileno())


def open_master(*, home: Path, passphrase: str) -> bytes:
    """The master key. Raises NoKeys, KeysDamaged or WrongPassphrase."""
    content = read(home)
    try:
        registry = UUID(content["registry"])
        for copy in content["copies"]:
            if copy["kind"] == "passphrase":
                return _unwrap(copy, passphrase, registry)
    except (KeyError, TypeError, ValueError) as fault:
        raise KeysDamaged from fault
    raise WrongPassphrase


def read(home: Path) -> dict[str, Any]:
    """The key file as it stands: nothing in it is secret without a passphrase. Raises NoKeys or KeysDamaged."""
    try:
        content = json.loads(path_in(home).read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise NoKeys from fault
    except (OSError, ValueError) as fault:
        raise KeysDamaged from fault
    if not isinstance(content, dict) or content.get("ojaq") != FORMAT:
        raise KeysDamaged
    return content


def _copy(passphrase: str, master: bytes, registry: UUID, effort: Effort) -> dict[str, Any]:
    identity, salt = uuid4(), os.urandom(16)
    key = _stretch(passphrase, salt, effort)
    return {
        "id": str(identity),
        "kind": "passphrase",
        "argon2id": {**asdict(effort), "salt": base64.b64encode(salt).decode()},
        "wrapped": base64.b64encode(sealing.close(key, master, _bound(registry, identity))).decode(),
    }


def _unwrap(copy: dict[str, Any], passphrase: str, registry: UUID) -> bytes:
    terms = dict(copy["argon2id"])
    salt = base64.b64decode(terms.pop("salt"), validate=True)
    key = _stretch(passphrase, salt, Effort(**terms))
    wrapped = base64.b64decode(copy["wrapped"], validate=True)
    try:
        return sealing.open_closed(key, wrapped, _bound(registry, UUID(copy["id"])))
    except DoesNotOpen as fault:
        raise WrongPassphrase from fault


def _bound(registry: UUID, copy: UUID) -> bytes:
    return b"ojaq master\0" + registry.bytes + copy.bytes


def _stretch(passphrase: str, salt: bytes, effort: Effort) -> bytes:
    return hash_secret_raw(
        secret=passphrase.encode(),
        salt=salt,
        time_cost=effort.time,
        memory_cost=effort.memory,
        parallelism=effort.parallelism,
        hash_len=sealing.KEY_BYTES,
        type=Type.ID,
    )
