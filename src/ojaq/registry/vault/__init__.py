"""Keys and sealing: what is kept closed is opened here and nowhere else.

The key ring works before Django does (settings and the database engine need it); the tables are reached when called.
"""

from ojaq.registry.vault.keyring import create_keys, is_unlocked, lock, unlock
from ojaq.registry.vault.services import (
    new_key,
    new_keys,
    open_many,
    open_sealed,
    seal,
    seal_many,
    shred,
)

__all__ = [
    "create_keys",
    "is_unlocked",
    "lock",
    "new_key",
    "new_keys",
    "open_many",
    "open_sealed",
    "seal",
    "seal_many",
    "shred",
    "unlock",
]
