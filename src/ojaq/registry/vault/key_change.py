"""How a new master key takes the place of the old one in the key file, step by step; each step replaces the file whole.

    {..., "epoch": 2,                  which master key this is, counted from 1 (absent: 1)
     "carried": "<base64>",            keys that stay the same for good, sealed by this master key
     "before": "<base64>",             the changing keys of the epoch before, sealed by this one, until nothing needs them
     "link": "<base64>",               this master key, sealed by the one before, until everybody has followed
     "pages": 1}                       whose key closes the pages of the database, until they are closed anew

While `link` stands, whoever holds the old master key may follow to the new one; afterwards the old one opens nothing here.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from ojaq.registry.vault import copies, holders, keyfile, sealing
from ojaq.registry.vault.errors import DoesNotOpen, KeysDamaged

Content = Mapping[str, Any]


def epoch_of(content: Content) -> int:
    """Which master key the copies in a key file hold."""
    return int(content.get("epoch", 1))


def pages_of(content: Content) -> int:
    """Whose key closes the pages of the database."""
    return int(content.get("pages", epoch_of(content)))


def is_unfinished(content: Content) -> bool:
    """Whether a change was begun and did not end."""
    return "before" in content


def begin(
    home: Path,
    *,
    chain: bytes,
    master: bytes,
    carried: Mapping[str, str],
    before: Mapping[str, str],
    pages: bool,
) -> None:
    """Write the key file for a new master key: `chain` is the old one's, `pages` says whether the database has closed pages."""
    with holders.editing(home):
        _begin(home, chain, master, carried, before, pages=pages)


def pages_done(home: Path) -> None:
    """Note that every page is closed by the new key."""
    _without(home, "pages")


def finish(home: Path) -> None:
    """Take away what let anybody follow, and the keys of before."""
    _without(home, "link", "before", "pages")


def chain_of(master: bytes) -> bytes:
    """The key that closes what a key file says to holders of this master key."""
    return sealing.derive(master, "chain 1")


def opened(content: Content, name: str, chain: bytes) -> dict[str, str]:
    """What stands under `name` ("carried", "before", "link"); empty when nothing does. Raises DoesNotOpen, KeysDamaged."""
    if name not in content:
        return {}
    try:
        bound = _bound(UUID(content["registry"]), name)
        told = json.loads(sealing.open_closed(chain, base64.b64decode(content[name]), bound))
        return {str(key): str(value) for key, value in told.items()}
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise KeysDamaged from fault


def master_by_link(content: Content, chain: bytes) -> bytes | None:
    """The new master key for a holder of the one before; None when there is no way from there."""
    try:
        told = opened(content, "link", chain)
    except DoesNotOpen:
        return None
    return bytes.fromhex(told["master"]) if told else None


def _begin(
    home: Path,
    chain: bytes,
    master: bytes,
    carried: Mapping[str, str],
    before: Mapping[str, str],
    *,
    pages: bool,
) -> None:
    content = keyfile.read(home)
    registry, own = UUID(content["registry"]), chain_of(master)
    changed = {
        **content,
        "epoch": epoch_of(content) + 1,
        "carried": _closed(own, carried, registry, "carried"),
        "before": _closed(own, before, registry, "before"),
        "link": _closed(chain, {"master": master.hex()}, registry, "link"),
    }
    if pages:
        changed["pages"] = epoch_of(content)
    try:
        ways = [copies.for_another_master(copy, master, registry=registry) for copy in content["copies"]]
    except (KeyError, TypeError, ValueError) as fault:
        raise KeysDamaged from fault
    keyfile.replace(home, changed, ways)


def _without(home: Path, *names: str) -> None:
    with holders.editing(home):
        content = keyfile.read(home)
        left = {name: value for name, value in content.items() if name not in names}
        keyfile.replace(home, left, content["copies"])


def _closed(key: bytes, told: Mapping[str, str], registry: UUID, name: str) -> str:
    sealed = sealing.close(key, json.dumps(dict(told)).encode(), _bound(registry, name))
    return base64.b64encode(sealed).decode()


def _bound(registry: UUID, name: str) -> bytes:
    return b"ojaq key change\0" + registry.bytes + name.encode()
