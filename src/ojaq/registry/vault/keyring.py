"""The keys of this process: there after unlock, nowhere before, never on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ojaq.registry.vault import keyfile, sealing
from ojaq.registry.vault.errors import Locked


@dataclass(frozen=True, slots=True)
class Keys:
    """What is derived from the master key, each for one purpose. Never shown, not even in a traceback."""

    database: bytes = field(repr=False)
    wrapping: bytes = field(repr=False)
    notes: bytes = field(repr=False)
    settings: bytes = field(repr=False)
    backups: bytes = field(repr=False)
    withdrawals: bytes = field(repr=False)
    django: str = field(repr=False)


_ring: list[Keys] = []


def create_keys(*, home: Path, passphrase: str, effort: keyfile.Effort = keyfile.DEFAULT_EFFORT) -> None:
    """Make a new master key, keep it wrapped in `home`, and unlock it here. Raises KeysExist."""
    master = sealing.random_key()
    keyfile.create(home=home, passphrase=passphrase, master=master, effort=effort)
    hold_master(master)


def unlock(*, home: Path, passphrase: str) -> None:
    """Open the keys in `home` and hold them in memory. Raises NoKeys, KeysDamaged or WrongPassphrase."""
    hold_master(keyfile.open_master(home=home, passphrase=passphrase))


def hold(held: Keys) -> None:
    """Hold keys that another process of this registry unlocked and handed over in memory."""
    _ring[:] = [held]


def lock() -> None:
    """Forget the keys of this process. Connections that are open stay open; close them as well."""
    _ring.clear()


def is_unlocked() -> bool:
    """Whether this process holds the keys."""
    return bool(_ring)


def keys() -> Keys:
    """The keys of this process. Raises Locked."""
    if not _ring:
        raise Locked
    return _ring[0]


def hold_master(master: bytes) -> None:
    """Derive the keys from a master key that was opened, and hold them; the master key itself is not kept."""
    _ring[:] = [
        Keys(
            database=sealing.derive(master, "database 1"),
            wrapping=sealing.derive(master, "wrapping 1"),
            notes=sealing.derive(master, "ledger notes 1"),
            settings=sealing.derive(master, "settings 1"),
            backups=sealing.derive(master, "backups 1"),
            withdrawals=sealing.derive(master, "withdrawals 1"),
            django=sealing.derive(master, "django 1").hex(),
        )
    ]
