"""The keys of this process: there after unlock, nowhere before, never on disk."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ojaq.registry.vault import holders, key_change, keyfile, sealing
from ojaq.registry.vault.errors import KeysChanged, Locked, NoKeys


@dataclass(frozen=True, slots=True)
class Before:
    """The keys of the epoch before, while something is still closed by them."""

    epoch: int
    wrapping: bytes = field(repr=False)
    settings: bytes = field(repr=False)
    pages: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """What is derived from the master key, each for one purpose. Never shown, not even in a traceback.

    `notes`, `withdrawals`, `digests` and `django` stay the same when the master key is changed: what they close or mark is
    never written anew.
    """

    epoch: int
    pages: bytes = field(repr=False)
    wrapping: bytes = field(repr=False)
    settings: bytes = field(repr=False)
    backups: bytes = field(repr=False)
    chain: bytes = field(repr=False)
    notes: bytes = field(repr=False)
    withdrawals: bytes = field(repr=False)
    digests: bytes = field(repr=False)
    django: str = field(repr=False)
    before: Before | None = None
    pages_are_of_before: bool = False

    @property
    def databases(self) -> tuple[bytes, ...]:
        """The keys that may open the pages of the database, the likelier first.

        Killed between closing the pages anew and noting it, a change of keys leaves a file that the less likely one opens.
        """
        if self.before is None:
            return (self.pages,)
        both = (self.pages, self.before.pages)
        return both[::-1] if self.pages_are_of_before else both

    @property
    def database(self) -> bytes:
        """The key that closes the pages of the database, as the key file says."""
        return self.databases[0]


@dataclass(frozen=True, slots=True)
class _Held:
    keys: Keys
    home: Path | None
    seen: tuple[int, int] | None
    """Number and time of the key file when it was read, so that it is read again only when it is another."""


_ring: list[_Held] = []
_guard = threading.RLock()
# A worker that is forked while a thread of its parent follows must not find the guard taken for ever.
os.register_at_fork(before=_guard.acquire, after_in_parent=_guard.release, after_in_child=_guard.release)


def create_keys(*, home: Path, passphrase: str, effort: keyfile.Effort = keyfile.DEFAULT_EFFORT) -> None:
    """Make a new master key, keep it wrapped in `home`, and unlock it here. Raises KeysExist."""
    master = sealing.random_key()
    keyfile.create(home=home, passphrase=passphrase, master=master, effort=effort)
    hold_master(master, home=home)


def unlock(*, home: Path, passphrase: str) -> None:
    """Open the keys in `home` and hold them in memory. Raises NoKeys, KeysDamaged or WrongPassphrase."""
    hold_master(keyfile.open_master(home=home, passphrase=passphrase), home=home)


def hold(held: Keys, *, home: Path | None = None) -> None:
    """Hold keys that another process of this registry unlocked and handed over in memory."""
    _hold(held, home, None)


def _hold(held: Keys, home: Path | None, seen: tuple[int, int] | None) -> None:
    with _guard:
        _ring[:] = [_Held(held, home, seen)]
        if home is not None:
            holders.hold(home, held.epoch)


def lock() -> None:
    """Forget the keys of this process. Connections that are open stay open; close them as well."""
    with _guard:
        _ring.clear()
        holders.let_go()


def is_unlocked() -> bool:
    """Whether this process holds the keys."""
    return bool(_ring)


def keys() -> Keys:
    """The keys of this process. Raises Locked."""
    if not _ring:
        raise Locked
    return _ring[0].keys


def wrapping_of(epoch: int) -> bytes:
    """The key that wraps testimonies' keys of this epoch; follows a change of keys. Raises Locked, KeysChanged."""
    for last in (False, True):
        held = keys()
        if epoch == held.epoch:
            return held.wrapping
        if held.before and epoch == held.before.epoch:
            return held.before.wrapping
        if not last:
            follow()
    raise KeysChanged


def follow() -> None:
    """Take up the master key that the key file holds now, where this process holds the one before. Raises KeysChanged."""
    with _guard:
        if not _ring or _ring[0].home is None:
            return
        held, home = _ring[0].keys, _ring[0].home
        # Looked at before it is read: a file that is replaced in between is read again the next time.
        seen = _seen(home)
        if seen == _ring[0].seen:
            return
        content = keyfile.read(home)
        if key_change.epoch_of(content) == held.epoch:
            # What was closed by the keys of before may be closed anew by now.
            _hold(_with_before(held, content), home, seen)
            return
        master = key_change.master_by_link(content, held.chain)
        if master is None:
            raise KeysChanged
        _hold(_derived(master, content), home, seen)


def hold_master(master: bytes, *, home: Path | None = None, content: Mapping[str, Any] | None = None) -> None:
    """Derive the keys from a master key that was opened, and hold them; the master key itself is not kept.

    `home` is the registry that this process works on, `content` a key file that is only looked into.
    """
    hold(_derived(master, content or (keyfile.read(home) if home else {})), home=home)


def _derived(master: bytes, content: Mapping[str, Any]) -> Keys:
    chain = key_change.chain_of(master)
    wrapping, carried = sealing.derive(master, "wrapping 1"), key_change.opened(content, "carried", chain)
    first = Keys(
        epoch=key_change.epoch_of(content),
        pages=sealing.derive(master, "database 1"),
        wrapping=wrapping,
        settings=sealing.derive(master, "settings 1"),
        backups=sealing.derive(master, "backups 1"),
        chain=chain,
        notes=_carried(carried, "notes") or sealing.derive(master, "ledger notes 1"),
        withdrawals=_carried(carried, "withdrawals") or sealing.derive(master, "withdrawals 1"),
        digests=_carried(carried, "digests") or sealing.derive(wrapping, "keyed digests 1"),
        django=carried.get("django") or sealing.derive(master, "django 1").hex(),
    )
    return _with_before(first, content)


def _with_before(held: Keys, content: Mapping[str, Any]) -> Keys:
    """The same keys, with those of before as far as the key file still has them."""
    told = key_change.opened(content, "before", held.chain)
    names = ("wrapping", "settings", "pages")
    return replace(
        held,
        before=Before(held.epoch - 1, *(bytes.fromhex(told[name]) for name in names)) if told else None,
        pages_are_of_before=key_change.pages_of(content) < held.epoch,
    )


def _seen(home: Path) -> tuple[int, int]:
    try:
        stands = keyfile.path_in(home).stat()
    except OSError as fault:
        raise NoKeys from fault
    return stands.st_ino, stands.st_mtime_ns


def _carried(carried: Mapping[str, str], name: str) -> bytes:
    return bytes.fromhex(carried.get(name, ""))
