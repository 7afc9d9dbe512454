"""Copies of the master key, each wrapped for one way of opening it: an operator's passphrase, or a recovery key.

    {"id": "<uuid>", "kind": "passphrase", "name": "...", "argon2id": {"time": 3, "memory": 65536, "parallelism": 4,
     "salt": "<base64>"}, "wrapped": "<base64>", "public": "<base64>", "box": "<base64>"}
    {"id": "<uuid>", "kind": "recovery", "name": "...", "public": "<base64>", "wrapped": "<base64, a box>"}

A passphrase opens a private key of its own, which opens the box with the master key; a paper is such a private key. So a
new master key can be closed for everybody without anybody's passphrase or paper (`rotating.py`).
The registry's number and the copy's own are bound into the wrapping, so that no copy can be moved elsewhere.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from argon2.low_level import Type, hash_secret_raw

from ojaq.registry.vault import boxes, recovery, sealing
from ojaq.registry.vault.errors import DoesNotOpen, PassphraseOfFirstForm

PASSPHRASE, RECOVERY = "passphrase", "recovery"
Copy = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Effort:
    """What one guess at a passphrase costs (Argon2id): passes, KiB of memory, lanes. 64 MiB and 3 passes: ~60 ms."""

    time: int = 3
    memory: int = 65536
    parallelism: int = 4


DEFAULT_EFFORT = Effort()


def for_passphrase(
    master: bytes, *, registry: UUID, passphrase: str, name: str, effort: Effort = DEFAULT_EFFORT
) -> Copy:
    """A copy that this passphrase opens."""
    identity, salt, private = uuid4(), os.urandom(16), sealing.random_key()
    key, public = _stretch(passphrase, salt, effort), boxes.public_of(private)
    return {
        "id": str(identity),
        "kind": PASSPHRASE,
        "name": name,
        "argon2id": {**asdict(effort), "salt": _text(salt)},
        "wrapped": _text(sealing.close(key, private, _bound(registry, identity))),
        "public": _text(public),
        "box": _text(boxes.close_for(public, master, _bound(registry, identity))),
    }


def for_recovery(master: bytes, *, registry: UUID, public: bytes, name: str) -> Copy:
    """A copy that the private part of `public` opens."""
    identity = uuid4()
    return {
        "id": str(identity),
        "kind": RECOVERY,
        "name": name,
        "public": _text(public),
        "wrapped": _text(boxes.close_for(public, master, _bound(registry, identity))),
    }


def open_by_passphrase(copy: Mapping[str, Any], *, registry: UUID, passphrase: str) -> bytes | None:
    """The master key, or None when this is not the copy's passphrase. KeyError, TypeError, ValueError: damaged."""
    terms = dict(copy["argon2id"])
    salt = _bytes(terms.pop("salt"))
    key, bound = _stretch(passphrase, salt, Effort(**terms)), _bound(registry, UUID(copy["id"]))
    try:
        private = sealing.open_closed(key, _bytes(copy["wrapped"]), bound)
        # A copy of the first form wraps the master key itself.
        return boxes.open_box(private, _bytes(copy["box"]), bound) if "box" in copy else private
    except DoesNotOpen:
        return None


def open_by_recovery(copy: Mapping[str, Any], *, registry: UUID, private: bytes) -> bytes | None:
    """The master key, or None when the copy is for another recovery key. KeyError, TypeError, ValueError: damaged."""
    if _bytes(copy["public"]) != recovery.public_of(private):
        return None
    try:
        return boxes.open_box(private, _bytes(copy["wrapped"]), _bound(registry, UUID(copy["id"])))
    except DoesNotOpen:
        return None


def for_another_master(copy: Copy, master: bytes, *, registry: UUID) -> Copy:
    """The same way of opening, for a new master key. Raises PassphraseOfFirstForm; KeyError, TypeError, ValueError: damaged."""
    if copy["kind"] == PASSPHRASE and "public" not in copy:
        raise PassphraseOfFirstForm(name=str(copy.get("name", "")))
    box = _text(boxes.close_for(public_in(copy), master, _bound(registry, UUID(copy["id"]))))
    return {**copy, ("box" if copy["kind"] == PASSPHRASE else "wrapped"): box}


def public_in(copy: Mapping[str, Any]) -> bytes:
    """The public key of a copy."""
    return _bytes(copy["public"])


def _bound(registry: UUID, copy: UUID) -> bytes:
    return b"ojaq master\0" + registry.bytes + copy.bytes


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


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
